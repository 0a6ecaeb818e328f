"""Attack the running server with requests of every shape, and see that nothing gives way.

    python -m tests.tools.hostile --seconds 60

starts the app beside files that it has no business with. Hypothesis makes the requests, from
`--seed` on; the smallest one that does harm is printed, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import http.client
import json
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import gradio as gr
from hypothesis import HealthCheck, Phase, given, seed, settings

from app import SERVER, demo
from tests.tools.hostile.canaries import Canaries, wrong_events
from tests.tools.hostile.payloads import Request, posted
from tests.tools.hostile.requests import any_request, filled_in, routes_of
from tests.tools.hostile.sending import Answer, fault_of, sent
from tests.tools.running import running_app
from tests.tools.waiting import wait_until
from ui.ask import present

KEEP = 5.0  # seconds for which the server keeps an upload that nobody reads
EMPTY_AFTER = 15.0  # seconds after the last request nothing is left on the disk
EXAMPLES_PER_SEED = 200
LAST_START_LINE = "Streamable HTTP URL"


class Harm(AssertionError):
    """What a request has done that none may do."""


@dataclass
class Attack:
    """The server under attack, and what is known of it."""

    url: str
    canaries: Canaries
    audit: Path
    log: Path
    end: float
    count: int = 0
    slowest_health: float = 0.0
    words: dict[str, str] = field(default_factory=dict)

    def begin(self) -> None:
        """Note how things are before the first request."""
        self.port = int(self.url.rpartition(":")[2])
        wait_until(lambda: LAST_START_LINE in self.log.read_text())
        key = json.loads(self.ask(posted("/visitor", {})).text)["key"]
        self.words = self.canaries.words() | {"<port>": str(self.port), "<key>": key}
        self.words["<upload>"] = self.upload()
        self.first_lines = self.log.read_text(errors="replace")
        self.audited = self.audit.stat().st_size
        self.canaries.begin()

    def ask(self, request: Request) -> Answer:
        """Send a request."""
        self.count += 1
        return sent(self.port, filled_in(request, self.words))

    def upload(self) -> str:
        """The name of a picture that is uploaded."""
        body = b'--cut\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n'
        body += self.canaries.picture + b"\r\n--cut--\r\n"
        kind = {"Content-Type": "multipart/form-data; boundary=cut"}
        return json.loads(self.ask(Request("POST", "/gradio_api/upload", body, kind)).text)[0]

    def attempt(self, request: Request) -> None:
        """Send a request, follow what it leads to, and look at what the server did meanwhile."""
        if time.monotonic() > self.end:
            return
        answer = self.ask(request)
        faults = [fault_of(answer)]
        for follow_up in answer.follow_ups():
            faults.append(fault_of(self.ask(follow_up)))
        faults += [self.wrong_event(), self.canaries.change(), self.wrong_line()]
        for fault in filter(None, faults):
            raise Harm(f"{fault}\n  {request.method} {request.path}\n  {answer.text[:500]}")

    def wrong_event(self) -> str | None:
        """What the process did to files or the network that it may not do."""
        with self.audit.open() as file:
            file.seek(self.audited)
            new = file.read()
        complete = new[: new.rfind("\n") + 1]
        self.audited += len(complete.encode())
        return wrong_events(complete.splitlines(), self.canaries)

    def wrong_line(self) -> str | None:
        """What the log contains that is not of the start."""
        new = self.log.read_text(errors="replace").removeprefix(self.first_lines)
        return f"The log contains {new[:2000]!r}" if new.strip() else None

    def watch_health(self, over: Event) -> None:
        """Ask /health four times a second, and note the slowest answer."""
        while not over.wait(0.25):
            start = time.monotonic()
            try:
                status = sent(self.port, Request("GET", "/health")).status
            except OSError:
                status = 0
            self.slowest_health = max(self.slowest_health, time.monotonic() - start)
            if status != http.client.OK:
                self.slowest_health = float("inf")
                return


def harm_done(seconds: float, first_seed: int, bound: float) -> str | None:
    """Attack for so long; what gave way, or None.

    Args:
        seconds: of the attack.
        first_seed: of Hypothesis; the following ones are used in turn.
        bound: in seconds, within which /health has to answer.
    """
    with TemporaryDirectory() as place:
        root = Path(place).resolve()
        canaries = Canaries(root)
        audit, log = root / "audit", root / "log"
        environment = {
            "TMPDIR": str(canaries.temporary),
            "GRADIO_TEMP_DIR": str(canaries.temporary / "gradio"),
            "DIGITPAD_KEEP_UPLOADS": str(KEEP),
            "DIGITPAD_AUDIT": str(audit),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        launcher = f"exec {sys.executable} -m tests.tools.hostile.audited_app > {log} 2>&1"
        with running_app("bash", "-c", launcher, **environment) as url:
            attack = Attack(url, canaries, audit, log, time.monotonic() + seconds)
            attack.begin()
            harm = attacked(attack, first_seed) or left_over(attack, bound)
            print(f"{attack.count} requests; slowest /health {attack.slowest_health:.2f} s")
            return harm


def attacked(attack: Attack, first_seed: int) -> str | None:
    """The first harm that any request does, by the smallest such request."""
    over = Event()
    watch = Thread(target=attack.watch_health, args=(over,))
    watch.start()
    routes = all_routes()
    requests = any_request(demo.config["dependencies"], routes, sorted(present._answers))
    number = first_seed
    try:
        while time.monotonic() < attack.end:

            @seed(number)
            @settings(
                max_examples=EXAMPLES_PER_SEED,
                deadline=None,
                database=None,
                phases=(Phase.generate, Phase.shrink),
                suppress_health_check=list(HealthCheck),
                report_multiple_bugs=False,
            )
            @given(requests)
            def attempt(request: Request) -> None:
                attack.attempt(request)

            print(f"seed {number}, {attack.count} requests", flush=True)
            number += 1
            attempt()
    except Harm as harm:
        return str(harm)
    finally:
        over.set()
        watch.join()
    return None


def all_routes() -> list[tuple[str, str]]:
    """The methods and paths of the installed Gradio's routes and of ours."""
    from gradio.routes import App

    app = App.create_app(gr.Blocks(), app_kwargs=SERVER, mcp_server=True)
    return list(routes_of(app.routes))


def left_over(attack: Attack, bound: float) -> str | None:
    """What is wrong when the attack is over."""
    end = time.monotonic() + EMPTY_AFTER
    while attack.canaries.strangers() and time.monotonic() < end:
        time.sleep(0.2)
    if strangers := attack.canaries.strangers():
        return f"These files are left: {strangers}"
    if attack.slowest_health > bound:
        return f"/health took {attack.slowest_health:.2f} s; at most {bound:g} s are allowed."
    return attack.wrong_event() or attack.canaries.change() or attack.wrong_line()


def main() -> None:
    """Attack and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0, help="of the first requests")
    parser.add_argument("--health-within", type=float, default=1.0, help="seconds")
    options = parser.parse_args()
    harm = harm_done(options.seconds, options.seed, options.health_within)
    print(harm or "Nothing gave way.")
    sys.exit(harm is not None)
