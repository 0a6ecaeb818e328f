// The curves of all runs, drawn anew as SVG whenever a point has come.

const LEFT = 36, RIGHT = 10, TOP = 10, BOTTOM = 24; // room around the plot, for the axes
const NICE = [1, 2, 2.5, 5, 10];

const tag = (name, attributes, text = "") =>
  `<${name} ${Object.entries(attributes).map(([key, value]) => `${key}="${value}"`).join(" ")}>${text}</${name}>`;

const finite = (values) => values.filter(Number.isFinite);

// The smallest round number that is no smaller.
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * NICE.find((step) => step * power >= value * 0.999);
}

// Ends of the axis that leave room for the end of the curves; their start may lie outside.
function lossRange(training, validation) {
  const highest = Math.max(...training, ...validation);
  const lowest = Math.min(...validation);
  return [0, roundUp(Math.max(0.05, Math.min(highest, 4 * lowest)))];
}

function accuracyRange(training, validation) {
  const lowest = Math.min(...training, ...validation);
  const error = 100 - Math.max(...validation);
  const bottom = Math.max(lowest, 100 - 4 * error);
  return [[99.5, 99, 98, 95, 90, 80, 60].find((step) => step <= bottom) ?? 0, 100];
}

// Where in a point the plot finds its figures: training, then validation.
const PLOTS = [
  { id: "train-loss-curve", title: "Loss", columns: [1, 2], range: lossRange, empty: [0, 2.5] },
  { id: "train-accuracy-curve", title: "Accuracy in percent", columns: [3, 4], range: accuracyRange, empty: [0, 100] },
];
const SPLITS = ["training", "validation"];

function ticks(low, high, count) {
  const step = roundUp((high - low) / count);
  const first = Math.ceil(low / step - 0.001);
  return Array.from({ length: Math.floor(high / step + 0.001) - first + 1 }, (_, i) => (first + i) * step);
}

const label = (value) => String(Number(value.toFixed(3)));

function plot({ id, title, columns, range, empty }, runs) {
  const figure = element.querySelector(`#${id}`);
  const svg = figure.querySelector("svg");
  const { clientWidth: width, clientHeight: height } = svg;
  if (!width) return; // on a tab that is not shown
  const columnOf = (column) => finite(runs.flatMap(({ points }) => points.map((point) => point[column])));
  const [training, validation] = columns.map(columnOf);
  const [low, high] = validation.length ? range(training, validation) : empty;
  const epochs = Math.max(1, ...runs.map((run) => run.epochs));
  const x = (epoch) => LEFT + (epoch / epochs) * (width - LEFT - RIGHT);
  const y = (value) => height - BOTTOM - ((value - low) / (high - low)) * (height - TOP - BOTTOM);

  const axes = [
    ...ticks(low, high, 5).map((value) =>
      tag("line", { x1: LEFT, x2: width - RIGHT, y1: y(value), y2: y(value) }) +
      tag("text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, label(value))),
    ...ticks(0, epochs, 6).filter(Number.isInteger).map((epoch) =>
      tag("text", { x: x(epoch), y: height - 6, "text-anchor": "middle" }, epoch || "Epoch 0")),
  ];
  const lines = runs.flatMap(({ number, colour, points }) => columns.map((column, split) => {
    const known = points.filter((point) => Number.isFinite(point[column]));
    const path = known.map((point) => `${x(point[0]).toFixed(1)} ${y(point[column]).toFixed(1)}`).join("L");
    return path && tag("path", {
      d: `M${path}`, class: SPLITS[split], "data-run": number, style: `stroke: var(--digitpad-run-${colour})`,
    });
  }));
  const frame = tag("rect", { x: LEFT, y: TOP - 4, width: width - LEFT - RIGHT + 4, height: height - TOP - BOTTOM + 8 });
  svg.innerHTML =
    tag("clipPath", { id: `${id}-frame` }, frame) +
    axes.join("") + tag("g", { "clip-path": `url(#${id}-frame)` }, lines.join(""));
  svg.setAttribute("aria-label", `${title}. ${runs.map((run) => inWords(run, columns)).join(" ") || "No run yet."}`);
}

function inWords({ number, points }, columns) {
  const last = points.at(-1);
  if (!last) return `Run ${number}: nothing yet.`;
  const [training, validation] = columns.map((column) => last[column] ?? "no number");
  return `Run ${number}: ${training} in training, ${validation} in validation after epoch ${last[0]}.`;
}

// ---- Figures under the pointer -----------------------------------------------------------------

const tip = document.createElement("div");
tip.className = "tip";
tip.setAttribute("aria-hidden", "true");

function point(event, { id, columns }) {
  const figure = element.querySelector(`#${id}`);
  const box = figure.querySelector("svg").getBoundingClientRect();
  const runs = props.value.filter(({ points }) => points.length);
  const epochs = Math.max(1, ...props.value.map((run) => run.epochs));
  const asked = ((event.clientX - box.left - LEFT) / (box.width - LEFT - RIGHT)) * epochs;
  if (!runs.length || asked < -0.2) return tip.remove();
  tip.innerHTML = runs.map(({ number, colour, points }) => {
    const nearest = points.reduce((best, each) =>
      Math.abs(each[0] - asked) < Math.abs(best[0] - asked) ? each : best);
    const [training, validation] = columns.map((column) => nearest[column] ?? "–");
    return `<p style="--colour: var(--digitpad-run-${colour})">Run ${number}, epoch ${label(nearest[0])}: ` +
      `<strong>${validation}</strong>, training ${training}</p>`;
  }).join("");
  figure.append(tip);
  const left = event.clientX - figure.getBoundingClientRect().left;
  const room = figure.clientWidth - tip.offsetWidth;
  tip.style.left = `${Math.max(0, Math.min(room, left - tip.offsetWidth / 2))}px`;
}

for (const each of PLOTS) {
  const svg = element.querySelector(`#${each.id} svg`);
  svg.addEventListener("pointermove", (event) => point(event, each));
  svg.addEventListener("pointerleave", () => tip.remove());
}

const show = () => PLOTS.forEach((each) => plot(each, props.value));
watch("value", show);
// Also draws for the first time, and again when the tab is opened or turned.
new ResizeObserver(show).observe(element);
