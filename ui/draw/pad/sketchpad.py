"""The sketchpad: square or wide white paper whose drawing is read while the pen moves."""

from __future__ import annotations

import base64
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import gradio as gr
import numpy as np

from model.data.datasets import DataSet
from model.picture.decoding import Picture
from model.picture.files.opening import opened
from ui.ask.memory import Slow
from ui.ask.present import Answer
from ui.device import networks
from ui.languages.messages import says, t
from ui.parts.assets import asset
from ui.parts.part import part
from ui.parts.problem import problem
from ui.shipped import DATASETS

PAD_HEIGHT = 280  # px of the picture that the pad sends: ten times the network's 28
WIDE_PAD_WIDTH = 2 * PAD_HEIGHT  # px, of wide paper
PAD_WIDTHS = (PAD_HEIGHT, WIDE_PAD_WIDTH)  # px
PREFIX = "data:image/png;base64,"
PNG_STARTS = tuple(
    b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, PAD_HEIGHT)
    for width in PAD_WIDTHS
)
MAX_DRAWING_CHARACTERS = 200_000  # of a data URL; a drawing takes some thousands
LONGEST_OUTLINE = 3_000  # px around all ink; ten large digits have 1,900
CROWDED_MEGABYTES = 60  # of reading a drawing with a longer outline


@dataclass(frozen=True)
class Drawing:
    """A drawing: its revision number, and its picture unless the paper is blank."""

    revision: int
    picture: Picture | None


def sketchpad(
    read: Answer, network: Answer, empty: dict[str, Any], elem_id: str = "sketchpad"
) -> gr.HTML:
    """Place a canvas whose drawing is read repeatedly during each stroke.

    A drawing of one connected part is read in the browser; `network` returns the network in use.
    Others are sent to `read` as a small picture, and no file is written. Strokes stay in the
    browser. `empty` is the reading of blank paper.
    """
    hints = "".join(map(hint, DATASETS.values()))
    return part(
        elem_id=elem_id,
        markup=asset("draw/pad/sketchpad.html").replace("@id", elem_id).replace("@hints", hints),
        script="draw/pad/sketchpad.js",
        answers=[read, network],
        classes="digitpad-sketchpad",
        side=PAD_HEIGHT,
        empty=empty,
        networks=networks.ADDRESS,
    )


def parse_drawing(question: dict[str, Any]) -> Drawing:
    """Check and decode a drawing from the browser; raises gr.Error for a wrong value."""
    try:
        revision, picture = int(question["revision"]), str(question["picture"])
    except (TypeError, KeyError, ValueError, OverflowError):
        raise problem(t("pad_sent_nothing")) from None
    if not picture:
        return Drawing(revision, None)
    if not picture.startswith(PREFIX) or len(picture) > MAX_DRAWING_CHARACTERS:
        raise problem(t("pad_sends_png"))
    try:
        data = base64.b64decode(picture[len(PREFIX) :], validate=True)
        if not data.startswith(PNG_STARTS):
            raise problem(t("pad_sends_sizes", side=PAD_HEIGHT, wide=WIDE_PAD_WIDTH))
        with opened(data, ["PNG"]) as image:
            return Drawing(revision, drawn(np.asarray(image.convert("L"))))
    except gr.Error:
        raise
    except Exception:  # Pillow's plugins raise anything from OSError to AssertionError
        raise problem(t("drawing_damaged")) from None


def live(picture: Picture, read: Callable[[], dict[str, Any]]) -> dict[str, Any] | Slow:
    """The reading of a drawing; Slow if it has so much ink that reading may take a second."""
    ink = picture.pixels[..., 0] < 128
    down, across = ink[1:] != ink[:-1], ink[:, 1:] != ink[:, :-1]
    outline = np.count_nonzero(down) + np.count_nonzero(across)
    return Slow(CROWDED_MEGABYTES, read) if outline > LONGEST_OUTLINE else read()


def drawn(levels: np.ndarray) -> Picture:
    """Grey levels (H, W) uint8, black on white paper, as a picture whose ink is known."""
    height, width = levels.shape
    ink = (255 - levels).astype(np.float32) / 255
    return Picture(cv2.cvtColor(levels, cv2.COLOR_GRAY2RGB), width, height, ink)


def hint(dataset: DataSet) -> str:
    """The text on blank paper while a data set is in use."""
    return f'<span class="of-{dataset.name}" {says(t("draw_thing", thing=dataset.thing))}></span>'
