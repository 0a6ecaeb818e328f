// One listener for all buttons: those of the filters and the pager carry the view that they lead
// to, those of the tiles the index of their sample.
let selected = null;

element.addEventListener("click", (event) => {
  const control = event.target.closest("[data-view]");
  if (control && control.getAttribute("aria-disabled") !== "true") {
    trigger("browse", JSON.parse(control.dataset.view));
  }
  const tile = event.target.closest("[data-index]");
  if (tile) {
    trigger("select", { index: Number(tile.dataset.index) });
    tile.dispatchEvent(new CustomEvent("digitpad:chosen", { bubbles: true }));
  }
});

// The panel tells which sample it shows; it is marked in every grid that has it.
function mark() {
  for (const tile of element.querySelectorAll("[data-index]")) {
    if (tile.dataset.index === selected) tile.setAttribute("aria-current", "true");
    else tile.removeAttribute("aria-current");
  }
}
document.addEventListener("digitpad:shown", (event) => {
  selected = event.detail;
  mark();
});
watch("value", mark);

// The arrow keys walk over the tiles; sixty presses of Tab would be too many.
element.addEventListener("keydown", (event) => {
  const tiles = [...element.querySelectorAll("[data-index]")];
  const here = tiles.indexOf(event.target);
  if (here < 0) return;
  const columns = tiles.filter((tile) => tile.offsetTop === tiles[0].offsetTop).length;
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
  const next = tiles[here + steps[event.key]];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

trigger("open");
