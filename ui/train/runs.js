// The list of runs. A row is made once and changed in place, so the focus stays where it is.
const list = element.querySelector(".runs");
const rows = new Map(); // by the number of the run

function newRow(number) {
  const row = document.createElement("li");
  row.dataset.run = number;
  row.innerHTML = `
    <span class="swatch" aria-hidden="true"></span>
    <span class="words"><strong>Run ${number}</strong> <span class="result"></span><span class="name digitpad-caption"></span></span>
    <button type="button" class="use"></button>
    <button type="button" class="remove" aria-label="Remove run ${number}" title="Remove">×</button>`;
  row.querySelector(".use").addEventListener("click", (event) => {
    if (event.currentTarget.getAttribute("aria-disabled") !== "true") trigger("use", { number });
  });
  row.querySelector(".remove").addEventListener("click", () => trigger("drop", { number }));
  list.append(row);
  return row;
}

function show(runs) {
  for (const [number, row] of rows) {
    if (runs.some((run) => run.number === number)) continue;
    row.remove();
    rows.delete(number);
  }
  for (const { number, colour, name, state, result, usable, used } of runs) {
    const row = rows.get(number) ?? newRow(number);
    rows.set(number, row);
    row.dataset.state = state;
    row.style.setProperty("--colour", `var(--digitpad-run-${colour})`);
    row.querySelector(".name").textContent = name;
    row.querySelector(".result").textContent = result;
    const use = row.querySelector(".use");
    use.textContent = used ? "In use" : "Use this network";
    use.setAttribute("aria-pressed", used);
    use.setAttribute("aria-disabled", !usable);
  }
}

watch("value", () => show(props.value));
show(props.value);
