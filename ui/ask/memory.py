"""A queue for slow work, limited by the memory that the work is expected to take."""

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

PATIENCE = 60.0  # seconds that work may wait in the queue


@dataclass(frozen=True)
class Slow:
    """Deferred work, with the memory in MB that it is expected to take."""

    megabytes: int
    work: Callable[[], Any]


class MemoryLimiter:
    """Runs work in a few threads and limits the memory that all running work takes together.

    The queue is first in, first out: small work waits behind large work, so that large work is not
    starved. An instance belongs to one event loop at a time.

    Args:
        megabytes: the limit, in MB.
        threads: how many threads run work.
        patience: seconds after which waiting work is refused.
    """

    def __init__(self, megabytes: int, threads: int, patience: float = PATIENCE) -> None:
        self.free, self.threads, self.patience = megabytes, threads, patience
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="slow")

    async def run(self, slow: Slow) -> Any:
        """Run the work when it reaches the head of the queue, and return its result.

        Raises gr.Error after `patience` seconds in the queue, and whatever the work raises. If the
        caller is cancelled, running work continues and keeps its share of the memory until it ends.
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
                self._admit()  # the next one may be smaller
            elif not turn.cancelled():  # it was admitted at the same moment
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


# In addition to the 650 MB of the server itself. With two threads the event loop, which reads
# drawings, still gets its share of the processor.
limiter = MemoryLimiter(megabytes=600, threads=2)
