// @ts-check
// Copies a text to the clipboard; false where the browser forbids it, as without HTTPS.
/** @param {string} text */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
