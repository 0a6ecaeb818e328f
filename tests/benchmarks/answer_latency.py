"""How long the answer takes: from pen-up until the page has it, and until a frame shows it.

    python -m tests.benchmarks.answer_latency

starts the app, draws 50 strokes on the pad in a real browser and prints medians and 95th
percentiles, beside them those of a server function that does nothing, asked in the same run; how
many answers a second came while the pen moved; and the tasks that kept the page busy for over
50 ms. The pen rests a frame before it is lifted, as a hand does; then all of it again with a pen
that is lifted while it moves, and with the inside view open.
"""

import statistics

from playwright.sync_api import Page, sync_playwright

from tests.tools.running import (
    SEVEN,
    draw,
    launch_browser,
    open_page,
    running_app,
    wait_for_answer,
)

STROKES = 50
SLOW, SECONDS = 5, 2  # strokes along which the answers are counted, and how long each takes

# Notes how long after each pen-up the page has the newest drawing's answer, and how long after it
# the first frame that shows it begins.
WATCH = """() => {
  const canvas = document.querySelector("#sketchpad canvas");
  const view = document.querySelector("#reading .view");
  const watches = Boolean(window.inPage);
  Object.assign(window, { inPage: [], inFrame: [], answers: 0, longTasks: [] });
  if (watches) return;
  let lifted = null;
  const since = () => performance.now() - lifted;
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.longTasks.push(task.duration);
  }).observe({ entryTypes: ["longtask"] });
  let last;
  new MutationObserver(() => {
    if (view.dataset.answer !== last) window.answers++;
    last = view.dataset.answer;
    if (lifted === null || view.dataset.answer !== canvas.dataset.revision) return;
    window.inPage.push(since());
    requestAnimationFrame(() => {
      window.inFrame.push(since());
      lifted = null;
    });
  }).observe(view, { attributes: true, attributeFilter: ["data-answer"] });
  canvas.addEventListener("pointerdown", (event) => (window.pointer = event.pointerId));
  canvas.addEventListener("pointerup", () => (lifted = performance.now()), { capture: true });
}"""

# Moves the pressed pen once around in so many seconds, 125 times a second as a mouse does (one that
# is moved from outside waits for every frame), and gives the answers that came meanwhile.
CIRCLE = """async (seconds) => {
  const canvas = document.querySelector("#sketchpad canvas");
  const box = canvas.getBoundingClientRect();
  const [start, before] = [performance.now(), window.answers];
  let turned = 0;
  while (turned < 1) {
    turned = (performance.now() - start) / (1000 * seconds);
    canvas.dispatchEvent(new PointerEvent("pointermove", {
      pointerId: window.pointer,
      clientX: box.left + box.width * (0.5 + 0.3 * Math.cos(2 * Math.PI * turned)),
      clientY: box.top + box.height * (0.5 + 0.3 * Math.sin(2 * Math.PI * turned)),
    }));
    await new Promise((resolve) => setTimeout(resolve, 8));
  }
  return window.answers - before;
}"""

# How long a question takes that is refused before anything is done: it has no key.
NOTHING = """async (times) => {
  const taken = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    const reply = await fetch("ask/sketchpad/read", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: "{}",
    });
    await reply.json();
    taken.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return taken;
}"""


def main() -> None:
    """Draw, measure, print; first with the inside view closed, then with it open."""
    with running_app() as url, sync_playwright() as playwright:
        page = open_page(launch_browser(playwright).new_page(), url)
        measure(page, "inside view closed")
        measure(page, "lifted while it moves", lifted_still=False)
        page.click("#inside summary")
        measure(page, "inside view open")


def measure(page: Page, name: str, lifted_still: bool = True) -> None:
    """Draw the strokes, one after the other, and print how long the answers took."""
    page.evaluate(WATCH)
    for stroke in range(STROKES):
        draw(page, SEVEN, steps=15, pause=16, lifted_still=lifted_still)
        page.wait_for_function(f"window.inFrame.length > {stroke}")
        clear(page)
    print(f"{STROKES} strokes, {name}:")
    print_times("pen-up to the answer in the page", page.evaluate("window.inPage"))
    print_times("pen-up to the frame that shows it", page.evaluate("window.inFrame"))
    print_times("a question that is refused at once", page.evaluate(NOTHING, STROKES))
    print(f"  {answers_along_a_stroke(page):.1f} answers a second while the pen moves")
    long_tasks = page.evaluate("window.longTasks.map(Math.round)")
    print(f"  tasks over 50 ms: {len(long_tasks)} {sorted(long_tasks)[-5:]}")


def answers_along_a_stroke(page: Page) -> float:
    """Answers a second while a slow circle is drawn."""
    box = page.locator("#sketchpad canvas").bounding_box()
    answers = 0
    for _ in range(SLOW):
        page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 0.5 * box["height"])
        page.mouse.down()
        answers += page.evaluate(CIRCLE, SECONDS)
        page.mouse.up()
        wait_for_answer(page)
        clear(page)
    return answers / (SLOW * SECONDS)


def clear(page: Page) -> None:
    """Take another sheet."""
    page.click("#sketchpad-clear")
    page.wait_for_selector("#reading [data-state=empty]")


def print_times(what: str, taken: list[float]) -> None:
    """A median and a 95th percentile in milliseconds."""
    slowest = statistics.quantiles(taken, n=20)[-1]
    print(f"  {what}: median {statistics.median(taken):.1f} ms, 95th percentile {slowest:.1f} ms")


if __name__ == "__main__":
    main()
