// @ts-check
// Garments or photographs to try: a click sends one as if it were dropped on the upload.

import { asker, LONG } from "../../ask/ask.js";
import { say } from "../../languages/messages.js";
import { publish } from "../../parts/topics.js";

export function mount({ element, props, server }) {
  const request = asker(server.pictures, { patience: LONG });

  // The pictures come once somebody chooses their data set.
  const observer = new ResizeObserver(async () => {
    if (!element.offsetParent) return;
    observer.disconnect();
    const { problem, examples } = await request(() => ({}));
    if (problem) say(element.querySelector(".digitpad-caption"), problem);
    else props.value = examples;
  });
  observer.observe(element);

  element.addEventListener("click", async ({ target }) => {
    const asked = target.closest("button")?.dataset.example;
    const example = props.value.find(({ name }) => name === asked);
    if (!example?.picture) return;
    const picture = await (await fetch(example.picture)).blob();
    publish("picture", { file: new File([picture], "example.png", { type: picture.type }) });
  });
}
