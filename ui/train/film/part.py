"""The film on the Train tab: what the page fetches of it, and where it is shown."""

from __future__ import annotations

import base64
from typing import Any

from model.data.datasets import called
from ui.parts.part import part
from ui.runs.run import Run

ANSWER_BYTES = 700_000  # of frames in one answer, which is made on the event loop


def film_part() -> None:
    """Place the slider and the pictures of a moment."""
    part(elem_id="train-film", markup="train/film/film.html", script="train/film/film.js")


def film_value(run: Run | None, asked: Any) -> dict[str, Any] | None:
    """The next frames of a run's film, or None where there are none.

    `asked` is {"run": number of the run whose film the page has, "next": number of the next frame}.
    """
    if run is None or run.report.film.opening is None:
        return None
    same = isinstance(asked, dict) and asked.get("run") == run.number
    start = asked.get("next") if same else 0
    if not isinstance(start, int) or isinstance(start, bool) or start < 0:
        start = 0
    opening = run.report.film.opening
    frames = run.report.film.fetch(start, ANSWER_BYTES)
    if same and start and not frames:
        return None
    value: dict[str, Any] = {
        "run": run.number,
        "frames": [
            {
                "number": frame.number,
                "epoch": frame.epoch,
                "weights": _text(frame.weights),
                "confusion": frame.confusion.tolist(),
                "answers": frame.answers.tolist(),
            }
            for frame in frames
        ],
    }
    if start == 0:
        value["opening"] = {
            "layers": opening.layers,
            "shape": list(opening.shape),
            "mean": opening.mean,
            "std": opening.std,
            "samples": _text(opening.samples.tobytes()),
            "labels": opening.labels.tolist(),
            "classes": [called(name) for name in opening.classes],
            "frames": opening.frames,
        }
    return value


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
