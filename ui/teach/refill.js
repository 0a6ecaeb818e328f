// @ts-check
// Replaces the items of a list; the focus stays on the same button of the same item, or of the last item.

/**
 * @param {HTMLElement} list
 * @param {HTMLElement[]} items
 */
export function refill(list, items) {
  const activeElement = /** @type {HTMLElement | null} */ (document.activeElement);
  const row = [...list.children].findIndex((item) => item.contains(activeElement));
  const place = row < 0 ? -1 : controls(list.children[row]).indexOf(activeElement);
  list.replaceChildren(...items);
  if (place < 0 || !items.length) return;
  controls(items[Math.min(row, items.length - 1)])[place]?.focus();
}

/** @param {Element} item */
const controls = (item) => [...item.querySelectorAll("button, input")];
