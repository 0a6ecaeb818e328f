// @ts-check
// Puts a text on the clipboard, and tells whether the browser let us; without HTTPS it may not.
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
