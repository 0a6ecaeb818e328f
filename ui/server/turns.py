"""Whose turn it is: every address has a queue of its own, so that none keeps another waiting."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from ui.parts.problem import Problem

MOST_WAITING = 240  # requests of one address; a pad asks one at a time, a class shares an address
MOST_STREAMS = 240  # open ones of an address


class Turns:
    """Lets a few requests of each address through at once, in the order in which they came.

    As no address has more under way than another, they alternate on the event loop.
    """

    def __init__(self, at_once: int) -> None:
        self.at_once = at_once
        self._turns: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(at_once))
        self._present: Counter[str] = Counter()  # under way or waiting
        self._streams: Counter[str] = Counter()

    @asynccontextmanager
    async def turn(self, address: str) -> AsyncIterator[None]:
        """Wait for a turn and keep it; raises Problem where too many wait."""
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
        """Count a stream while it is open; raises Problem where there are too many."""
        if self._streams[address] >= MOST_STREAMS:
            raise Problem("Too many connections of this network are open; close one of them.", 429)
        self._streams[address] += 1
        try:
            yield
        finally:
            self._streams[address] -= 1
            if not self._streams[address]:
                del self._streams[address]
