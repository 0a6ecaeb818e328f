"""A process that waits for a task, so that the next run need not wait until PyTorch is imported."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from threading import Lock

from ui.runs.process import PATIENCE
from ui.shipped import ROOT

MARGIN = 30.0  # seconds before the end of its patience in which a process is not used any more

Process = subprocess.Popen[bytes]


def start_process() -> Process:
    """Start a process that imports PyTorch and waits for its task; raises OSError."""
    return subprocess.Popen(
        [sys.executable, "-m", "ui.runs.process"],
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


class Spare:
    """At most one process that waits, for whichever run is next; it takes 400 MB."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: Process | None = None
        self._since = 0.0  # time.monotonic() of its start

    def prepare(self) -> None:
        """Start a process unless one waits; raises OSError."""
        with self._lock:
            if not self._waits():
                self._process, self._since = start_process(), time.monotonic()

    def take(self) -> Process:
        """The process that waits, or a new one; raises OSError."""
        with self._lock:
            waiting, self._process = (self._process if self._waits() else None), None
        return waiting or start_process()

    def _waits(self) -> bool:
        if self._process is None or self._process.poll() is not None:
            return False
        return time.monotonic() - self._since < PATIENCE - MARGIN


spare = Spare()
