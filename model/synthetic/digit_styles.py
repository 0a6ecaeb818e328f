"""Ways of writing the ten digits, each as a few strokes of a pen: for the styles that MNIST lacks.

A 1 with a flag and a foot, or like Λ; a crossed 7, an open 4, a boxy 6, a slashed 0.
"""

from collections.abc import Callable

import numpy as np

from .pen import Stroke, arc, curve, join, line

Style = Callable[[np.random.Generator], list[Stroke]]


def _oval(r: np.random.Generator) -> list[Stroke]:
    return [arc((0.5, 0.5), (r.uniform(0.25, 0.5), 0.5), -90, 270 + r.uniform(-25, 40))]


def _slashed_zero(r: np.random.Generator) -> list[Stroke]:
    reach = r.uniform(-0.1, 0.25)
    return [*_oval(r), line((0.9 - reach, reach), (0.1 + reach, 1 - reach))]


def _boxy_zero(r: np.random.Generator) -> list[Stroke]:
    left = r.uniform(0.1, 0.25)
    return [line((left, 0), (1 - left, 0), (1 - left, 1), (left, 1), (left, r.uniform(-0.03, 0.1)))]


def _bar(r: np.random.Generator) -> list[Stroke]:
    return [line((0.5, 0), (0.5 + r.normal(0, 0.03), 0.5), (0.5, 1))]


def _flag(r: np.random.Generator) -> Stroke:
    """The upstroke of a 1: from lower left to its top."""
    left = r.uniform(0.12, 0.5)
    down = r.uniform(max(0.12, 0.6 * left), 0.6)  # flatter, and it would be a 7
    return line((0.6 - left, down), (0.6, 0))


def _flagged_one(r: np.random.Generator) -> list[Stroke]:
    return [join(_flag(r), line((0.6, 0), (0.6 + r.normal(0, 0.03), 1)))]


def _peaked_one(r: np.random.Generator) -> list[Stroke]:
    """Like Λ: the upstroke starts low, at most at the base line."""
    low = r.uniform(0.6, 1.0)
    left = r.uniform(0.12, 0.4) * low
    lean = r.uniform(-0.12, 0.12)
    return [join(line((0.6 - left, low), (0.6, 0)), line((0.6, 0), (0.6 + lean, 1)))]


def _footed_one(r: np.random.Generator) -> list[Stroke]:
    foot = r.uniform(0.12, 0.45)
    upright = _flagged_one(r) if r.random() < 0.8 else [line((0.6, 0), (0.6, 1))]
    return [*upright, line((0.6 - foot, 1), (0.6 + foot, 1))]


def _two(r: np.random.Generator) -> list[Stroke]:
    base = r.uniform(0.9, 1.0)
    top = curve((0.08, 0.25), (0.3, 0.02), (0.65, 0.0), (0.88, 0.25), (0.7, 0.55), (0.05, 1))
    return [join(top, line((0.05, 1), (r.uniform(0.8, 1.05), base)))]


def _looped_two(r: np.random.Generator) -> list[Stroke]:
    loop = r.uniform(0.1, 0.22)
    return [
        curve(
            (0.1, 0.22),
            (0.4, 0),
            (0.85, 0.2),
            (0.65, 0.55),
            (0.2, 0.95),
            (0.02, 1 - loop),
            (0.25, 0.82),
            (0.6, 0.98),
            (1.0, r.uniform(0.82, 0.98)),
        )
    ]


def _angular_two(r: np.random.Generator) -> list[Stroke]:
    corner = r.uniform(0.0, 0.3)
    return [line((0.05, 0.05), (0.85, 0.02), (0.88, corner + 0.05), (0.05, 1), (0.95, 1))]


def _curled_two(r: np.random.Generator) -> list[Stroke]:
    inward = r.uniform(0.15, 0.4)
    top = curve((0.25 + inward, 0.36), (0.2, 0.3), (0.25, 0.06), (0.62, 0), (0.85, 0.25))
    return [join(top, curve((0.85, 0.25), (0.62, 0.6), (0.05, 1)), line((0.05, 1), (1, 0.98)))]


def _three(r: np.random.Generator) -> list[Stroke]:
    waist = r.uniform(0.25, 0.55)
    return [
        join(
            curve((0.08, 0.14), (0.4, 0), (0.85, 0.2), (0.65, 0.42), (waist, 0.47)),
            curve((waist, 0.47), (0.75, 0.53), (0.95, 0.75), (0.5, 1), (0.03, 0.86)),
        )
    ]


def _flat_three(r: np.random.Generator) -> list[Stroke]:
    knee = r.uniform(0.3, 0.5)
    return [
        join(
            line((0.08, 0.0), (0.85, 0.0), (knee, 0.4)),
            curve((knee, 0.4), (0.8, 0.48), (0.92, 0.75), (0.5, 1), (0.05, 0.88)),
        )
    ]


def _open_four(r: np.random.Generator) -> list[Stroke]:
    bar, stem = r.uniform(0.45, 0.68), r.uniform(0.62, 0.85)
    left = line((r.uniform(0.05, 0.35), 0.0), (0.05, bar), (1.0, bar + r.normal(0, 0.03)))
    return [left, line((stem, r.uniform(-0.02, 0.3)), (stem - r.uniform(-0.05, 0.1), 1))]


def _round_four(r: np.random.Generator) -> list[Stroke]:
    bar = r.uniform(0.42, 0.6)
    left = curve((0.1, 0), (0.06, bar * 0.8), (0.3, bar + 0.04), (0.85, bar))
    return [left, line((0.82, r.uniform(-0.05, 0.15)), (r.uniform(0.72, 0.84), 1))]


def _closed_four(r: np.random.Generator) -> list[Stroke]:
    bar, stem = r.uniform(0.55, 0.75), r.uniform(0.6, 0.78)
    diagonal = line((stem, 0), (0.02, bar), (1.0, bar + r.normal(0, 0.02)))
    return [diagonal, line((stem, 0), (stem, 1))]


def _low_stemmed_four(r: np.random.Generator) -> list[Stroke]:
    """Its stem begins at the bar, or only a little above."""
    bar, stem = r.uniform(0.4, 0.65), r.uniform(0.5, 0.85)
    left = line((r.uniform(0.15, 0.6), 0.0), (0.05, bar), (r.uniform(0.85, 1.0), bar))
    return [left, line((stem, bar - r.uniform(0, 0.15)), (stem - r.uniform(-0.05, 0.15), 1))]


def _one_stroke_four(r: np.random.Generator) -> list[Stroke]:
    """Down, along the bar, back up and down the stem, the pen never lifted."""
    bar, stem = r.uniform(0.42, 0.62), r.uniform(0.65, 0.9)
    top = bar - r.uniform(0.1, 0.5)
    down = curve((r.uniform(0.1, 0.45), 0), (0.08, bar * 0.7), (0.08, bar), (0.4, bar), (stem, bar))
    if r.random() < 0.5:
        down = line((r.uniform(0.1, 0.5), 0), (0.05, bar), (stem, bar))
    return [join(down, line((stem + r.uniform(0, 0.08), top), (stem - r.uniform(0, 0.2), 1)))]


def _five(r: np.random.Generator) -> list[Stroke]:
    shoulder = r.uniform(0.38, 0.5)
    neck = line((0.18, 0.02), (0.12, shoulder))
    belly = curve(
        (0.12, shoulder),
        (0.5, shoulder - 0.06),
        (0.92, 0.68),
        (0.55, 1),
        (0.04, r.uniform(0.86, 1)),
    )
    gap = r.uniform(0, 0.08) if r.random() < 0.4 else 0  # the bar set apart
    bar = line((0.18 + gap, 0.02 - gap / 2), (r.uniform(0.7, 1.0), r.uniform(-0.06, 0.06)))
    return [join(neck, belly), bar]


def _boxy_five(r: np.random.Generator) -> list[Stroke]:
    middle = r.uniform(0.42, 0.55)
    return [line((0.9, 0), (0.1, 0), (0.1, middle), (0.88, middle), (0.88, 1), (0.06, 1))]


def _s_shaped_five(r: np.random.Generator) -> list[Stroke]:
    waist = r.uniform(0.38, 0.5)
    return [
        curve((0.95, 0), (0.35, 0.03), (0.2, waist), (0.8, 0.55), (0.85, 0.85), (0.4, 1), (0, 0.9))
    ]


def _six(r: np.random.Generator) -> list[Stroke]:
    top, inner = r.uniform(0.4, 0.9), r.uniform(0.45, 0.62)
    return [
        curve(
            (top, r.uniform(0, 0.08)),
            (0.22, 0.35),
            (0.1, 0.75),
            (0.45, 1),
            (0.85, 0.78),
            (0.55, inner),
            (0.12, r.uniform(0.66, 0.8)),
        )
    ]


def _boxy_six(r: np.random.Generator) -> list[Stroke]:
    middle = r.uniform(0.4, 0.58)
    top = [(0.85, 0.0)] if r.random() < 0.6 else []
    return [
        line(
            *top,
            (0.12, 0.0),
            (0.12, 1),
            (0.85, 1),
            (0.85, middle),
            (0.12, middle + r.normal(0, 0.02)),
        )
    ]


def _straight_six(r: np.random.Generator) -> list[Stroke]:
    radius = r.uniform(0.2, 0.3)
    loop = arc((0.45, 1 - radius), (0.38, radius), 180, -190)
    return [join(line((r.uniform(0.1, 0.6), 0), (0.08, 1 - radius)), loop)]


def _seven(r: np.random.Generator) -> list[Stroke]:
    foot, bend = r.uniform(0.15, 0.55), r.normal(0, 0.05)
    serif = [(0.05, r.uniform(0.1, 0.25))] if r.random() < 0.3 else []
    corner = r.uniform(0.85, 1.0)
    return [line(*serif, (0.05, 0.02), (corner, 0.0), ((corner + foot) / 2 - bend, 0.5), (foot, 1))]


def _crossed_seven(r: np.random.Generator) -> list[Stroke]:
    height, left = r.uniform(0.4, 0.6), r.uniform(0.1, 0.4)
    return [
        *_seven(r),
        line((left, height), (left + r.uniform(0.35, 0.65), height - r.normal(0, 0.05))),
    ]


def _eight(r: np.random.Generator) -> list[Stroke]:
    waist = r.uniform(0.4, 0.52)
    return [
        curve(
            (0.75, 0.1),
            (0.45, 0),
            (0.15, 0.2),
            (0.45, waist),
            (0.88, 0.75),
            (0.5, 1),
            (0.1, 0.78),
            (0.5, waist),
            (0.82, 0.2),
            (0.6 + r.uniform(-0.1, 0.15), r.uniform(0.0, 0.12)),
        )
    ]


def _stacked_eight(r: np.random.Generator) -> list[Stroke]:
    height = r.uniform(0.2, 0.26)
    upper = arc((0.5, height), (r.uniform(0.22, 0.4), height), 90, 450)
    lower = arc((0.5, 0.5 + height), (r.uniform(0.28, 0.46), 1 - 0.5 - height), -90, 270)
    return [upper, lower]


def _nine(r: np.random.Generator) -> list[Stroke]:
    radius, side = r.uniform(0.2, 0.3), r.uniform(0.28, 0.4)
    loop = arc((0.45, radius), (side, radius), r.uniform(-50, -10), -360)
    foot = (0.45 + side - r.uniform(-0.05, 0.35), 1)
    return [join(loop, line((0.45 + side, radius * 0.7), foot))]


def _curled_nine(r: np.random.Generator) -> list[Stroke]:
    radius = r.uniform(0.2, 0.3)
    loop = arc((0.5, radius), (0.36, radius), r.uniform(-50, -10), -360)
    tail = curve((0.86, radius), (0.88, 0.7), (0.6, 1), (0.1, r.uniform(0.82, 0.96)))
    return [join(loop, tail)]


def _large_tailed_nine(r: np.random.Generator) -> list[Stroke]:
    radius = r.uniform(0.13, 0.2)
    loop = arc((0.35, radius), (r.uniform(0.2, 0.3), radius), r.uniform(-60, 0), -350)
    tail = curve((0.6, radius), (0.95, 0.5), (0.85, 0.88), (0.45, 1), (0.08, r.uniform(0.75, 0.9)))
    return [join(loop, tail)]


def _boxy_nine(r: np.random.Generator) -> list[Stroke]:
    middle = r.uniform(0.4, 0.58)
    end = [(0.15, 1.0)] if r.random() < 0.4 else []
    return [line((0.88, middle), (0.15, middle), (0.15, 0), (0.88, 0), (0.88, 1), *end)]


STYLES: tuple[tuple[Style, ...], ...] = (
    (_oval, _oval, _oval, _slashed_zero, _boxy_zero),
    (_bar, *(_flagged_one,) * 3, *(_footed_one,) * 2, _peaked_one),
    (_two, _two, _looped_two, _angular_two, _curled_two),
    (_three, _flat_three),
    (_open_four, _round_four, _closed_four, _low_stemmed_four, _one_stroke_four),
    (_five, _five, _boxy_five, _s_shaped_five),
    (_six, _six, _boxy_six, _straight_six),
    (_seven, _crossed_seven),
    (_eight, _stacked_eight),
    (_nine, _nine, _curled_nine, _large_tailed_nine, _boxy_nine),
)
