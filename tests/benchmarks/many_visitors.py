"""How the server serves a class: 100 visitors who all draw at once.

    python -m tests.benchmarks.many_visitors --visitors 100 --minutes 10

starts the app (or measures the one at --url). Every visitor loads the page and draws one-second
strokes, asks the network along them at the pace of the pad, and rests two seconds
after each. Printed are the answers' times, what failed, the processor time that this program itself
took, and the app's memory as the minutes pass.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import io
import itertools
import random
import resource
import ssl
import statistics
import time
from contextlib import AsyncExitStack, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from PIL import Image, ImageDraw

from tests.tools.running import SEVEN, between, running_app

STROKE, REST = 1.0, 2.0  # seconds
FASTEST = 0.05  # seconds from one question to the next: the pad waits for the next frame
QUICK = 0.1  # seconds; when an answer takes longer, the pad rests by as much before the next
PATIENCE = 10.0  # seconds after which an answer has failed
MOMENTS = 20  # pictures of a growing stroke


@dataclass
class Figures:
    """What is measured: seconds of every answer, of those to a pen that was lifted, failures."""

    answers: list[float] = field(default_factory=list)
    lifted: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def main() -> None:
    """Run the visitors and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=0.5, help="0.5 is ten strokes each")
    parser.add_argument(
        "--served", type=float, default=1, help="share of the strokes that the server reads"
    )
    parser.add_argument("--url", help="of a running server; by default the app is started")
    options = parser.parse_args()
    with nullcontext(options.url) if options.url else running_app() as url:
        figures, memory = Figures(), {}
        asyncio.run(crowd(url, options, figures, memory))
    print_figures(figures, memory, options)


async def crowd(
    url: str, options: argparse.Namespace, figures: Figures, memory: dict[float, float]
) -> None:
    """All visitors at once, who come within three seconds, and a watch on the memory."""
    moments = [growing_stroke(moment / MOMENTS) for moment in range(1, MOMENTS + 1)]
    encryption = ssl.create_default_context()  # slow to make, so that all share one
    end = time.monotonic() + 60 * options.minutes
    watch = asyncio.create_task(watch_memory(url, memory))
    async with AsyncExitStack() as clients:
        visits = []
        for _ in range(options.visitors):
            # A client each, as everybody has cookies of their own.
            client = httpx.AsyncClient(base_url=url, timeout=PATIENCE, verify=encryption)
            await clients.enter_async_context(client)
            visits.append(visit(client, moments, end, options.served, figures))
        await asyncio.gather(*visits)
    watch.cancel()


async def visit(
    client: httpx.AsyncClient, moments: list[str], end: float, served: float, figures: Figures
) -> None:
    """One visitor: strokes and rests until the end; the device reads some without a question."""
    await asyncio.sleep(random.uniform(0, STROKE + REST))
    await client.get("/")
    key = await arrive(client)
    revisions = itertools.count(1)

    async def ask(picture: str) -> float:
        return await read(client, key, next(revisions), picture, figures)

    while time.monotonic() < end:
        if random.random() >= served:
            await asyncio.sleep(STROKE + REST)
            continue
        start = time.monotonic()
        while (share := (time.monotonic() - start) / STROKE) < 1:
            taken = await ask(moments[int(share * MOMENTS)])
            left = start + STROKE - time.monotonic()
            await asyncio.sleep(max(0.0, min(left, max(FASTEST - taken, taken - QUICK))))
        figures.lifted.append(await ask(moments[-1]))
        await asyncio.sleep(REST)


async def arrive(client: httpx.AsyncClient) -> str:
    """The key that the server gives to a new page."""
    reply = await client.post("/visitor", json={})
    return reply.json()["key"]


async def read(
    client: httpx.AsyncClient, key: str, revision: int, picture: str, figures: Figures
) -> float:
    """Ask for the reading of a drawing; the seconds until the answer."""
    start = time.monotonic()
    question = {"key": key, "revision": revision, "picture": picture}
    try:
        reply = await client.post("/ask/sketchpad/read", json=question)
        if reply.status_code != httpx.codes.OK or reply.json().get("answer") != revision:
            figures.failures.append(f"status {reply.status_code}: {reply.text[:80]}")
    except httpx.HTTPError as error:
        figures.failures.append(type(error).__name__)
    seconds = time.monotonic() - start
    figures.answers.append(seconds)
    return seconds


def growing_stroke(share: float) -> str:
    """A 7 of which so much is drawn, as the pad sends it."""
    image = Image.new("RGB", (280, 280), "white")
    pen = ImageDraw.Draw(image)
    path = [between(*SEVEN[leg : leg + 2], step / 10) for leg in range(2) for step in range(11)]
    shown = path[: max(2, round(share * len(path)))]
    pen.line([(280 * x, 280 * y) for x, y in shown], "black", 16, "curve")
    file = io.BytesIO()
    image.save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


async def watch_memory(url: str, memory: dict[float, float]) -> None:
    """Note the anonymous memory of the app (MB) at every tenth second, by seconds passed."""
    status = server_status(url)
    start = time.monotonic()
    while status:
        line = next(each for each in status.read_text().splitlines() if "RssAnon" in each)
        memory[time.monotonic() - start] = int(line.split()[1]) / 1024
        await asyncio.sleep(10)


def server_status(url: str) -> Path | None:
    """/proc's file on the app that was started on this address, if it is on this machine."""
    port = f"GRADIO_SERVER_PORT={url.rpartition(':')[2]}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if port in (folder / "environ").read_bytes():
                return folder / "status"
        except OSError:  # it has ended meanwhile, or is somebody else's
            continue
    return None


def print_figures(
    figures: Figures, memory: dict[float, float], options: argparse.Namespace
) -> None:
    """The whole report."""
    print(f"{options.visitors} visitors, {options.minutes} minutes, {len(figures.answers)} answers")
    for name, times in (("every answer", figures.answers), ("after pen-up", figures.lifted)):
        slowest = statistics.quantiles(times, n=20)[-1]
        print(f"  {name}: median {statistics.median(times):.3f} s, 95th percentile {slowest:.3f} s")
    print(f"  failures: {len(figures.failures)} {sorted(set(figures.failures))[:3]}")
    print(f"  {len(figures.answers) / options.minutes / 60:.0f} answers a second")
    own = resource.getrusage(resource.RUSAGE_SELF)
    print(f"  processor time of this program: {own.ru_utime + own.ru_stime:.0f} s")
    if memory:
        times = list(memory)
        shown = times[:: max(1, len(times) // 10)]
        print("  memory of the app:", ", ".join(f"{t:.0f} s {memory[t]:.0f} MB" for t in shown))


if __name__ == "__main__":
    main()
