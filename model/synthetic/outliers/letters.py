"""Letters and signs, printed and written with a pen, that are to be refused as no digit.

Of the written ones what looks like a digit in some hand is left out. Of the printed ones some come
near a digit (D, h, y, T, ?); left out are those that are one to anybody (B O I S Z b g i l q s z).
"""

import numpy as np

from ..digit_styles import Style
from ..pen import Stroke, arc, curve, handwritten, join, line, log_uniform, render

FAR_LETTERS = "AEFKMNRWkmw&@#%*="  # from any digit
NEAR_LETTERS = "CDGHJLPQTUVXYacdefhjnprtuvxy?!+"
PRINTED_LETTERS = FAR_LETTERS + NEAR_LETTERS
PEN = (0.03, 0.12)  # of a letter's height; thicker pens would close its loops


def write_letter(random: np.random.Generator, styles: tuple[Style, ...]) -> np.ndarray:
    """One letter in one of `styles` as an ink map (H, W) float32 in 0..1."""
    strokes = handwritten(styles[random.integers(len(styles))](random), random)
    pen = log_uniform(random, *PEN)
    return render(strokes, pen, int(random.integers(40, 128)), bool(random.random() < 0.7))


def _pointed_a(r: np.random.Generator) -> list[Stroke]:
    bar = r.uniform(0.5, 0.7)
    return [
        line((0.05, 1), (0.5, 0), (0.95, 1)),
        line((0.5 - 0.45 * bar, bar), (0.5 + 0.45 * bar, bar)),
    ]


def _round_a(r: np.random.Generator) -> list[Stroke]:
    bar = r.uniform(0.45, 0.65)
    return [
        curve((0.1, 1), (0.15, 0.3), (0.5, 0), (0.85, 0.3), (0.9, 1)),
        line((0.1, bar), (0.9, bar)),
    ]


def _e(r: np.random.Generator) -> list[Stroke]:
    reach = r.uniform(0.55, 0.75)
    return [
        line((reach, 0), (0.1, 0), (0.1, 1), (reach, 1)),
        line((0.1, 0.5), (reach - r.uniform(0, 0.2), 0.5)),
    ]


def _f(r: np.random.Generator) -> list[Stroke]:
    reach = r.uniform(0.55, 0.8)
    middle = r.uniform(0.4, 0.52)
    return [line((reach, 0), (0.1, 0), (0.1, 1)), line((0.1, middle), (reach - 0.1, middle))]


def _k(r: np.random.Generator) -> list[Stroke]:
    waist = r.uniform(0.5, 0.6)
    arms = line((0.8, 0), (0.1, waist), (0.85, 1))
    return [line((0.1, 0), (0.1, 1)), arms]


def _branching_k(r: np.random.Generator) -> list[Stroke]:
    fork = r.uniform(0.3, 0.4)
    return [
        line((0.1, 0), (0.1, 1)),
        line((0.8, 0), (0.1, 0.62)),
        line((fork, 0.62 - (fork - 0.1) * 0.62 / 0.7), (0.85, 1)),
    ]


def _small_k(r: np.random.Generator) -> list[Stroke]:
    height = r.uniform(0.35, 0.5)
    return [line((0.1, 0), (0.1, 1)), line((0.65, height), (0.1, 0.72), (0.7, 1))]


def _m(r: np.random.Generator) -> list[Stroke]:
    dip = r.uniform(0.5, 0.95)
    return [line((0.05, 1), (0.08, 0), (0.5, dip), (0.92, 0), (0.95, 1))]


def _slanted_m(r: np.random.Generator) -> list[Stroke]:
    dip = r.uniform(0.75, 1)
    return [line((-0.1, 1), (0.22, 0), (0.5, dip), (0.78, 0), (1.1, 1))]


def _small_m(r: np.random.Generator) -> list[Stroke]:
    low = r.uniform(0.25, 0.4)
    first = curve((0, 0.9), (0, low + 0.2), (0.25, 0.1), (0.5, low + 0.1), (0.5, 0.9))
    second = curve((0.5, 0.9), (0.5, low + 0.2), (0.75, 0.1), (1, low + 0.1), (1, 0.9))
    return [line((0, 0.1), (0, 0.9)), join(first, second)]


def _n(r: np.random.Generator) -> list[Stroke]:
    width = r.uniform(0.7, 0.9)
    return [line((0.1, 1), (0.1, 0), (width, 1), (width, 0))]


def _r(r: np.random.Generator) -> list[Stroke]:
    waist = r.uniform(0.48, 0.58)
    bowl = curve((0.1, 0), (0.55, 0.02), (0.75, waist / 2), (0.55, waist), (0.1, waist))
    return [line((0.1, 0), (0.1, 1)), bowl, line((0.35, waist), (0.85, 1))]


def _w(r: np.random.Generator) -> list[Stroke]:
    peak = r.uniform(0.05, 0.45)
    return [line((0, 0), (0.27, 1), (0.5, peak), (0.73, 1), (1, 0))]


def _round_w(r: np.random.Generator) -> list[Stroke]:
    peak = r.uniform(0.1, 0.4)
    left = curve((0, 0.1), (0.05, 0.75), (0.25, 0.95), (0.45, 0.75), (0.5, peak))
    right = curve((0.5, peak), (0.55, 0.75), (0.75, 0.95), (0.95, 0.75), (1, 0.1))
    return [join(left, right)]


def _ampersand(r: np.random.Generator) -> list[Stroke]:
    foot = r.uniform(0.95, 1.1)
    points = [(foot, 1), (0.55, 0.55), (0.25, 0.2), (0.45, 0), (0.65, 0.17), (0.4, 0.45)]
    return [curve(*points, (0.05, 0.75), (0.3, 1), (0.7, 0.9), (foot, 0.55))]


def _hash(r: np.random.Generator) -> list[Stroke]:
    lean = r.uniform(0, 0.2)
    upright = [line((x + lean, 0), (x - lean, 1)) for x in (0.3, 0.7)]
    return [*upright, *(line((0, y), (1, y)) for y in (0.33, 0.67))]


def _at(r: np.random.Generator) -> list[Stroke]:
    inner = arc((0.5, 0.5), (0.2, 0.2), -30, -390)
    tail = arc((0.5, 0.5), (0.5, 0.5), 0, r.uniform(-330, -290))
    return [inner, curve((0.7, 0.3), (0.7, 0.6), (0.85, 0.72), (1, 0.5)), tail]


def _sha(r: np.random.Generator) -> list[Stroke]:
    """Cyrillic Ш."""
    top = r.uniform(0, 0.15)
    return [line((0, 0), (0, 1), (1, 1), (1, 0)), line((0.5, top), (0.5, 1))]


def _zhe(r: np.random.Generator) -> list[Stroke]:
    """Cyrillic Ж."""
    waist = r.uniform(0.42, 0.55)
    arms = [line((x, 0), (0.5, waist), (x + r.normal(0, 0.05), 1)) for x in (0, 1)]
    return [line((0.5, 0), (0.5, 1)), *arms]


def _backward_n(r: np.random.Generator) -> list[Stroke]:
    """Cyrillic И."""
    width = r.uniform(0.7, 0.9)
    return [line((0.1, 0), (0.1, 1), (width, 0), (width, 1))]


def _unequal(r: np.random.Generator) -> list[Stroke]:
    gap = r.uniform(0.1, 0.2)
    bars = [line((0, y), (1, y)) for y in (0.5 - gap, 0.5 + gap)]
    return [*bars, line((0.7, 0), (0.3, 1))]


def _star(r: np.random.Generator) -> list[Stroke]:
    turn = r.uniform(0, 60)
    ends = [arc((0.5, 0.5), (0.5, 0.5), angle + turn, angle + turn + 180) for angle in (0, 60, 120)]
    return [np.stack([end[0], end[-1]]) for end in ends]


TRAINING_STYLES: tuple[Style, ...] = (
    _pointed_a,
    _e,
    _k,
    _small_k,
    _m,
    _small_m,
    _n,
    _r,
    _w,
    _hash,
    _at,
    _sha,
    _zhe,
    _backward_n,
    _unequal,
)
# Never trained on: other letters, and other ways of writing the same ones.
KEPT_OUT_STYLES: tuple[Style, ...] = (
    _round_a,
    _f,
    _branching_k,
    _slanted_m,
    _round_w,
    _ampersand,
    _star,
)
