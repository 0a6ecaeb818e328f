"""Waiting for what another process does."""

import time
from collections.abc import Callable

RUN_TIMEOUT = 240  # seconds; runs are trained only when nobody else wants the processor


def wait_until(happens: Callable[[], bool], patience: float = RUN_TIMEOUT) -> None:
    """Look again and again; fails when the patience is over."""
    end = time.monotonic() + patience
    while not happens():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
