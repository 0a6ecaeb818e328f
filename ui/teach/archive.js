// @ts-check
// Files in base64, as they are sent to and from the server.

/** @type {(name: string, type: string, encoded: string) => void} */
export function download(name, type, encoded) {
  const link = document.createElement("a");
  link.href = `data:${type};base64,${encoded}`;
  link.download = name;
  link.click();
}

const LARGEST = 700_000; // bytes; no archive of ours is larger

// A larger file becomes an empty text, which the server rejects with a message.
/** @param {File} file */
export async function encode(file) {
  if (file.size > LARGEST) return "";
  const content = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(content, (byte) => String.fromCharCode(byte)).join(""));
}
