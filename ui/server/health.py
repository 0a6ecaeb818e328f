"""`/health` for load balancers, and a line about the server in the log at start."""

from __future__ import annotations

import platform
import time
from importlib.metadata import version

import numpy as np
from starlette.requests import Request
from starlette.responses import JSONResponse

from model.weights.manifest import sum_of
from ui.server.guard import counts
from ui.shipped import DATASETS, WEIGHTS_DIR, damages, shipped

SHOWN_PACKAGES = ("gradio", "torch", "pillow")
_start = time.monotonic()


def checksum(dataset: str) -> str:
    """The first digits of the SHA-256 of a data set's shipped weights; or "missing"."""
    path = WEIGHTS_DIR / dataset / "model.safetensors"
    return sum_of(path)[:12] if path.is_file() else "missing"


def about() -> str:
    """One line with versions and checksums of the weights, and one for each damaged folder."""
    packages = ", ".join(f"{name} {version(name)}" for name in SHOWN_PACKAGES)
    weights = ", ".join(f"{dataset} {checksum(dataset)}" for dataset in DATASETS)
    line = f"Digitpad: Python {platform.python_version()}, {packages}; weights {weights}"
    return "\n".join([line, *(f"Damaged weights: {sentence}" for sentence in damages())])


def health(request: Request) -> JSONResponse:
    """Respond with 200 if a drawn 1 is read and no weights are damaged, else 503 and the reason.

    The response contains the counts of requests since the start.
    """
    start = time.perf_counter()
    problems = damages()
    try:
        reads = shipped("mnist").predict(one()).label == "1"
    except Exception:  # for any reason the server can't answer
        reads = False
    if not reads:
        problems.append("A drawn 1 is not read as a 1.")
    content = {
        "status": "failing" if problems else "ok",
        "problem": " ".join(problems) or None,
        "milliseconds": round(1000 * (time.perf_counter() - start), 1),
        "weights": {dataset: checksum(dataset) for dataset in DATASETS},
        "seconds_up": round(time.monotonic() - _start),
        "counts": {name: counts[name] for name in ("requests", "questions", "refused", "failed")},
    }
    return JSONResponse(content, 503 if problems else 200, headers={"Cache-Control": "no-store"})


def one() -> np.ndarray:
    """A 1, black on white, (100, 100) uint8."""
    picture = np.full((100, 100), 255, np.uint8)
    picture[20:80, 47:53] = 0
    return picture
