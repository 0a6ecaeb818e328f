// Writing a text that is there already would still make the browser lay the page out again.
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
