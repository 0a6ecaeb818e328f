"""Signs and doodles as pen strokes, such as people draw on the pad to try it.

Most of them are in a table, `styles/doodles.txt`; here are those that need a formula or a loop.
"""

from collections.abc import Callable

import numpy as np

from ..pen import Stroke, arc, circle, handwritten, join, line, log_uniform, render
from ..style_table import TABLES, read_styles

Doodle = Callable[[np.random.Generator], list[Stroke]]

DOODLE_PENS = (0.02, 0.14)  # narrowest and widest pen, of the drawing's longer side


def draw_doodle(random: np.random.Generator, doodles: tuple[Doodle, ...]) -> np.ndarray:
    """One of `doodles`, distorted as handwriting, as an ink map (H, W) float32 in 0..1."""
    strokes = doodles[random.integers(len(doodles))](random)
    pen = log_uniform(random, *DOODLE_PENS)
    side = int(random.integers(40, 128))
    return render(handwritten(strokes, random), pen, side, bool(random.random() < 0.7))


def heart_outline(r: np.random.Generator) -> Stroke:
    """The curve of a heart, within the unit square."""
    t = np.linspace(0, 2 * np.pi, 40)
    y = 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)
    return np.stack([16 * np.sin(t) ** 3 * r.uniform(0.9, 1.3), -y], axis=1) / 32 + 0.5


def star_outline(inner: float) -> Stroke:
    """A star of five points, within the unit square; the corners between them lie at `inner`."""
    angle = np.radians(np.arange(11) * 36 - 90)
    radius = np.where(np.arange(11) % 2, inner, 0.5)[:, None]
    return radius * np.stack([np.cos(angle), np.sin(angle)], axis=1) + 0.5


def _polygon(r: np.random.Generator) -> list[Stroke]:
    corners = int(r.choice([5, 6]))
    angle = np.radians(np.arange(corners + 1) * 360 / corners + r.uniform(0, 60))
    return [np.stack([r.uniform(1.1, 1.5) * np.cos(angle), np.sin(angle)], axis=1)]


def _star(r: np.random.Generator) -> list[Stroke]:
    return [star_outline(r.uniform(0.18, 0.28))]


def _pentagram(r: np.random.Generator) -> list[Stroke]:
    angle = np.radians(np.arange(6) * 144 - 90 + r.normal(0, 6))
    return [0.5 * np.stack([np.cos(angle), np.sin(angle)], axis=1) + 0.5]


def _heart(r: np.random.Generator) -> list[Stroke]:
    return [heart_outline(r)]


def _arrow(r: np.random.Generator) -> list[Stroke]:
    head = r.uniform(0.2, 0.35)
    strokes = [
        line((0, 0.5), (1.2, 0.5)),
        line((1.2 - head, 0.5 - head), (1.2, 0.5), (1.2 - head, 0.5 + head)),
    ]
    quarter = int(r.integers(4))
    for _ in range(quarter):
        strokes = [stroke[:, ::-1] * [-1, 1] for stroke in strokes]
    return strokes


def _flower(r: np.random.Generator) -> list[Stroke]:
    petals = int(r.integers(4, 8))
    angles = 2 * np.pi * np.arange(petals) / petals
    rim = [circle(r, 0.35 * np.cos(a), 0.35 * np.sin(a), r.uniform(0.12, 0.2)) for a in angles]
    stem = [line((0, 0.2), (0, 1.2))] if r.random() < 0.6 else []
    return [circle(r, 0, 0, 0.15), *rim, *stem]


def _sun(r: np.random.Generator) -> list[Stroke]:
    rays = int(r.integers(6, 11))
    angles = 2 * np.pi * np.arange(rays) / rays
    beams = [np.outer([0.35, r.uniform(0.5, 0.6)], [np.cos(a), np.sin(a)]) for a in angles]
    return [circle(r, 0, 0, 0.25), *beams]


def _cloud(r: np.random.Generator) -> list[Stroke]:
    humps = int(r.integers(3, 6))
    bumps = [arc((x + 0.5, 0.5), (0.55, 0.5), 180, 360) for x in range(humps)]
    return [join(*bumps, line((humps, 0.6), (0, 0.6), (0, 0.5))) / [humps / 1.3, 1.6]]


def _fish(r: np.random.Generator) -> list[Stroke]:
    t = np.linspace(-0.85 * np.pi, 0.85 * np.pi, 30)
    body = np.stack([0.5 * np.cos(t), 0.3 * np.sin(t)], axis=1)
    tail = line(tuple(body[-1]), (-0.8, -0.25), (-0.8, 0.25), tuple(body[0]))
    return [body, tail, circle(r, 0.25, -0.06, 0.03)]


def _wheel(r: np.random.Generator) -> list[Stroke]:
    angles = np.radians(r.uniform(0, 90) + np.arange(int(r.integers(2, 4))) * 60)
    spokes = [np.outer([-0.5, 0.5], [np.cos(a), np.sin(a)]) for a in angles]
    return [circle(r, 0, 0, 0.5), *spokes]


def _infinity(r: np.random.Generator) -> list[Stroke]:
    t = np.linspace(0, 2 * np.pi, 40)
    high = r.uniform(0.25, 0.4)
    return [np.stack([0.6 * np.sin(t), high * np.sin(2 * t)], axis=1)]


def _corner(r: np.random.Generator) -> list[Stroke]:
    corner = line((0, 0), (0, r.uniform(0.7, 1.3)), (1, r.uniform(0.7, 1.3)))
    return [corner * r.choice([-1, 1], 2)]  # mirrored one way, the other, both or not


TRAINING_DOODLES: tuple[Doodle, ...] = (
    *read_styles(TABLES / "doodles.txt"),
    *(_infinity, _corner, _polygon, _star, _pentagram, _heart, _heart, _arrow),
    *(_flower, _sun, _cloud, _fish, _wheel),
)
