"""Firefox, driven over its WebDriver BiDi."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.engines.engine import Engine, EngineError
from tests.tools.running import end
from tests.tools.waiting import wait_until

NEEDS = "firefox-esr"  # the package
NAMES = ("firefox-esr", "firefox")
WINDOW = {"width": 1280, "height": 800}
ANSWERS_WITHIN = 120  # seconds; others may keep the processor busy
OPTIONS = {"proxy": None, "max_size": None, "ping_interval": None, "open_timeout": ANSWERS_WITHIN}


def find_firefox() -> str | None:
    """The path of an installed Firefox."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def running_firefox() -> Iterator[Engine]:
    """Start Firefox without a window, with a profile of its own."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        log = Path(folder) / "log"
        command = (find_firefox(), "--headless", "--no-remote", "--remote-debugging-port=0")
        with log.open("wb") as lines:
            process = subprocess.Popen(
                (*command, "--profile", folder),
                stdout=lines,
                stderr=lines,
                start_new_session=True,
            )
        try:
            with connect(f"{address(log)}/session", **OPTIONS) as connection:
                yield Firefox(connection)
        finally:
            end(process)


def address(log: Path) -> str:
    """Where it listens, as soon as it says so."""
    listening = re.compile(r"WebDriver BiDi listening on (ws://\S+)\n")
    wait_until(lambda: listening.search(log.read_text(errors="replace")))
    return listening.search(log.read_text(errors="replace"))[1]


class Firefox(Engine):
    """A tab of a running Firefox."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.sent = 0
        self.ask("session.new", capabilities={})
        self.tab = self.ask("browsingContext.getTree")["contexts"][0]["context"]
        self.ask("browsingContext.setViewport", context=self.tab, viewport=WINDOW)

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Give a command; its result."""
        self.sent += 1
        self.connection.send(json.dumps({"id": self.sent, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.connection.recv(ANSWERS_WITHIN))
            if answer.get("id") == self.sent:
                break
        if answer["type"] == "error":
            raise EngineError(f"{method}: {answer['message']}")
        return answer["result"]

    def go(self, url: str) -> None:
        self.ask("browsingContext.navigate", context=self.tab, url=url, wait="complete")

    def back(self) -> None:
        self.ask("browsingContext.traverseHistory", context=self.tab, delta=-1)

    def run(self, expression: str) -> str | None:
        return self.evaluated(expression).get("value")

    def evaluated(self, expression: str) -> dict[str, Any]:
        """What a script's expression gives, in the form that BiDi gives values."""
        answer = self.ask(
            "script.evaluate",
            expression=expression,
            target={"context": self.tab},
            awaitPromise=False,
        )
        if answer["type"] == "exception":
            raise EngineError(answer["exceptionDetails"]["text"])
        return answer["result"]

    def perform(self, source: dict[str, Any]) -> None:
        self.ask("input.performActions", context=self.tab, actions=[source])

    def choose_file(self, selector: str, path: Path) -> None:
        field = self.evaluated(f"document.querySelector({json.dumps(selector)})")
        element = {"sharedId": field["sharedId"]}
        self.ask("input.setFiles", context=self.tab, element=element, files=[str(path)])
