"""Simulated paper: colours of paper and pen, texture, and printed lines."""

import cv2
import numpy as np

from ..pen import log_uniform

MIN_DISTANCE = 16.0  # of ink from its paper in CIELAB, where 2.3 is just noticeable
USUAL_DISTANCE = 32.0  # … of most inks
Colour = np.ndarray  # (3,) float32, RGB in 0..255


def some_colours(random: np.random.Generator) -> tuple[Colour, Colour]:
    """Colours of paper and ink with visible contrast: mostly dark on light, sometimes any two."""
    least = MIN_DISTANCE if random.random() < 0.15 else USUAL_DISTANCE
    kind = random.random()
    while True:
        if kind < 0.45:
            paper = _tinted(random, random.uniform(110, 255), 14)
            ink = _tinted(random, random.uniform(0, 170), 50)
        elif kind < 0.6:
            paper = _tinted(random, random.uniform(0, 110), 25)
            ink = _tinted(random, random.uniform(120, 255), 30)
        elif kind < 0.7:
            paper = _tinted(random, random.uniform(190, 255), 8)
            ink = _vivid(random)
        else:
            paper, ink = _vivid(random), random.uniform(0, 255, 3).astype(np.float32)
            if random.random() < 0.5:
                paper, ink = ink, paper
        if distance(paper, ink) > least:
            return paper, ink


def distance(one: Colour, other: Colour) -> float:
    """The perceptual distance of two colours in CIELAB (CIE 1976)."""
    pair = np.stack([one, other])[None].astype(np.float32) / 255
    lab = cv2.cvtColor(pair, cv2.COLOR_RGB2LAB)[0]
    return float(np.linalg.norm(lab[0] - lab[1]))


def _tinted(random: np.random.Generator, grey: float, spread: float) -> Colour:
    return np.clip(grey + random.normal(0, spread / 2, 3), 0, 255).astype(np.float32)


def _vivid(random: np.random.Generator) -> Colour:
    hue = (random.uniform(0, 360), random.uniform(0.4, 1), random.uniform(0.3, 1))
    return 255 * cv2.cvtColor(np.array([[hue]], np.float32), cv2.COLOR_HSV2RGB)[0, 0]


def clouds(random: np.random.Generator, shape: tuple[int, int], coarse: int) -> np.ndarray:
    """Smooth noise (H, W) float32, mean 0 and deviation about 1, `coarse` waves across."""
    size = (max(2, coarse * shape[0] // max(shape)), max(2, coarse * shape[1] // max(shape)))
    noise = random.standard_normal(size, np.float32)
    return 1.4 * cv2.resize(noise, shape[::-1], interpolation=cv2.INTER_CUBIC)


def paint_paper(random: np.random.Generator, shape: tuple[int, int], paper: Colour) -> np.ndarray:
    """A sheet (H, W, 3) float32 of one colour, plain or with grain, lines, squares or frames."""
    sheet = np.empty((*shape, 3), np.float32)
    sheet[:] = paper
    if random.random() < 0.3:
        sheet += (
            random.uniform(1, 9) * clouds(random, shape, int(random.integers(8, 90)))[..., None]
        )
    return sheet


def show_through(sheet: np.ndarray, ink: Colour, other_side: np.ndarray, share: float) -> None:
    """What is written (H, W) on the other side of a sheet (H, W, 3) shines through, in place."""
    pale = share * cv2.GaussianBlur(other_side[:, ::-1], (0, 0), 1.5)
    sheet += pale[..., None] * (ink - sheet)


def print_lines(
    random: np.random.Generator, sheet: np.ndarray, paper: Colour, ink: Colour, written: np.ndarray
) -> None:
    """What is printed on a sheet (H, W, 3), drawn in place: ruled or squared, a margin, frames.

    None of it is ink. It is paler, thinner or of another colour than the writing (H, W), or it
    frames the whole sheet or a digit from a distance; else nobody could tell it from strokes.
    """
    kind = random.random()
    lines = np.zeros(sheet.shape[:2], np.uint8)
    if kind < 0.2:
        _rule(random, lines, squared=bool(random.random() < 0.55))
    elif kind < 0.26:
        _frame_sheet(random, lines)
    elif kind < 0.32:
        _frame_writing(random, lines, written)
    else:
        return
    colour = ink if random.random() < 0.3 else _line_colour(random, paper)
    strength = random.uniform(0.25, 0.7) if colour is ink else random.uniform(0.4, 1.0)
    cover = (lines.astype(np.float32) * (strength / 255))[..., None]
    sheet += cover * (colour - sheet)


def _line_colour(random: np.random.Generator, paper: Colour) -> Colour:
    """Most lines are paler than ink: near the paper's colour, in any hue."""
    share = random.uniform(0.2, 0.8)
    return share * paper + (1 - share) * random.uniform(0, 255, 3).astype(np.float32)


def _rule(random: np.random.Generator, lines: np.ndarray, squared: bool) -> None:
    height, width = lines.shape
    side = max(height, width)
    pitch = side * log_uniform(random, 0.03, 0.3)
    thick = 1 + int(random.random() < 0.25) * int(random.integers(1, max(2, round(0.02 * side))))
    angle = random.normal(0, 0.03) if random.random() < 0.6 else random.normal(0, 0.2)
    directions = [angle, angle + np.pi / 2] if squared else [angle]
    offset = random.uniform(0, pitch, 2)
    for direction, start in zip(directions, offset, strict=False):
        along = np.array([np.cos(direction), np.sin(direction)])
        across = np.array([-along[1], along[0]])
        middle = np.array([width / 2, height / 2])
        for step in np.arange(-side + start, side, pitch):
            ends = [middle + step * across + reach * along for reach in (-1.5 * side, 1.5 * side)]
            _draw(lines, ends, thick)
    if random.random() < 0.2:
        x = width * random.uniform(0.05, 0.3)
        _draw(lines, [(x, -5), (x + random.normal(0, 3), height + 5)], thick + 1)


def _frame_sheet(random: np.random.Generator, lines: np.ndarray) -> None:
    """A border along the edges of the picture, as drawing programs and screenshots have."""
    height, width = lines.shape
    inset = random.uniform(0, 0.05) * min(height, width)
    corners = [(inset, inset), (width - inset, inset), (width - inset, height - inset)]
    corners += [(inset, height - inset), (inset, inset)]
    _draw(lines, corners, int(random.integers(1, 5)))


def _frame_writing(random: np.random.Generator, lines: np.ndarray, written: np.ndarray) -> None:
    """A box or a ring around everything written, as forms and cursors have, or an underline."""
    x, y, width, height = cv2.boundingRect((written > 0.3).astype(np.uint8))
    if not width:
        return
    away = random.uniform(0.12, 0.4) * max(width, height) + 4
    left, top, right, bottom = x - away, y - away, x + width + away, y + height + away
    kind, thick = random.random(), int(random.integers(1, 4))
    if kind < 0.6:
        _draw(
            lines, [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], thick
        )
    elif kind < 0.75:
        axes = (int((right - left) / 1.6), int((bottom - top) / 1.6))
        middle = (int((left + right) / 2), int((top + bottom) / 2))
        cv2.ellipse(lines, middle, axes, 0, 0, 360, 255, thick, cv2.LINE_AA)
    else:
        _draw(lines, [(left, bottom), (right, bottom + random.normal(0, 2))], thick)


def _draw(lines: np.ndarray, points: list, thick: int) -> None:
    cv2.polylines(
        lines, [(16 * np.array(points)).astype(np.int32)], False, 255, thick, cv2.LINE_AA, 4
    )


def ink_on(
    random: np.random.Generator, sheet: np.ndarray, ink: Colour, written: np.ndarray
) -> np.ndarray:
    """The sheet (H, W, 3) with the writing (H, W) on it: even, streaky as pencil, or grainy."""
    cover = written
    kind = random.random()
    if kind < 0.15:
        rough = clouds(random, written.shape, int(random.integers(40, 130)))
        cover = written * np.clip(random.uniform(0.55, 0.95) + 0.25 * rough, 0.15, 1)
    elif kind < 0.3:
        cover = written * np.clip(0.85 + 0.12 * clouds(random, written.shape, 12), 0.4, 1)
    return sheet + cover[..., None] * (ink - sheet)
