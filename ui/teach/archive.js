// Files on their way between the browser and the server, in base64.

export function download(name, type, encoded) {
  const link = document.createElement("a");
  link.href = `data:${type};base64,${encoded}`;
  link.download = name;
  link.click();
}

export async function encode(file) {
  const content = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(content, (byte) => String.fromCharCode(byte)).join(""));
}
