// @ts-check
// Saves data that was made in the browser as a file.

/** @type {(name: string, blob: Blob) => void} */
export function saveFile(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
