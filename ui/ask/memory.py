"""Slow work takes turns, by the memory that it is expected to take."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any

from ui.languages.messages import t
from ui.parts.problem import problem

PATIENCE = 60.0  # seconds that work waits for its turn


@dataclass(frozen=True)
class Slow:
    """Work that is left to do, and how many megabytes it is expected to take."""

    megabytes: int
    work: Callable[[], Any]


class MemoryLimiter:
    """Runs work in a few threads, while all that runs is expected to take less than a total.

    First come, first served: small work waits behind large work, so that the large one gets its
    turn. Belongs to one event loop at a time.
    """

    def __init__(self, megabytes: int, threads: int, patience: float = PATIENCE) -> None:
        self.free, self.threads, self.patience = megabytes, threads, patience
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="slow")

    async def run(self, slow: Slow) -> Any:
        """What the work returns, or raises, in its turn.

        After `patience` seconds in the queue it raises a sentence instead. Work under way goes on
        where nobody waits for it any more, and keeps its share of the memory until it ends.
        """
        await self._turn(slow.megabytes)
        call = copy_context().run
        work = asyncio.get_running_loop().run_in_executor(self._pool, call, slow.work)
        work.add_done_callback(lambda _: self._give_back(slow.megabytes))
        return await asyncio.shield(work)

    async def _turn(self, megabytes: int) -> None:
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append((megabytes, turn))
        self._admit()
        try:
            async with asyncio.timeout(self.patience):
                await turn
        except BaseException as error:
            if (megabytes, turn) in self._waiting:
                self._waiting.remove((megabytes, turn))
                self._admit()  # what comes behind may be smaller
            elif not turn.cancelled():  # its turn came at the same moment
                self._give_back(megabytes)
            if isinstance(error, TimeoutError):
                raise problem(t("server_busy")) from None
            raise

    def _admit(self) -> None:
        while self._waiting and self.threads and self._waiting[0][0] <= self.free:
            megabytes, turn = self._waiting.popleft()
            if not turn.cancelled():
                self.free -= megabytes
                self.threads -= 1
                turn.set_result(None)

    def _give_back(self, megabytes: int) -> None:
        self.free += megabytes
        self.threads += 1
        self._admit()


# Of the server, which itself takes 650 MB. Two threads leave the event loop, which reads what is
# drawn, its share of the processor.
limiter = MemoryLimiter(megabytes=600, threads=2)
