// The buttons of the filters and the pager carry what they change in the view, the menus name it;
// a tile carries the index of its sample.
let view = null;
let selected = null;
let leads = false; // whether the focus shall follow to the grid with the next answer

function ask(change) {
  view = { ...view, page: 0, ...change };
  trigger("browse", view);
}

element.addEventListener("click", (event) => {
  const control = event.target.closest("[data-change]");
  if (control && control.getAttribute("aria-disabled") !== "true") {
    ask(JSON.parse(control.dataset.change));
  }
  const tile = event.target.closest("[data-index]");
  if (tile) {
    trigger("select", { index: Number(tile.dataset.index) });
    tile.dispatchEvent(new CustomEvent("digitpad:chosen", { bubbles: true }));
  }
});
element.addEventListener("change", (event) => {
  ask({ [event.target.name]: JSON.parse(event.target.value) });
});

// Other parts of the page ask for samples, too: the grid answers and comes into sight.
document.addEventListener("digitpad:browse", (event) => {
  if (!view) return;
  ask({ mistakes: false, true: null, said: null, ...event.detail });
  leads = true;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.closest("#samples").scrollIntoView({ block: "start", behavior: still ? "instant" : "smooth" });
});

// The panel tells which sample it shows; it is marked in every grid that has it.
function mark() {
  for (const tile of element.querySelectorAll("[data-index]")) {
    if (tile.dataset.index === selected) tile.setAttribute("aria-current", "true");
    else tile.removeAttribute("aria-current");
  }
}
document.addEventListener("digitpad:sample", (event) => {
  selected = event.detail;
  mark();
});

function answered() {
  mark();
  fresh?.answered(props.value.asked);
  const filters = element.querySelector("[data-view]");
  if (!filters) return;
  view = JSON.parse(filters.dataset.view);
  for (const menu of filters.querySelectorAll("select")) menu.value = menu.dataset.chosen;
  if (leads) element.querySelector(".clear").focus({ preventScroll: true });
  leads = false;
}

// One of the grids asks for the whole tab.
const fresh = element.closest("#samples") && new Freshness(element.closest("#validation"));
watch("value", answered);
answered();

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
