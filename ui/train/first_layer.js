// Eight pictures in a row, one pixel for each weight; a canvas, since an image would flicker.
const COLUMNS = 8, SIDE = 28, STEP = 30;
const POSITIVE = [79, 120, 255], NEGATIVE = [249, 115, 22]; // seen on light and on dark

const canvas = element.querySelector("canvas");
const caption = element.querySelector("p");
const paper = canvas.getContext("2d");

function show({ units, weights, caption: text }) {
  const levels = Int8Array.from(atob(weights), (each) => each.charCodeAt(0));
  paper.clearRect(0, 0, canvas.width, canvas.height);
  for (let unit = 0; unit < units; unit++) {
    const picture = paper.createImageData(SIDE, SIDE);
    for (let i = 0; i < SIDE * SIDE; i++) {
      const level = levels[unit * SIDE * SIDE + i];
      picture.data.set(level > 0 ? POSITIVE : NEGATIVE, 4 * i);
      picture.data[4 * i + 3] = 2 * Math.abs(level);
    }
    paper.putImageData(picture, (unit % COLUMNS) * STEP, Math.floor(unit / COLUMNS) * STEP);
  }
  caption.textContent = text;
}

watch("value", () => show(props.value));
show(props.value);
