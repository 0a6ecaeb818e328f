// @ts-check
// Other children in place of a list's. The focus stays on the same button of the same item, or of the last one.

export function refill(list, items) {
  const { activeElement } = document;
  const row = [...list.children].findIndex((item) => item.contains(activeElement));
  const place = row < 0 ? -1 : controls(list.children[row]).indexOf(activeElement);
  list.replaceChildren(...items);
  if (place < 0 || !items.length) return;
  controls(items[Math.min(row, items.length - 1)])[place]?.focus();
}

const controls = (item) => [...item.querySelectorAll("button, input")];
