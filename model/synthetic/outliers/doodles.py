"""Signs and doodles, as strokes of a pen: what people draw on a pad to see what it says.

Two groups that never mix: TRAINING_DOODLES are trained on as no digit, KEPT_OUT_DOODLES only ever
test that. Left out is what could be a digit to somebody: circles and squares in outline (0),
upright bars (1).
"""

import numpy as np

from ..pen import Stroke, arc, curve, handwritten, join, line, log_uniform, render
from .signs import KEPT_OUT_SIGNS, TRAINING_SIGNS, Doodle, circle

PEN = (0.02, 0.14)  # narrowest and widest pen, of the drawing's longer side


def draw_doodle(random: np.random.Generator, doodles: tuple[Doodle, ...]) -> np.ndarray:
    """One of `doodles`, shaken as by a hand, as an ink map (H, W) float32 in 0..1."""
    strokes = doodles[random.integers(len(doodles))](random)
    pen = log_uniform(random, *PEN)
    side = int(random.integers(40, 128))
    return render(handwritten(strokes, random), pen, side, bool(random.random() < 0.7))


def heart_outline(r: np.random.Generator) -> Stroke:
    """The curve of a heart, within the unit square."""
    t = np.linspace(0, 2 * np.pi, 40)
    y = 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)
    return np.stack([16 * np.sin(t) ** 3 * r.uniform(0.9, 1.3), -y], axis=1) / 32 + 0.5


def _triangle(r: np.random.Generator) -> list[Stroke]:
    tip = r.uniform(0.2, 0.8)
    points = line((0, 1), (tip, 0), (1, 1), (0, 1))
    return [points * [1, 1 if r.random() < 0.7 else -1]]


def _diamond(r: np.random.Generator) -> list[Stroke]:
    wide = r.uniform(0.8, 1.3)
    return [line((0, 0.5), (wide / 2, 0), (wide, 0.5), (wide / 2, 1), (0, 0.5))]


def _polygon(r: np.random.Generator) -> list[Stroke]:
    corners = int(r.choice([5, 6]))
    angle = np.radians(np.arange(corners + 1) * 360 / corners + r.uniform(0, 60))
    return [np.stack([r.uniform(1.1, 1.5) * np.cos(angle), np.sin(angle)], axis=1)]


def _star(r: np.random.Generator) -> list[Stroke]:
    angle = np.radians(np.arange(11) * 36 - 90)
    radius = np.where(np.arange(11) % 2, r.uniform(0.18, 0.28), 0.5)[:, None]
    return [radius * np.stack([np.cos(angle), np.sin(angle)], axis=1) + 0.5]


def _pentagram(r: np.random.Generator) -> list[Stroke]:
    angle = np.radians(np.arange(6) * 144 - 90 + r.normal(0, 6))
    return [0.5 * np.stack([np.cos(angle), np.sin(angle)], axis=1) + 0.5]


def _heart(r: np.random.Generator) -> list[Stroke]:
    return [heart_outline(r)]


def _house(r: np.random.Generator) -> list[Stroke]:
    eaves, door = r.uniform(0.35, 0.5), r.uniform(0.35, 0.5)
    walls = line((0, eaves), (0, 1), (1, 1), (1, eaves), (0, eaves), (0.5, 0), (1, eaves))
    doors = line((door, 1), (door, 0.7), (door + 0.2, 0.7), (door + 0.2, 1))
    return [walls, doors] if r.random() < 0.6 else [walls]


def _face(r: np.random.Generator) -> list[Stroke]:
    happy = r.random() < 0.7
    mouth = (20, 160) if happy else (-160, -20)
    eyes = [line((x, 0.33), (x, r.uniform(0.34, 0.44))) for x in (0.33, 0.67)]
    smile = arc((0.5, 0.55 if happy else 0.85), (0.25, 0.2), *mouth)
    return [circle(r, 0.5, 0.5, 0.5), *eyes, smile]


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


def _moon(r: np.random.Generator) -> list[Stroke]:
    bulge = r.uniform(0.1, 0.3)
    outer = arc((0.5, 0.5), (0.5, 0.5), -60, -300)
    return [join(outer, curve(tuple(outer[-1]), (0.5 - bulge, 0.5), tuple(outer[0])))]


def _cloud(r: np.random.Generator) -> list[Stroke]:
    humps = int(r.integers(3, 6))
    bumps = [arc((x + 0.5, 0.5), (0.55, 0.5), 180, 360) for x in range(humps)]
    return [join(*bumps, line((humps, 0.6), (0, 0.6), (0, 0.5))) / [humps / 1.3, 1.6]]


def _fish(r: np.random.Generator) -> list[Stroke]:
    t = np.linspace(-0.85 * np.pi, 0.85 * np.pi, 30)
    body = np.stack([0.5 * np.cos(t), 0.3 * np.sin(t)], axis=1)
    tail = line(tuple(body[-1]), (-0.8, -0.25), (-0.8, 0.25), tuple(body[0]))
    return [body, tail, circle(r, 0.25, -0.06, 0.03)]


def _tree(r: np.random.Generator) -> list[Stroke]:
    if r.random() < 0.5:
        return [
            circle(r, 0.5, 0.3, 0.3),
            line((0.44, 0.6), (0.44, 1)),
            line((0.56, 0.6), (0.56, 1)),
        ]
    layers = [line((0.5, y), (0.1, y + 0.35), (0.9, y + 0.35), (0.5, y)) for y in (0, 0.25, 0.5)]
    return [*layers, line((0.5, 0.85), (0.5, 1.1))]


def _cup(r: np.random.Generator) -> list[Stroke]:
    bowl = line((0, 0), (0.08, 1), (0.72, 1), (0.8, 0), (0, 0))
    return [bowl, arc((0.8, 0.45), (r.uniform(0.2, 0.35), 0.25), -90, 90)]


def _bolt(r: np.random.Generator) -> list[Stroke]:
    return [line((0.6, 0), (0.1, 0.55), (0.5, 0.55), (0.3, 1), (0.9, 0.4), (0.5, 0.4), (0.6, 0))]


def _envelope(r: np.random.Generator) -> list[Stroke]:
    fold = r.uniform(0.4, 0.6)
    box = line((0, 0), (1.4, 0), (1.4, 0.9), (0, 0.9), (0, 0))
    return [box, line((0, 0), (0.7, fold), (1.4, 0))]


def _note(r: np.random.Generator) -> list[Stroke]:
    head = arc((0.2, 0.9), (0.2, 0.13), 0, 360)
    if r.random() < 0.5:
        return [head, curve((0.4, 0.9), (0.4, 0.4), (0.4, 0), (0.7, 0.25))]
    return [head, np.add(head, (0.6, 0)), line((0.4, 0.9), (0.4, 0), (1, 0), (1, 0.9))]


def _car(r: np.random.Generator) -> list[Stroke]:
    body = line(
        (0, 0.7), (0, 0.4), (0.3, 0.4), (0.5, 0), (1, 0), (1.2, 0.4), (1.5, 0.4), (1.5, 0.7)
    )
    return [join(body, line((0, 0.7))), circle(r, 0.35, 0.75, 0.15), circle(r, 1.15, 0.75, 0.15)]


def _stick_figure(r: np.random.Generator) -> list[Stroke]:
    arms = r.uniform(0.3, 0.5)
    limbs = [line((0.2, arms), (0.8, arms)), line((0.25, 1), (0.5, 0.65), (0.75, 1))]
    return [circle(r, 0.5, 0.13, 0.13), line((0.5, 0.26), (0.5, 0.65)), *limbs]


def _cube(r: np.random.Generator) -> list[Stroke]:
    away = r.uniform(0.2, 0.4)
    face = line((0, away), (0.7, away), (0.7, 0.7 + away), (0, 0.7 + away), (0, away))
    top = line((0, away), (away, 0), (0.7 + away, 0), (0.7, away))
    return [face, top, line((0.7 + away, 0), (0.7 + away, 0.7), (0.7, 0.7 + away))]


def _wheel(r: np.random.Generator) -> list[Stroke]:
    angles = np.radians(r.uniform(0, 90) + np.arange(int(r.integers(2, 4))) * 60)
    spokes = [np.outer([-0.5, 0.5], [np.cos(a), np.sin(a)]) for a in angles]
    return [circle(r, 0, 0, 0.5), *spokes]


def _target(r: np.random.Generator) -> list[Stroke]:
    return [circle(r, 0.5, 0.5, size) for size in (0.5, r.uniform(0.15, 0.33))]


def _crossed_box(r: np.random.Generator) -> list[Stroke]:
    box = line((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
    return [box, line((0, 0), (1, 1)), line((1, 0), (0, 1))]


def _key(r: np.random.Generator) -> list[Stroke]:
    teeth = [line((x, 0.5), (x, 0.5 + r.uniform(0.15, 0.25))) for x in (0.95, 1.15)]
    return [circle(r, 0.2, 0.5, 0.2), line((0.4, 0.5), (1.2, 0.5)), *teeth]


# Kept out


def _umbrella(r: np.random.Generator) -> list[Stroke]:
    top = join(arc((0.5, 0.5), (0.5, 0.45), 180, 360), line((0, 0.5)))
    return [top, join(line((0.5, 0.5), (0.5, 0.9)), arc((0.62, 0.9), (0.12, 0.1), 180, 0))]


def _boat(r: np.random.Generator) -> list[Stroke]:
    hull = line((0, 0.7), (0.2, 1), (0.8, 1), (1, 0.7), (0, 0.7))
    return [hull, line((0.5, 0.7), (0.5, 0), (r.uniform(0.8, 0.95), 0.55), (0.5, 0.55))]


def _cat(r: np.random.Generator) -> list[Stroke]:
    ears = [line((x - 0.12, 0.12), (x, -0.15), (x + 0.12, 0.12)) for x in (0.25, 0.75)]
    whiskers = [line((0.5, 0.6), (x, y)) for x in (0, 1) for y in (0.5, 0.65)]
    return [circle(r, 0.5, 0.5, 0.5), *ears, *whiskers]


def _mushroom(r: np.random.Generator) -> list[Stroke]:
    cap = join(arc((0.5, 0.5), (0.5, 0.5), 180, 360), line((0, 0.5)))
    return [cap, line((0.38, 0.5), (0.35, 1), (0.65, 1), (0.62, 0.5))]


def _crown(r: np.random.Generator) -> list[Stroke]:
    return [
        line(
            (0, 0.1),
            (0.1, 0.8),
            (1.1, 0.8),
            (1.2, 0.1),
            (0.9, 0.45),
            (0.6, 0),
            (0.3, 0.45),
            (0, 0.1),
        )
    ]


def _glasses(r: np.random.Generator) -> list[Stroke]:
    lenses = [circle(r, x, 0.3, 0.28) for x in (0.3, 1.1)]
    return [*lenses, arc((0.7, 0.3), (0.12, 0.1), 180, 360)]


def _ladder(r: np.random.Generator) -> list[Stroke]:
    rungs = [line((0, y), (0.45, y)) for y in np.linspace(0.15, 0.85, int(r.integers(3, 6)))]
    return [line((0, 0), (0, 1)), line((0.45, 0), (0.45, 1)), *rungs]


def _peace(r: np.random.Generator) -> list[Stroke]:
    legs = [line((0.5, 0.5), (x, 0.85)) for x in (0.15, 0.85)]
    return [circle(r, 0.5, 0.5, 0.5), line((0.5, 0), (0.5, 1)), *legs]


TRAINING_DOODLES: tuple[Doodle, ...] = (
    *TRAINING_SIGNS,
    *(_triangle, _diamond, _polygon, _star, _pentagram, _heart, _heart, _house, _face, _arrow),
    *(_flower, _sun, _moon, _cloud, _fish, _tree, _cup, _bolt, _envelope, _note, _car),
    *(_stick_figure, _cube, _wheel, _target, _crossed_box, _key),
)
KEPT_OUT_DOODLES: tuple[Doodle, ...] = (
    *(_umbrella, _boat, _cat, _mushroom, _crown, _glasses, _ladder, _peace),
    *KEPT_OUT_SIGNS,
)
