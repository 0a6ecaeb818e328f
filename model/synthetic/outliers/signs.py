"""Signs, and the corners and crossings that lines leave, as strokes of a pen.

Left out is what could be a digit to somebody: upright bars (1).
"""

from collections.abc import Callable

import numpy as np

from ..pen import Stroke, arc, curve, join, line

Doodle = Callable[[np.random.Generator], list[Stroke]]


def circle(r: np.random.Generator, x: float, y: float, radius: float) -> Stroke:
    """A circle that a hand began anywhere and closed more or less."""
    start = r.uniform(0, 360)
    return arc((x, y), (radius, radius), start, start + 360 + r.normal(0, 10))


def _plus(r: np.random.Generator) -> list[Stroke]:
    x, y = r.uniform(0.42, 0.58, 2)
    return [line((0, y), (1, y)), line((x, 0), (x, 1))]


def _times(r: np.random.Generator) -> list[Stroke]:
    return [line((0, r.uniform(0, 0.1)), (1, 1)), line((1, r.uniform(0, 0.1)), (0, 1))]


def _divide(r: np.random.Generator) -> list[Stroke]:
    high = r.uniform(0.2, 0.3)
    dots = [circle(r, 0.5, y, r.uniform(0.02, 0.06)) for y in (0.5 - high, 0.5 + high)]
    return [line((0, 0.5), (1, 0.5)), *dots]


def _equals(r: np.random.Generator) -> list[Stroke]:
    gap = r.uniform(0.15, 0.3)
    return [line((0, 0), (1, 0)), line((0, gap), (1, gap))]


def _minus(r: np.random.Generator) -> list[Stroke]:
    return [curve((0, 0), (0.5, r.normal(0, 0.04)), (1, 0))]


def _question(r: np.random.Generator) -> list[Stroke]:
    hook = curve((0.15, 0.25), (0.3, 0.02), (0.7, 0.03), (0.8, 0.3), (0.5, 0.5), (0.47, 0.72))
    return [hook, circle(r, 0.47, r.uniform(0.9, 1), r.uniform(0.01, 0.05))]


def _exclamation(r: np.random.Generator) -> list[Stroke]:
    return [line((0.5, 0), (0.5, 0.68)), circle(r, 0.5, r.uniform(0.9, 1), r.uniform(0.02, 0.06))]


def _tick(r: np.random.Generator) -> list[Stroke]:
    return [line((0, r.uniform(0.45, 0.7)), (r.uniform(0.25, 0.4), 1), (1, r.uniform(0, 0.2)))]


def _less(r: np.random.Generator) -> list[Stroke]:
    tip = r.uniform(0.4, 0.6)
    return [line((1, 0), (0, tip), (1, 1))]


def _greater(r: np.random.Generator) -> list[Stroke]:
    tip = r.uniform(0.4, 0.6)
    return [line((0, 0), (1, tip), (0, 1))]


def _percent(r: np.random.Generator) -> list[Stroke]:
    size = r.uniform(0.12, 0.2)
    return [line((0.9, 0), (0.1, 1)), circle(r, 0.15, 0.2, size), circle(r, 0.85, 0.8, size)]


def _tilde(r: np.random.Generator) -> list[Stroke]:
    high = r.uniform(0.08, 0.16)
    return [curve((0, high), (0.25, -high), (0.5, 0), (0.75, high), (1, -high))]


def _brackets(r: np.random.Generator) -> list[Stroke]:
    bow = r.uniform(0.1, 0.25)
    left = curve((bow, 0), (0, 0.5), (bow, 1))
    return [left, left * [-1, 1] + [r.uniform(0.6, 1.1), 0]]


def _root(r: np.random.Generator) -> list[Stroke]:
    return [line((0, 0.6), (0.12, 0.5), (0.3, 1), (0.5, 0), (r.uniform(0.9, 1.4), 0))]


def _infinity(r: np.random.Generator) -> list[Stroke]:
    t = np.linspace(0, 2 * np.pi, 40)
    high = r.uniform(0.25, 0.4)
    return [np.stack([0.6 * np.sin(t), high * np.sin(2 * t)], axis=1)]


# Corners and crossings of lines, as squared paper and frames leave them


def _corner(r: np.random.Generator) -> list[Stroke]:
    return [_turned(r, line((0, 0), (0, r.uniform(0.7, 1.3)), (1, r.uniform(0.7, 1.3))))]


def _tee(r: np.random.Generator) -> list[Stroke]:
    x = r.uniform(0.35, 0.65)
    return [line((0, 0), (1, 0)), line((x, 0), (x, r.uniform(0.6, 1.1)))]


def _grid_crossing(r: np.random.Generator) -> list[Stroke]:
    x, y = r.uniform(0.25, 0.75, 2)
    strokes = [line((x, 0), (x, 1)), line((0, y), (1, y))]
    return strokes if r.random() < 0.5 else [*strokes, line((0, y + 0.35), (1, y + 0.35))]


def _frame(r: np.random.Generator) -> list[Stroke]:
    width = r.uniform(1.5, 2.5)
    return [line((0, 0), (width, 0), (width, 1), (0, 1), (0, 0))]


def _frame_in_frame(r: np.random.Generator) -> list[Stroke]:
    inner = r.uniform(0.12, 0.3)
    width = r.uniform(0.8, 1.5)
    box = line((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
    return [box * [width, 1], box * [width - 2 * inner, 1 - 2 * inner] + inner]


def _turned(r: np.random.Generator, stroke: Stroke) -> Stroke:
    """Mirrored one way, the other, both or not."""
    return stroke * r.choice([-1, 1], 2)


# Kept out


def _omega(r: np.random.Generator) -> list[Stroke]:
    loop = arc((0.5, 0.45), (0.4, 0.45), 120, 420)
    return [join(line((0, 1), (0.3, 1)), loop, line((0.7, 1), (1, 1)))]


def _plus_minus(r: np.random.Generator) -> list[Stroke]:
    return [line((0, 0.4), (0.8, 0.4)), line((0.4, 0), (0.4, 0.8)), line((0, 1), (0.8, 1))]


def _not_equal(r: np.random.Generator) -> list[Stroke]:
    return [*_equals(r), line((0.7, -0.25), (0.3, 0.5))]


def _sum_sign(r: np.random.Generator) -> list[Stroke]:
    return [line((0.9, 0.1), (0.9, 0), (0, 0), (0.5, 0.5), (0, 1), (0.9, 1), (0.9, 0.88))]


TRAINING_SIGNS: tuple[Doodle, ...] = (
    *(_plus, _times, _divide, _equals, _minus, _question, _exclamation, _tick, _less, _greater),
    *(_percent, _tilde, _brackets, _root, _infinity),
    *(_corner, _tee, _grid_crossing, _frame, _frame_in_frame),
)
KEPT_OUT_SIGNS: tuple[Doodle, ...] = (_omega, _plus_minus, _not_equal, _sum_sign)
