"""Fifty visitors who teach, draw and train at the same time.

    python -m tests.benchmarks.everything_at_once --visitors 50 --seconds 180

starts the app. Every visitor teaches symbols with names that nobody else has, draws digits, lets
corrections be learned and trains a small network, in turn and all over again. Printed are the peak
of the memory, with and without the processes that train (Linux only), the slowest answers, answers
that were another visitor's, and what lies in the temporary folder afterwards.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import itertools
import random
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import numpy as np

from tests.benchmarks.many_visitors import arrive, growing_stroke, server_status
from tests.tools.pictures import validation
from tests.tools.running import running_app
from tests.tools.server import files_in

PATIENCE = 120.0  # seconds
EXAMPLES = 12  # of each kind that a visitor teaches
SETTINGS = ["mnist", "shipped", "mlp", "64, 32", 0.001, 100, 2, "adam", False, 0]
ANSWERED = (200, 422, 429, 503)  # refusals of a busy server among them


@dataclass
class Figures:
    """Seconds of the answers by what was asked, statuses, and answers that were somebody else's."""

    answers: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[int | str] = field(default_factory=Counter)
    mixed: list[str] = field(default_factory=list)
    peak: float = 0.0  # MB of the server …
    peak_with_runs: float = 0.0  # … and of the processes that it started too


def main() -> None:
    """Run the visitors and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, default=50)
    parser.add_argument("--addresses", type=int, default=5, help="from which they come")
    parser.add_argument("--seconds", type=float, default=180)
    options = parser.parse_args()
    figures = Figures()
    with TemporaryDirectory() as folder, running_app(TMPDIR=folder) as url:
        before = set(files_in(folder))
        asyncio.run(crowd(url, options, figures))
        left = set(files_in(folder)) - before
    for name, times in figures.answers.items():
        print(f"{name}: {len(times)} answers, slowest {max(times):.2f} s")
    print(f"statuses: {dict(figures.statuses)}")
    print(f"mixed answers: {len(figures.mixed)} {figures.mixed[:3]}")
    print(f"peak memory: {figures.peak:.0f} MB, with the runs {figures.peak_with_runs:.0f} MB")
    print(f"files left: {sorted(map(str, left))}")


async def crowd(url: str, options: argparse.Namespace, figures: Figures) -> None:
    """All visitors at once, and a watch on the memory."""
    end = time.monotonic() + options.seconds
    watch = asyncio.create_task(watch_memory(url, figures))
    visitors = [
        Visitor(number, f"203.0.113.{number % options.addresses}", figures)
        for number in range(options.visitors)
    ]
    await asyncio.gather(*(visitor.live(url, end) for visitor in visitors))
    watch.cancel()


class Visitor:
    """One of them: has names of symbols like nobody else."""

    def __init__(self, number: int, address: str, figures: Figures) -> None:
        self.names = [f"mine-{number}-{one}" for one in ("a", "b")]
        self.address, self.figures = address, figures
        self.chance = random.Random(number)

    async def live(self, url: str, end: float) -> None:
        """Teach, draw and train until the end."""
        headers = {"X-Forwarded-For": self.address}
        async with httpx.AsyncClient(base_url=url, headers=headers, timeout=PATIENCE) as client:
            self.client = client
            await asyncio.sleep(self.chance.uniform(0, 3))
            self.key = await arrive(client)
            for revision in itertools.count(1):
                for step in (self.teach, self.draw, self.correct, self.train, self.draw):
                    await step(revision)
                    if time.monotonic() > end:
                        return
                    await asyncio.sleep(self.chance.uniform(0.2, 1))

    async def ask(self, what: str, path: str, content: dict[str, Any]) -> dict[str, Any] | None:
        """An answer, or None where there was none."""
        start = time.monotonic()
        try:
            reply = await self.client.post(path, json=content)
        except httpx.HTTPError as error:
            self.figures.statuses[type(error).__name__] += 1
            return None
        self.figures.answers[what].append(time.monotonic() - start)
        self.figures.statuses[reply.status_code] += 1
        if reply.status_code not in ANSWERED:
            print(what, reply.status_code, reply.text[:200])
        return reply.json() if reply.status_code == httpx.codes.OK else None

    async def teach(self, revision: int) -> None:
        """Teach the two symbols, and see that a drawing is read as one of them or as none."""
        question = {"key": self.key, "classes": self.names, "examples": self.examples(2)}
        if await self.ask("teach", "/ask/teach-part/teach", question) is None:
            return
        drawing = {"key": self.key, "revision": revision, "picture": growing_stroke(1)}
        answer = await self.ask("read a symbol", "/ask/teach-part/read_symbol", drawing)
        self.see_whose(answer, revision)

    def see_whose(self, answer: dict[str, Any] | None, revision: int) -> None:
        """Note an answer that belongs to somebody else."""
        if answer is None:
            return
        if answer["label"] not in ("", *self.names) or answer["answer"] != revision:
            self.figures.mixed.append(f"{self.names} got {answer['label']!r}")

    def examples(self, classes: int) -> list[dict[str, Any]]:
        """Digits of MNIST as the page sends examples."""
        images, labels = validation()
        chosen = []
        for label in range(classes):
            for index in self.chance.sample(np.flatnonzero(labels == label).tolist(), EXAMPLES):
                pixels = base64.b64encode(images[index].tobytes()).decode()
                chosen.append({"input": pixels, "label": label})
        return chosen

    async def draw(self, revision: int) -> None:
        """A few questions along a stroke."""
        for share in (0.3, 0.6, 1):
            question = {"key": self.key, "revision": revision, "picture": growing_stroke(share)}
            answer = await self.ask("draw", "/ask/sketchpad/read", question)
            if answer is not None and answer["answer"] != revision:
                self.figures.mixed.append(f"{self.names} drew {revision}: {answer['answer']}")

    async def correct(self, revision: int) -> None:
        """Let corrections be learned."""
        question = {"key": self.key, "examples": self.examples(10)}
        await self.ask("correct", "/ask/corrections/learn", question)

    async def train(self, revision: int) -> None:
        """Begin a run, or see how it gets on."""
        for name, question in (("start_run", {"values": SETTINGS}), ("look", {})):
            await self.ask(name, f"/ask/train-status/{name}", {"key": self.key} | question)


async def watch_memory(url: str, figures: Figures) -> None:
    """Note the peak of the anonymous memory once a second."""
    status = server_status(url)
    while status:
        own = anonymous_megabytes(status.parent)
        runs = sum(map(anonymous_megabytes, children(status.parent)))
        figures.peak = max(figures.peak, own)
        figures.peak_with_runs = max(figures.peak_with_runs, own + runs)
        await asyncio.sleep(1)


def children(process: Path) -> list[Path]:
    """The /proc folders of the processes that one has started."""
    return [
        Path("/proc") / number
        for task in (process / "task").iterdir()
        for number in (task / "children").read_text().split()
    ]


def anonymous_megabytes(process: Path) -> float:
    """Memory that is the process's own; 0 when it has ended."""
    try:
        lines = (process / "status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon")), 0.0)


if __name__ == "__main__":
    main()
