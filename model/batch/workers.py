"""Reading with a process on each core: results in order, and memory that does not grow.

Each process uses one thread and has its own predictor. The processes are forks of a fork server,
which has imported PyTorch and OpenCV and computed nothing: a fork of a process whose threads have
computed can deadlock. So they start fast and share the imported code. Where there is no fork, they
are spawned. The candidates of one picture go through the network as one batch, 14 on average, which
takes a fifteenth of the time. Batches across pictures would save less than that.
"""

import gc
import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
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
    """The results of files in their order, read by at most one process for each core.

    Raises BrokenProcessPool if the system kills a process.
    """
    count = min(processes or cores(), len(files) // MIN_PICTURES_PER_PROCESS)
    if count <= 1:
        compute_alone()
        yield from (_read(weights, file) for file in files)
        return
    pool = ProcessPoolExecutor(count, _context(), _begin)
    pending: deque[Future[Result]] = deque()
    try:
        for file in files:
            with _uninterrupted():
                pending.append(pool.submit(_read, weights, file))
            if len(pending) > QUEUED_PER_PROCESS * count:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on every system
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _context() -> BaseContext:
    """The start method: fork server where there is one, else spawn."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Block SIGINT in this thread; processes that start meanwhile inherit the blocking."""
    if not hasattr(signal, "pthread_sigmask"):  # not on every system
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def compute_alone() -> None:
    """Use one thread in this process, as every core has a process."""
    torch.set_num_threads(1)
    cv2.setNumThreads(1)


def _begin() -> None:
    gc.freeze()  # garbage collection would write to shared pages, and so copy them
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    Thread(target=_end_with_parent, daemon=True).start()
    compute_alone()


def _end_with_parent() -> None:
    """End this process when its parent has ended, even if that was killed."""
    parent = parent_process()
    assert parent is not None, "this runs in a process that another one started"
    wait([parent.sentinel])
    os._exit(0)


def _read(weights: Path, file: Path) -> Result:
    return read_file(_predictor(weights), file)


@cache
def _predictor(weights: Path) -> Predictor:
    return Predictor.from_pretrained(weights)
