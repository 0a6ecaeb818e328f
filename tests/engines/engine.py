"""What the tests do in a browser, whichever it is: scripts, and actions of mouse and keyboard."""

import json
import time
from abc import ABC, abstractmethod
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.tools.running import SEVEN, Points, between

PATIENCE = 60  # seconds; others may keep the processor busy
STROKE = 10  # milliseconds from one point of a stroke to the next
STEPS = 5  # of a stroke, from corner to corner
PRESS = {"type": "pointerDown", "button": 0}
RELEASE = {"type": "pointerUp", "button": 0}
LOOKS = 0.05  # seconds from one look to the next


class EngineError(Exception):
    """The browser refused a command."""


class Engine(ABC):
    """A browser with one window."""

    # ---- What each browser does in its own way

    @abstractmethod
    def go(self, url: str) -> None:
        """Open an address and wait until it is loaded."""

    @abstractmethod
    def back(self) -> None:
        """Press the browser's Back button."""

    @abstractmethod
    def run(self, expression: str) -> str | None:
        """The text that a script's expression gives."""

    @abstractmethod
    def perform(self, source: dict[str, Any]) -> None:
        """Act by a device, as WebDriver's standard describes it."""

    @abstractmethod
    def choose_file(self, selector: str, path: Path) -> None:
        """Choose a file, as if in the browser's own dialogue."""

    # ---- What all do alike

    def evaluate(self, expression: str) -> Any:
        """The value that a script's expression gives."""
        return json.loads(self.run(f"JSON.stringify(({expression}) ?? null)"))

    def wait_for(self, expression: str, patience: float = PATIENCE) -> None:
        """Look again and again until an expression is true."""
        end = time.monotonic() + patience
        while True:
            try:
                problem = ""
                if self.evaluate(expression):
                    return
            except EngineError as error:  # the page is just being left, or is not there yet
                problem = f" ({error})"
            if time.monotonic() > end:
                raise AssertionError(f"It did not happen: {expression}{problem}")
            time.sleep(LOOKS)

    def draw(self, points: Points = SEVEN, selector: str = "#sketchpad canvas") -> None:
        """Draw one stroke with the mouse; the points are shares of the paper's sides."""
        left, top, width, height = self.box(selector)

        def move(x: float, y: float) -> dict[str, Any]:
            place = {"x": round(left + x * width), "y": round(top + y * height)}
            return {"type": "pointerMove", "duration": STROKE} | place

        along = [
            move(*between(start, end, step / STEPS))
            for start, end in pairwise(points)
            for step in range(1, STEPS + 1)
        ]
        self.use_mouse(move(*points[0]), PRESS, *along, RELEASE)

    def click(self, selector: str, text: str = "") -> None:
        """Click in the middle of an element, of the first one that contains the text."""
        left, top, width, height = self.box(selector, text)
        middle = {"x": round(left + width / 2), "y": round(top + height / 2)}
        self.use_mouse({"type": "pointerMove"} | middle, PRESS, RELEASE)

    def type(self, selector: str, text: str) -> None:
        """Write a text into a field, in place of what is there."""
        self.click(selector)
        self.evaluate("document.activeElement.select()")
        strokes = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self.perform({"type": "key", "id": "keyboard", "actions": strokes})

    def use_mouse(self, *actions: dict[str, Any]) -> None:
        """Act with the mouse, and wait until the page has noticed that it was let go."""
        notice = "addEventListener('pointerup', () => { lifted = true; }, { once: true })"
        self.evaluate(f"[(window.lifted = false), {notice}]")
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}}
        self.perform(mouse | {"actions": list(actions)})
        self.wait_for("lifted")

    def box(self, selector: str, text: str = "") -> tuple[float, float, float, float]:
        """Where an element is in the window, once it stands still: left, top, width, height."""
        found = f"""[...document.querySelectorAll({json.dumps(selector)})].find(
            (one) => one.getClientRects().length && one.textContent.includes({json.dumps(text)}))"""
        self.wait_for(f"{found} !== undefined")
        self.evaluate(f"{found}.scrollIntoView({{ block: 'center', behavior: 'instant' }})")
        before, box = None, {}
        while box != before:
            time.sleep(LOOKS)
            before, box = box, self.evaluate(f"{found}.getBoundingClientRect()")
        return box["left"], box["top"], box["width"], box["height"]
