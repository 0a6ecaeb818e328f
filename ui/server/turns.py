"""Turns of requests: each address has its own queue, so that none delays another."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from ui.parts.problem import Problem

MOST_WAITING = 240  # requests of an address; a pad sends one at a time, a class shares an address
MOST_STREAMS = 240  # open streams of an address


class Turns:
    """Runs a few requests of each address at once, first in, first out.

    As every address has the same limit, addresses alternate on the event loop.
    """

    def __init__(self, at_once: int) -> None:
        self.at_once = at_once
        self._turns: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(at_once))
        self._present: Counter[str] = Counter()  # requests running or waiting, by address
        self._streams: Counter[str] = Counter()

    @asynccontextmanager
    async def turn(self, address: str) -> AsyncIterator[None]:
        """Wait for a turn and hold it; raises Problem if MOST_WAITING requests are present."""
        if self._present[address] >= self.at_once + MOST_WAITING:
            raise Problem("You are asking faster than can be answered; please wait a little.", 429)
        self._present[address] += 1
        try:
            async with self._turns[address]:
                yield
        finally:
            self._present[address] -= 1
            if not self._present[address]:
                del self._present[address], self._turns[address]

    @contextmanager
    def stream(self, address: str) -> Iterator[None]:
        """Count a stream while it is open; raises Problem if MOST_STREAMS are open."""
        if self._streams[address] >= MOST_STREAMS:
            raise Problem("Too many connections of this network are open; close one of them.", 429)
        self._streams[address] += 1
        try:
            yield
        finally:
            self._streams[address] -= 1
            if not self._streams[address]:
                del self._streams[address]
