// @ts-check
// Example garments or photographs: a click uploads one as if it had been dropped.

import { asker, LONG } from "../../ask/ask.js";
import { say } from "../../languages/messages.js";
import { publish } from "../../parts/topics.js";

/** @param {Mounted} part */
export function mount({ element, props, server }) {
  const request = asker(server.pictures, { patience: LONG });

  // The pictures are fetched when their data set is first chosen.
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
    /** @type {{ name: string, picture: string }[]} */
    const examples = props.value;
    const example = examples.find(({ name }) => name === asked);
    if (!example?.picture) return;
    const picture = await (await fetch(example.picture)).blob();
    publish("picture", { file: new File([picture], "example.png", { type: picture.type }) });
  });
}
