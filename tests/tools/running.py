"""The app in a process of its own and a real browser: for the browser tests and benchmarks."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from itertools import pairwise

from playwright.sync_api import Browser, Page, Playwright

from tests.tools.pictures import ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)

Points = list[tuple[float, float]]
SEVEN: Points = [(0.28, 0.24), (0.72, 0.24), (0.43, 0.82)]


def find_browser() -> str | None:
    """The path of an installed Chromium or Chrome."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def launch_browser(playwright: Playwright) -> Browser:
    """Start the installed browser without a window."""
    return playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))


@contextmanager
def running_app(*command: str, port: int | None = None, **settings: str) -> Iterator[str]:
    """Run `python app.py` and yield its address; ends the whole process group.

    It gets a free port, unless one is given. `settings` are environment variables for it.
    """
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        command or (sys.executable, "app.py"),
        cwd=ROOT,
        env=os.environ
        | {"GRADIO_SERVER_PORT": str(port), "GRADIO_SERVER_NAME": "127.0.0.1"}
        | settings,
        start_new_session=True,
    )
    try:
        wait_for(url, process)
        yield url
    finally:
        end(process)


def end(process: subprocess.Popen) -> None:
    """End a process and all of its group, which it leads."""
    for ending in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):  # it has ended by itself
            os.killpg(process.pid, ending)
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)


class RestartableApp:
    """An app that can be ended and started again at the same address."""

    def __init__(self) -> None:
        self.port = free_port()
        self.running: AbstractContextManager[str] | None = None
        self.url = ""

    def start(self) -> None:
        self.running = running_app(port=self.port)
        self.url = self.running.__enter__()

    def stop(self) -> None:
        self.running.__exit__(None, None, None)
        self.running = None


@contextmanager
def restartable_app() -> Iterator[RestartableApp]:
    """Start such an app, and end it in the end if it runs."""
    app = RestartableApp()
    app.start()
    try:
        yield app
    finally:
        if app.running:
            app.stop()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url: str, process: subprocess.Popen, patience: float = 240) -> None:
    """Return when the page answers with HTTP 200."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"The app ended with code {process.returncode} before it answered.")
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The app did not answer within {patience:.0f} seconds.")


def open_page(page: Page, url: str) -> Page:
    """Open the app and wait until every part of the Draw tab stands."""
    page.goto(url)
    for part in ("#sketchpad canvas", "#picture input[type=file]", "#examples button"):
        page.wait_for_selector(part, state="attached")
    page.wait_for_selector("#reading [data-state=empty]")
    page.wait_for_selector("body[data-dataset]")  # the server knows the visitor
    page.wait_for_function("document.querySelector('#sketchpad canvas').style.cursor !== ''")
    return page


def draw(
    page: Page,
    points: Points = SEVEN,
    *,
    steps: int = 5,
    pause: float = 0,
    lifted_still: bool = True,
) -> None:
    """Draw one stroke with the mouse; `pause` is in milliseconds between movements.

    Unless it is `lifted_still`, there is none between the last movement and the pen-up.
    """
    box = page.locator("#sketchpad canvas").bounding_box()

    def move(x: float, y: float) -> None:
        page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])

    move(*points[0])
    page.mouse.down()
    for start, end in pairwise(points):
        for i in range(1, steps + 1):
            move(*between(start, end, i / steps))
            is_last = end is points[-1] and i == steps
            if pause and (lifted_still or not is_last):
                page.wait_for_timeout(pause)
    page.mouse.up()


def touch(page: Page, *fingers: Points, steps: int = 5) -> None:
    """Draw with fingers that move at the same time, as a touch screen reports them."""
    box = page.locator("#sketchpad canvas").bounding_box()
    screen = page.context.new_cdp_session(page)

    def send(kind: str, places: Points) -> None:
        touched = [
            {"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"], "id": i}
            for i, (x, y) in enumerate(places)
        ]
        screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})

    send("touchStart", [finger[0] for finger in fingers])
    for corner in range(1, len(fingers[0])):
        for i in range(1, steps + 1):
            send("touchMove", [between(f[corner - 1], f[corner], i / steps) for f in fingers])
            page.wait_for_timeout(8)
    send("touchEnd", [])
    screen.detach()
    # A tap within half a second of a drawn touch is at times no click to Chromium.
    page.wait_for_timeout(1000)


def upload(page: Page, name: str, content: bytes) -> None:
    """Choose a file, as if in the browser's own dialogue."""
    file = {"name": name, "mimeType": "", "buffer": content}
    page.set_input_files("#picture input[type=file]", file)


def between(start: tuple[float, float], end: tuple[float, float], t: float) -> tuple[float, float]:
    """The point at the share t of the way."""
    return start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t


def wait_for_answer(page: Page) -> dict[str, str]:
    """Wait until the reading answers the newest drawing; its label, state, source and answer."""
    page.wait_for_function(
        """document.querySelector("#reading [data-answer]").dataset.answer ===
           document.querySelector("#sketchpad").dataset.revision"""
    )
    return reading(page)


def reading(page: Page) -> dict[str, str]:
    """What the reading view shows now."""
    return page.locator("#reading .view").evaluate("view => ({ ...view.dataset })")
