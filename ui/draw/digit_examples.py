"""A few digits to try: strokes given here as code, drawn on the pad as if by hand."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from itertools import pairwise

import gradio as gr

from ui.parts.scripts import mounted

Point = tuple[float, float]
Stroke = list[Point]


def line(*corners: Point, steps: int = 8) -> Stroke:
    """Points along straight lines from corner to corner."""
    points = [corners[0]]
    for (x0, y0), (x1, y1) in pairwise(corners):
        points += [
            (x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps) for i in range(1, steps + 1)
        ]
    return points


def arc(centre: Point, radii: Point, start: float, end: float, steps: int = 22) -> Stroke:
    """Points along part of an ellipse; degrees run clockwise from three o'clock."""
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [
        (centre[0] + radii[0] * math.cos(a), centre[1] + radii[1] * math.sin(a)) for a in angles
    ]


# Coordinates in units of the pad's side, the origin at the top left.
EXAMPLES: dict[str, list[Stroke]] = {
    "2": [
        arc((0.5, 0.36), (0.18, 0.17), -170, 40)
        + line((0.6, 0.5), (0.3, 0.8))
        + line((0.3, 0.8), (0.72, 0.79))
    ],
    "3": [
        arc((0.48, 0.35), (0.17, 0.15), -150, 80) + arc((0.48, 0.65), (0.2, 0.17), -85, 140),
    ],
    "4": [line((0.44, 0.2), (0.27, 0.58), (0.74, 0.56)), line((0.62, 0.3), (0.59, 0.82))],
    "5": [
        line((0.38, 0.22), (0.36, 0.47)) + arc((0.47, 0.62), (0.19, 0.18), -125, 130),
        line((0.38, 0.22), (0.68, 0.21)),
    ],
    "7": [line((0.28, 0.24), (0.72, 0.24), (0.43, 0.82))],
    "8": [
        arc((0.5, 0.35), (0.14, 0.14), -60, -270, 18)
        + arc((0.5, 0.65), (0.18, 0.16), -90, 270, 26)
        + arc((0.5, 0.35), (0.14, 0.14), 90, -60, 14)
    ],
}


def digit_strip() -> gr.HTML:
    """Small buttons, one for each example; a click draws it on the sketchpad."""
    buttons = "".join(button(name, strokes) for name, strokes in EXAMPLES.items())
    return gr.HTML(
        html_template='<p class="digitpad-caption">Or watch one drawn:</p>'
        f'<div class="strip">{buttons}</div>'
        '<p class="digitpad-caption">These are drawn by code.</p>',
        js_on_load=mounted("draw/digit_examples.js"),
        apply_default_css=False,
        elem_id="examples",
        elem_classes=["digitpad-examples", "of-mnist"],
    )


def button(name: str, strokes: Iterable[Stroke]) -> str:
    """One example as a button with a small drawing of it."""
    rounded = [[(round(x, 3), round(y, 3)) for x, y in stroke] for stroke in strokes]
    lines = "".join(
        f'<polyline points="{" ".join(f"{x},{y}" for x, y in stroke)}" />' for stroke in rounded
    )
    return (
        f'<button type="button" data-example="{name}" data-strokes="{json.dumps(rounded)}" '
        f'aria-label="Draw a {name}">'
        f'<svg viewBox="0 0 1 1" aria-hidden="true">{lines}</svg></button>'
    )
