"""Digits and a number to try: strokes given as code, drawn on the pad as if by hand."""

from __future__ import annotations

import json
import math
from itertools import pairwise

import gradio as gr
import numpy as np

from model.synthetic.pen import Stroke, arc, join, line
from ui.languages.messages import says, t
from ui.parts.part import part

SPACING = 0.06  # of the pad's side from point to point; the script draws two a frame

# Coordinates in units of the pad's side, the origin at the top left.
DIGIT_STROKES: dict[str, list[Stroke]] = {
    "0": [arc((0.5, 0.5), (0.19, 0.3), -80, -440)],
    "1": [line((0.38, 0.32), (0.53, 0.2), (0.53, 0.81))],
    "2": [
        join(arc((0.5, 0.36), (0.18, 0.17), -170, 40), line((0.6, 0.5), (0.3, 0.8), (0.72, 0.79)))
    ],
    "3": [
        join(arc((0.48, 0.35), (0.17, 0.15), -150, 80), arc((0.48, 0.65), (0.2, 0.17), -85, 140))
    ],
    "4": [line((0.44, 0.2), (0.27, 0.58), (0.74, 0.56)), line((0.62, 0.3), (0.59, 0.82))],
    "5": [
        join(line((0.38, 0.22), (0.36, 0.47)), arc((0.47, 0.62), (0.19, 0.18), -125, 130)),
        line((0.38, 0.22), (0.68, 0.21)),
    ],
    "6": [
        join(
            line((0.62, 0.19), (0.5, 0.3), (0.37, 0.47)),
            arc((0.5, 0.63), (0.17, 0.18), -170, -460),
        )
    ],
    "7": [line((0.28, 0.24), (0.72, 0.24), (0.43, 0.82))],
    "8": [
        join(
            arc((0.5, 0.35), (0.14, 0.14), -60, -270),
            arc((0.5, 0.65), (0.18, 0.16), -90, 270),
            arc((0.5, 0.35), (0.14, 0.14), 90, -60),
        )
    ],
    "9": [
        join(
            arc((0.48, 0.37), (0.17, 0.17), 0, -360), line((0.65, 0.37), (0.63, 0.6), (0.57, 0.82))
        )
    ],
}
NUMBER = "42"


def in_a_row(number: str) -> list[Stroke]:
    """The strokes of a number's digits, side by side and so much smaller."""
    scale = 1.05 / len(number)
    middles = [(i + 0.5) / len(number) for i in range(len(number))]
    return [
        (stroke - 0.5) * scale + (middle, 0.5)
        for digit, middle in zip(number, middles, strict=True)
        for stroke in DIGIT_STROKES[digit]
    ]


EXAMPLES = DIGIT_STROKES | {NUMBER: in_a_row(NUMBER)}


def digit_strip() -> gr.HTML:
    """Small buttons, one for each example; a click draws it on the sketchpad."""
    buttons = "".join(button(name, strokes) for name, strokes in EXAMPLES.items())
    return part(
        elem_id="examples",
        markup=f'<p class="digitpad-caption" {says(t("watch_one_drawn"))}></p>'
        f'<div class="strip">{buttons}</div>'
        f'<p class="digitpad-caption" {says(t("drawn_by_code"))}></p>',
        script="draw/examples/digits.js",
        classes=["digitpad-examples", "of-mnist"],
    )


def button(name: str, strokes: list[Stroke]) -> str:
    """One example as a button with a small drawing of it."""
    points = [np.round(densified(stroke), 3).tolist() for stroke in strokes]
    lines = "".join(
        f'<polyline points="{" ".join(f"{x},{y}" for x, y in stroke)}" />' for stroke in points
    )
    return (
        f'<button type="button" data-example="{name}" data-strokes="{json.dumps(points)}" '
        f"{says(t('draw_example', name=name), 'aria-label')}>"
        f'<svg viewBox="0 0 1 1" aria-hidden="true">{lines}</svg></button>'
    )


def densified(stroke: Stroke) -> Stroke:
    """The same line (N, 2) with points no farther apart than a hand leaves them."""
    pieces = [
        np.linspace(start, end, math.ceil(math.dist(start, end) / SPACING) or 1, endpoint=False)
        for start, end in pairwise(stroke)
    ]
    return np.concatenate([*pieces, stroke[-1:]])
