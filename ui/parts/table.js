// Tables made by scripts.

// A line of cells of one kind, "th" or "td".
export function line(kind, ...texts) {
  const row = document.createElement("tr");
  row.append(...texts.map((text) => cell(kind, text)));
  return row;
}

export function cell(kind, text) {
  const node = document.createElement(kind);
  node.textContent = text;
  return node;
}
