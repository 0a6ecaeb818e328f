"""Whether this server can answer: `/health` for load balancers, and a line in the log at start."""

from __future__ import annotations

import hashlib
import platform
import time
from functools import cache
from importlib.metadata import version

import numpy as np
from starlette.requests import Request
from starlette.responses import JSONResponse

from ui.server.guard import counts
from ui.shipped import DATASETS, WEIGHTS, shipped

SHOWN_PACKAGES = ("gradio", "torch", "pillow")
_start = time.monotonic()


@cache
def checksum(dataset: str) -> str:
    """The first digits of the SHA-256 of a data set's shipped weights."""
    return hashlib.sha256((WEIGHTS / dataset / "model.safetensors").read_bytes()).hexdigest()[:12]


def about() -> str:
    """One line on what runs here: versions, weights and their checksums."""
    packages = ", ".join(f"{name} {version(name)}" for name in SHOWN_PACKAGES)
    weights = ", ".join(f"{dataset} {checksum(dataset)}" for dataset in DATASETS)
    return f"Digitpad: Python {platform.python_version()}, {packages}; weights {weights}"


def health(request: Request) -> JSONResponse:
    """200 when a drawn 1 is read as such, else 503; with what was counted since the start."""
    start = time.perf_counter()
    try:
        well = shipped("mnist").predict(one()).label == "1"
    except Exception:  # whatever it is, this server can't answer
        well = False
    content = {
        "status": "ok" if well else "failing",
        "milliseconds": round(1000 * (time.perf_counter() - start), 1),
        "weights": {dataset: checksum(dataset) for dataset in DATASETS},
        "seconds_up": round(time.monotonic() - _start),
        "counts": {name: counts[name] for name in ("requests", "questions", "refused", "failed")},
    }
    return JSONResponse(content, 200 if well else 503, headers={"Cache-Control": "no-store"})


def one() -> np.ndarray:
    """A 1, black on white, (100, 100) uint8."""
    picture = np.full((100, 100), 255, np.uint8)
    picture[20:80, 47:53] = 0
    return picture
