// @ts-check
// Files on their way between the browser and the server, in base64.

export function download(name, type, encoded) {
  const link = document.createElement("a");
  link.href = `data:${type};base64,${encoded}`;
  link.download = name;
  link.click();
}

const LARGEST = 700_000; // bytes; as many examples as may be kept take less

// Nothing of a file that is too large to be an archive of ours; the server would not take it.
export async function encode(file) {
  if (file.size > LARGEST) return "";
  const content = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(content, (byte) => String.fromCharCode(byte)).join(""));
}
