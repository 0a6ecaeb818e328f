"""Answers in the browser: whether they are the server's, and how quick they are.

    python -m tests.benchmarks.device agreement
    python -m tests.benchmarks.device speed [--slowed 6] [--latency 150]
    python -m tests.benchmarks.device engines
    python -m tests.benchmarks.device requests
    python -m tests.benchmarks.device first-page

`agreement` reads all 10,000 test images, drawn as ink of any size, and 2,000 drawings of digits,
letters and doodles with the scripts of the page in Chromium, and with the server's networks in full
precision, and counts the differences. `speed` draws 50 strokes on the pad: milliseconds from the
last movement to the bars and to the label, answers a second along a stroke, and tasks over 50 ms;
`--slowed` slows the processor of the page, `--latency` adds milliseconds to every request, and
`--server` has the server answer. `engines` draws strokes in Firefox and WebKit. `requests` draws 30
drawings, ten digits twice and ten numbers on wide paper, and counts the questions to the server,
and the drawings that it read in the end. `first-page` opens the page by a slow connection (1.6
Mbit/s, 150 ms) and draws: bytes and seconds to the first answer, and to the device's first one.
"""

import argparse
import time
from collections import Counter
from collections.abc import Sequence

import numpy as np
from playwright.sync_api import Page, Request, sync_playwright

from model.synthetic.pen import Stroke
from tests.benchmarks.answer_latency import answers_along_a_stroke, clear, print_times
from tests.engines.firefox import running_firefox
from tests.engines.visit import begin_visit
from tests.engines.visit import reading as engine_reading
from tests.engines.visit import wait_for_answer as wait_in_engine
from tests.engines.webkit import running_webkit
from tests.tools.on_device import as_ink, differences, drawings, read_on_device
from tests.tools.pictures import validation
from tests.tools.running import (
    SEVEN,
    draw,
    launch_browser,
    open_page,
    reading,
    running_app,
    wait_for_answer,
)
from ui.draw.examples.digits import DIGIT_STROKES
from ui.shipped import FIRST_DATASET, shipped

WHAT = ("agreement", "speed", "engines", "requests", "first-page")
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 2e5, "uploadThroughput": 9e4}
SEED = 0
DRAWINGS = 2000
STROKES = 50
ON_DEVICE = "#reading [data-from=device]"

# Notes for each change of the drawing how long after it the bars and the final answer are there.
WATCH = """() => {
  const canvas = document.querySelector("#sketchpad canvas");
  const view = document.querySelector("#reading .view");
  const input = document.querySelector("#model-input");
  const watches = Boolean(window.bars);
  Object.assign(window, { bars: [], finals: [], lifted: [], answers: 0, longTasks: [] });
  if (watches) return;
  let changed = 0, up = null, barsOf = null;
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.longTasks.push(task.duration);
  }).observe({ entryTypes: ["longtask"] });
  new MutationObserver(() => { changed = performance.now(); barsOf = canvas.dataset.revision; })
    .observe(canvas, { attributes: true, attributeFilter: ["data-revision"] });
  const paint = CanvasRenderingContext2D.prototype.putImageData;
  CanvasRenderingContext2D.prototype.putImageData = function (...given) {
    if (this.canvas === input && barsOf !== null) {
      window.bars.push(performance.now() - changed);
      barsOf = null;
    }
    return paint.apply(this, given);
  };
  let last;
  new MutationObserver(() => {
    if (view.dataset.answer === last) return;
    last = view.dataset.answer;
    window.answers++;
    if (last !== canvas.dataset.revision) return;
    window.finals.push(performance.now() - changed);
    if (up !== null) window.lifted.push(performance.now() - up);
    up = null;
  }).observe(view, { attributes: true, attributeFilter: ["data-answer"] });
  canvas.addEventListener("pointerdown", (event) => (window.pointer = event.pointerId));
  canvas.addEventListener("pointerup", () => {
    up = performance.now();
    setTimeout(() => { // the last movement may have been answered before
      if (up === null || view.dataset.answer !== canvas.dataset.revision) return;
      window.lifted.push(0);
      up = null;
    });
  }, { capture: true });
}"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=WHAT)
    parser.add_argument("--slowed", type=float, default=1, help="times")
    parser.add_argument("--latency", type=float, default=0, help="ms of every request")
    parser.add_argument("--server", action="store_true", help="no networks in the browser")
    options = parser.parse_args()
    if options.what == "engines":
        engines()
        return
    with running_app() as url, sync_playwright() as playwright:
        page = launch_browser(playwright).new_page()
        if options.server:
            page.route("**/networks/**", lambda route: route.abort())
        if options.what == "first-page":
            first_page(page, url, options)
            return
        open_page(page, url)
        match options.what:
            case "agreement":
                agreement(page)
            case "speed":
                speed(page, options)
            case "requests":
                requests(page, options)


def agreement(page: Page) -> None:
    """Compare both kinds of pictures."""
    random = np.random.default_rng(SEED)
    images, _ = validation()
    compare(page, "test images as ink", [as_ink(image, random) for image in images])
    compare(page, "drawings", drawings(DRAWINGS, SEED))


def compare(page: Page, name: str, inks: Sequence[np.ndarray]) -> None:
    """Read on both sides, and print."""
    predictor = shipped(FIRST_DATASET)
    kinds: Counter[str] = Counter()
    found: Counter[str] = Counter()
    times: dict[str, list[float]] = {"early": [], "whole": []}
    for ink, facts in zip(inks, read_on_device(page, inks), strict=True):
        kinds[facts["kind"]] += 1
        found.update(differences(predictor, ink, facts))
        if facts["kind"] == "digit":
            for which, taken in times.items():
                taken.append(facts[which])
    print(f"{len(inks)} {name}: {dict(kinds)}")
    print(f"  differences from the server, with full precision: {dict(found) or 'none'}")
    for which, taken in times.items():
        print_times(f"{which} answer, without the page", taken)


def speed(page: Page, options: argparse.Namespace) -> None:
    """Draw strokes, and print."""
    screen = page.context.new_cdp_session(page)
    place = "server" if options.server else "device"
    draw(page)
    if options.server:
        page.wait_for_selector("#reading [data-from=server]")
    else:
        wait_for_device(page)
    clear(page)
    screen.send("Emulation.setCPUThrottlingRate", {"rate": options.slowed})
    if options.latency:
        limits = {"latency": options.latency, "downloadThroughput": -1, "uploadThroughput": -1}
        screen.send("Network.emulateNetworkConditions", {"offline": False, **limits})
    page.evaluate(WATCH)
    for stroke in range(STROKES):
        draw(page, SEVEN, steps=15, pause=16, lifted_still=False)
        page.wait_for_function(f"window.lifted.length > {stroke}")
        clear(page)
    print(f"{STROKES} strokes, by the {place}:")
    print_times("drawing to the bars", page.evaluate("window.bars"))
    print_times("drawing to the label", page.evaluate("window.finals"))
    print_times("pen-up to the label", page.evaluate("window.lifted"))
    print(f"  {answers_along_a_stroke(page):.1f} answers a second while the pen moves")
    long_tasks = page.evaluate("window.longTasks.map(Math.round)")
    print(f"  tasks over 50 ms: {len(long_tasks)} {sorted(long_tasks)[-5:]}")


def engines() -> None:
    """Draw strokes in the other browsers, and print."""
    with running_app() as url:
        for name, running in (("Firefox", running_firefox), ("WebKit", running_webkit)):
            with running() as page:
                begin_visit(page, url)
                while engine_reading(page).get("from") != "device":
                    page.draw()
                    wait_in_engine(page)
                    page.click("#sketchpad-clear")
                page.evaluate(f"({WATCH})()")
                for _ in range(STROKES):
                    page.draw()
                    wait_in_engine(page)
                    page.click("#sketchpad-clear")
                    wait_in_engine(page)
                print(f"{STROKES} strokes in {name}:")
                print_times("drawing to the bars", page.evaluate("window.bars"))
                print_times("drawing to the label", page.evaluate("window.finals"))
                print_times("pen-up to the label", page.evaluate("window.lifted"))


def requests(page: Page, options: argparse.Namespace) -> None:
    """Draw digits and numbers, and print."""
    if not options.server:
        wait_for_device(page)
        clear(page)
    asked: list[int] = []

    def note(request: Request) -> None:
        if "/ask/sketchpad/" in request.url:
            asked.append(len(request.post_data or ""))

    page.on("request", note)
    served = 0
    for _ in range(2):
        served += sum(draw_strokes(page, strokes) for strokes in DIGIT_STROKES.values())
    page.click("#sketchpad-wide")
    for one in DIGIT_STROKES.values():
        other = DIGIT_STROKES["7"]
        left = [stroke * (0.5, 1) for stroke in one]
        right = [stroke * (0.5, 1) + (0.5, 0) for stroke in other]
        served += draw_strokes(page, [*left, *right])
    sent = sum(asked) / 1000
    print(f"30 drawings: {len(asked)} questions, {sent:.0f} kB; the server read {served}")


def first_page(page: Page, url: str, options: argparse.Namespace) -> None:
    """Open the page by a slow connection, draw, and print."""
    page.set_default_timeout(300_000)
    screen = page.context.new_cdp_session(page)
    screen.send("Network.enable")
    screen.send("Network.emulateNetworkConditions", SLOW_4G)
    received = [0]

    def count(event: dict) -> None:
        received[0] += event["encodedDataLength"]

    screen.on("Network.dataReceived", count)
    start = time.monotonic()
    open_page(page, url)
    print(f"the page stands: {time.monotonic() - start:.1f} s, {received[0] / 1e6:.2f} MB")
    draw(page)
    wait_for_answer(page)
    print(f"first answer: {time.monotonic() - start:.1f} s, from the {reading(page)['from']}")
    if not options.server:
        wait_for_device(page)
        seconds = time.monotonic() - start
        print(f"first answer of the device: {seconds:.1f} s, {received[0] / 1e6:.2f} MB")


def draw_strokes(page: Page, strokes: Sequence[Stroke]) -> bool:
    """Draw, wait for the answer, and clear; whether the server read it."""
    for stroke in strokes:
        draw(page, [tuple(point) for point in stroke], steps=2, pause=16)
    wait_for_answer(page)
    place = reading(page)["from"]
    clear(page)
    return place == "server"


def wait_for_device(page: Page) -> None:
    """Draw until the networks have arrived."""
    while not page.locator(ON_DEVICE).count():
        page.wait_for_timeout(200)
        clear(page)
        draw(page)
        wait_for_answer(page)


if __name__ == "__main__":
    main()
