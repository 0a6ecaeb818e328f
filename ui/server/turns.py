"""Whose turn it is: every address has a queue of its own, so that none keeps another waiting."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from ui.parts.problem import Problem

AT_ONCE = 2  # requests of one address that are answered at the same time …
MOST_WAITING = 240  # … and that wait for it; a pad asks one at a time, a class shares an address
MOST_STREAMS = 240  # open ones of an address


class Turns:
    """Lets two requests of each address through at once, in the order in which they came.

    As every address has two under way at most, the addresses take turns on the event loop.
    """

    def __init__(self) -> None:
        self._turns: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(AT_ONCE))
        self._present: Counter[str] = Counter()  # under way or waiting
        self._streams: Counter[str] = Counter()

    @asynccontextmanager
    async def turn(self, address: str) -> AsyncIterator[None]:
        """Wait for a turn and keep it; raises Problem where too many wait."""
        if self._present[address] >= AT_ONCE + MOST_WAITING:
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
