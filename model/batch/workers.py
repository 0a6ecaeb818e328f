"""Many pictures read by all cores, in their order, and in memory that does not grow with them.

Each process computes on one thread and has a predictor of its own. None is a fork of this one: a
fork beside the threads of PyTorch or OpenCV may wait for them forever. They are forks of a process
that has imported both and computed nothing, so that they start at once and share what was imported;
where there are no forks, they start afresh. All that may be a digit in a picture goes through the
network in batches, of 14 at the mean, which takes a fifteenth of the time: batches across pictures
would save less than that.
"""

import gc
import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from pathlib import Path
from threading import Thread

import cv2
import torch

from ..predictor import Predictor
from .result import Result, read_file

MIN_PICTURES_PER_PROCESS = 16  # fewer are not worth the start of a process
QUEUED_PER_PROCESS = 4  # pictures that wait for a process, or for their turn to be given out


def read_all(
    files: Sequence[Path], weights: Path, processes: int | None = None
) -> Iterator[Result]:
    """The results of files in their order; by as many processes as there are cores, or fewer.

    Raises BrokenProcessPool if the system kills one of them.
    """
    count = min(processes or cores(), len(files) // MIN_PICTURES_PER_PROCESS)
    if count <= 1:
        compute_alone()
        yield from (_read(weights, file) for file in files)
        return
    pool = ProcessPoolExecutor(count, _context(), _begin)
    asked = deque()
    try:
        for file in files:
            with _uninterrupted():
                asked.append(pool.submit(_read, weights, file))
            if len(asked) > QUEUED_PER_PROCESS * count:
                yield asked.popleft().result()
        while asked:
            yield asked.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not everywhere
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _context() -> BaseContext:
    """How processes are started; see above."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits so long, and the processes that are started here never hear of it."""
    if not hasattr(signal, "pthread_sigmask"):  # not everywhere
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def compute_alone() -> None:
    """One thread for a process: another one would get in the way of the next."""
    torch.set_num_threads(1)
    cv2.setNumThreads(1)


def _begin() -> None:
    gc.freeze()  # the collector would make what is shared with the others this process's own
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    Thread(target=_end_with_parent, daemon=True).start()
    compute_alone()


def _end_with_parent() -> None:
    """End this process when the one that started it has ended, in whatever way it did."""
    wait([parent_process().sentinel])
    os._exit(0)


def _read(weights: Path, file: Path) -> Result:
    return read_file(_predictor(weights), file)


@cache
def _predictor(weights: Path) -> Predictor:
    return Predictor.from_pretrained(weights)
