"""How long the answer takes: from pen-up to the first frame that shows it, in a real browser.

    python -m tests.benchmarks.answer_latency

starts the app, draws 50 strokes on the pad and prints the median and the 95th percentile, the
same for clearing the pad (blank paper is answered without the network, so that is the way there and
back alone), how many answers a second came while the pen moved, and the tasks that kept
the page busy for over 50 ms; then all of it with the inside view open.
"""

import statistics
import time

from playwright.sync_api import Page, sync_playwright

from tests.tools.running import SEVEN, draw, launch_browser, open_page, running_app

STROKES = 50

# Notes the time of each pen-up, and each clearing, until the first frame in which the answer is the
# newest drawing's.
WATCH = """() => {
  const canvas = document.querySelector("#sketchpad canvas");
  const view = document.querySelector("#reading .view");
  const watches = Boolean(window.latencies);
  window.latencies = [];
  window.blanks = [];
  window.answers = 0;
  window.longTasks = [];
  if (watches) return;
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.longTasks.push(task.duration);
  }).observe({ entryTypes: ["longtask"] });
  new MutationObserver(() => window.answers++)
    .observe(view, { attributes: true, attributeFilter: ["data-answer"] });
  const time = (element, event, list) => element.addEventListener(event, () => {
    const start = performance.now();
    const look = () => view.dataset.answer === canvas.dataset.revision
      ? window[list].push(performance.now() - start) : requestAnimationFrame(look);
    requestAnimationFrame(look);
  });
  time(canvas, "pointerup", "latencies");
  time(document.querySelector("#sketchpad-clear"), "click", "blanks");
}"""


def main() -> None:
    """Draw, measure, print; first with the inside view closed, then with it open."""
    with running_app() as url, sync_playwright() as playwright:
        page = open_page(launch_browser(playwright).new_page(), url)
        measure(page, "inside view closed")
        page.click("#inside summary")
        measure(page, "inside view open")


def measure(page: Page, name: str) -> None:
    """Draw the strokes, one after the other, and print how long the answers took."""
    moving, during = 0.0, 0
    page.evaluate(WATCH)
    for stroke in range(STROKES):
        before, start = page.evaluate("window.answers"), time.perf_counter()
        draw(page, SEVEN, steps=15, pause=16)
        moving += time.perf_counter() - start
        during += page.evaluate("window.answers") - before
        page.wait_for_function(f"window.latencies.length > {stroke}")
        page.click("#sketchpad-clear")
        page.wait_for_selector("#reading [data-state=empty]")
    print(f"{STROKES} strokes, {name}:")
    for what, times in (("pen-up", "latencies"), ("clearing", "blanks")):
        taken = page.evaluate(f"window.{times}")
        slowest = statistics.quantiles(taken, n=20)[-1]
        print(
            f"  {what} to the answer on the page: median {statistics.median(taken):.0f} ms,",
            end=" ",
        )
        print(f"95th percentile {slowest:.0f} ms")
    print(f"  {during / moving:.1f} answers a second while the pen moves")
    long_tasks = page.evaluate("window.longTasks.map(Math.round)")
    print(f"  tasks over 50 ms: {len(long_tasks)} {sorted(long_tasks)[-5:]}")


if __name__ == "__main__":
    main()
