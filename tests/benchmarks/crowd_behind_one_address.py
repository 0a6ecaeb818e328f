"""Whether a class behind one address keeps another address waiting.

    python -m tests.benchmarks.crowd_behind_one_address --pupils 60 --seconds 30

starts the app. The pupils share one address and ask without a pause; somebody with an address of
their own asks once a second. Printed are how many were answered, and the slowest answers of both;
the second address may wait one second at most.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import ssl
import statistics
import time
from contextlib import AsyncExitStack

import httpx

from tests.benchmarks.many_visitors import Figures, arrive, growing_stroke, read
from tests.tools.running import running_app

SCHOOL, HOME = "203.0.113.1", "198.51.100.1"
PATIENCE = 60.0  # seconds
PAUSE = 1.0  # seconds between the questions of the second address


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pupils", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=30)
    options = parser.parse_args()
    with running_app() as url:
        pupils, home = asyncio.run(crowd(url, options.pupils, options.seconds))
    answered = sum(bool(pupil.answers) and not pupil.failures for pupil in pupils)
    times = [seconds for pupil in pupils for seconds in pupil.answers]
    print(f"{answered} of {len(pupils)} pupils were always answered, {len(times)} times in all")
    print(f"  median {statistics.median(times):.2f} s, slowest {max(times):.2f} s")
    print(f"the second address: {len(home.answers)} answers, failures: {home.failures[:3]}")
    print(f"  median {statistics.median(home.answers):.2f} s, slowest {max(home.answers):.2f} s")


async def crowd(url: str, count: int, seconds: float) -> tuple[list[Figures], Figures]:
    """The figures of every pupil, and of the second address."""
    addresses = [*[SCHOOL] * count, HOME]
    encryption = ssl.create_default_context()  # slow to make, so that all share one
    async with AsyncExitStack() as clients:
        pages = []
        for address in addresses:
            headers = {"X-Forwarded-For": address}
            client = httpx.AsyncClient(
                base_url=url, headers=headers, timeout=PATIENCE, verify=encryption
            )
            await clients.enter_async_context(client)
            pages.append((client, await arrive(client), Figures()))
        end = time.monotonic() + seconds
        pauses = [*[0.0] * count, PAUSE]
        await asyncio.gather(
            *(ask(*page, end, pause) for page, pause in zip(pages, pauses, strict=True))
        )
    *pupils, home = [figures for *_, figures in pages]
    return pupils, home


async def ask(
    client: httpx.AsyncClient, key: str, figures: Figures, end: float, pause: float
) -> None:
    """One page that asks until the end."""
    picture = growing_stroke(1)
    for revision in itertools.count(1):
        await read(client, key, revision, picture, figures)
        if time.monotonic() > end:
            return
        await asyncio.sleep(pause)


if __name__ == "__main__":
    main()
