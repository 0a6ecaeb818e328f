"""Who may train now and who waits: two runs at once on this server."""

from __future__ import annotations

import weakref
from threading import RLock

from ui.languages.phrase import phrase
from ui.runs.run import Process, Run

AT_ONCE = 2
LONGEST_QUEUE = 50


class QueueFull(RuntimeError):
    """Too many runs are waiting; the message says so."""


class RunQueue:
    """Launches runs in the order in which they came, at most `at_once` of them at a time.

    Waiting runs are only referred to weakly: with its visitor a run leaves the queue.
    """

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self.at_once = at_once
        self._lock = RLock()
        self._processes: set[Process] = set()
        self._waiting: list[weakref.ref[Run]] = []

    def enter(self, run: Run) -> None:
        """Launch a run, now or when its turn comes; raises QueueFull."""
        with self._lock:
            if len(self._runs()) >= LONGEST_QUEUE:
                raise QueueFull(
                    phrase("Too many runs are waiting on this server; please try later.")
                )
            self._waiting.append(weakref.ref(run))
            self._advance()

    def position(self, run: Run) -> int:
        """The place of a waiting run, from 1; 0 for one that does not wait."""
        with self._lock:
            waiting = self._runs()
        return waiting.index(run) + 1 if run in waiting else 0

    def _runs(self) -> list[Run]:
        """Those that still wait."""
        runs = [reference() for reference in self._waiting]
        return [run for run in runs if run is not None and run.state == "waiting"]

    def _advance(self) -> None:
        waiting = self._runs()
        while waiting and len(self._processes) < self.at_once:
            self._processes.add(waiting.pop(0).launch(self._ended))
        self._waiting = [weakref.ref(run) for run in waiting]

    def _ended(self, process: Process) -> None:
        with self._lock:
            self._processes.discard(process)
            self._advance()


queue = RunQueue()
