"""WebKit in its own small browser, driven over WebDriver, on a screen that nobody sees."""

import json
import os
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.engines.engine import Engine, EngineError
from tests.tools.running import end, free_port
from tests.tools.waiting import wait_until

NEEDS = "webkit2gtk-driver xvfb"  # the packages
ANSWERS_WITHIN = 120  # seconds; others may keep the processor busy
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the standard's name for a reference


def find_browser() -> str | None:
    """The path of an installed MiniBrowser."""
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-*/MiniBrowser"))
    return str(found[-1]) if found else None


def find_webkit() -> str | None:
    """The path of the browser, if there are its driver and a screen too."""
    tools = shutil.which("WebKitWebDriver") and shutil.which("Xvfb")
    return find_browser() if tools else None


@contextmanager
def running_webkit() -> Iterator[Engine]:
    """Start the driver, which starts the browser in its own process group."""
    port = free_port()
    with screen() as display:
        process = subprocess.Popen(
            ("WebKitWebDriver", f"--port={port}"),
            env=os.environ | {"DISPLAY": display},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            driver = f"http://127.0.0.1:{port}"
            wait_until(lambda: is_ready(driver))
            yield WebKit(driver)
        finally:
            end(process)


@contextmanager
def screen() -> Iterator[str]:
    """An invisible screen; its name."""
    read, write = os.pipe()
    process = subprocess.Popen(
        ("Xvfb", "-displayfd", str(write), "-screen", "0", "1280x1000x24", "-nolisten", "tcp"),
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(write)
    try:
        with open(read) as names:
            yield f":{names.readline().strip()}"
    finally:
        end(process)


def is_ready(driver: str) -> bool:
    """Whether the driver answers."""
    with suppress(OSError), urllib.request.urlopen(f"{driver}/status", timeout=5) as answer:
        return json.load(answer)["value"]["ready"]
    return False


class WebKit(Engine):
    """A window of the browser."""

    def __init__(self, driver: str) -> None:
        self.session = f"{driver}/session"
        options = {"binary": find_browser(), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        created = self.ask("POST", "", capabilities=wanted)
        self.session += f"/{created['sessionId']}"

    def ask(self, method: str, path: str, **parameters: Any) -> Any:
        """Give a command; its result."""
        data = json.dumps(parameters).encode() if method == "POST" else None
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self.session + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=ANSWERS_WITHIN) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            problem = json.load(error)["value"]
            raise EngineError(f"{path}: {problem['error']}: {problem['message']}") from None

    def go(self, url: str) -> None:
        self.ask("POST", "/url", url=url)

    def back(self) -> None:
        self.ask("POST", "/back")

    def run(self, expression: str) -> str | None:
        return self.ask("POST", "/execute/sync", script=f"return {expression}", args=[])

    def perform(self, source: dict[str, Any]) -> None:
        self.ask("POST", "/actions", actions=[source])

    def choose_file(self, selector: str, path: Path) -> None:
        field = self.ask("POST", "/element", using="css selector", value=selector)
        self.ask("POST", f"/element/{field[ELEMENT]}/value", text=str(path))
