// Garments or photographs to try: a click sends one as if it were dropped on the upload.

import { publish } from "../../parts/topics.js";

export function mount({ element, props, trigger }) {
  // The pictures come once somebody chooses their data set.
  new ResizeObserver(() => {
    if (element.offsetParent && !props.value[0].picture) trigger("open");
  }).observe(element);

  element.addEventListener("click", async ({ target }) => {
    const asked = target.closest("button")?.dataset.example;
    const example = props.value.find(({ name }) => name === asked);
    if (!example?.picture) return;
    const picture = await (await fetch(example.picture)).blob();
    publish("picture", { file: new File([picture], "example.png", { type: picture.type }) });
  });
}
