"""The reader of digits: all that is written in a picture, in reading order.

Several proposals of what is ink are read, and the surest reading is the picture's.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np

from ..calibration import EVEN_CHANCE
from ..picture.decoding import Picture, PictureSource, decode
from ..picture.findings import Finding, Judge, Judgement, judged
from ..picture.ink import GUESSED, propose_ink
from .candidate import Candidate
from .choose import (
    Choice,
    as_choices,
    choose,
    doubt,
    is_several,
    may_be_several,
    total,
)
from .marks import is_mark, with_lost_marks, writing
from .page import Page
from .propose import Line, as_one, pieces, propose

USUAL_SIDE = 640  # px of the longer side at which a picture is looked through
LEAST_HEIGHT = 48  # px: where the writing is lower, the picture is looked through again, finer …
FINE_HEIGHT = 72  # … so that it is as high as this, if the picture has the pixels
TEXT = 12  # parts, of which most are no digits, are text or noise
MOST_CUT = 40  # parts of a page; where more are doubtful it is noise, and would cost seconds


def find_digits(source: PictureSource, judge: Judge) -> list[list[Finding]]:
    """Digits and what was left out, in lines. Raises UnreadablePicture."""
    page = read_page(source, judge)
    if not page.lines:
        return [[judged(page.prepare(None), judge)]]
    usual = writing(page.lines)
    lines = with_lost_marks(page, usual, judge) if usual else page.lines
    return [
        [
            Finding(
                page.prepare(one.candidate),
                one.probabilities,
                one.outlier,
                0.0 if one.was_lost else one.candidate.prominence,
                is_noise=not one.is_digit,
                is_several=one.is_several,
                is_mark=usual is not None and is_mark(one.candidate, page.lines, usual),
            )
            for one in line
        ]
        for line in lines
    ]


def read_page(source: PictureSource, judge: Judge) -> Page:
    """The reading of a picture by the surest proposal of its ink. Raises UnreadablePicture."""
    picture = decode(source)
    if picture.ink is not None:
        return read_ink(picture, picture.ink, judge)[0]
    usual = shrunk(picture.pixels, USUAL_SIDE)
    page, height = _surest(picture, usual, judge)
    if 0 < height < LEAST_HEIGHT:
        finer = shrunk(picture.pixels, round(USUAL_SIDE * FINE_HEIGHT / height))
        if finer.shape != usual.shape:  # there are more pixels to see
            page, _ = _surest(picture, finer, judge)
    return page


def _surest(picture: Picture, pixels: np.ndarray, judge: Judge) -> tuple[Page, float]:
    """The page of the surest reading of pixels (h, w, 3), and the height of its writing in them."""
    _, page, height = min(_readings(picture, pixels, judge), key=lambda one: one[0])
    return page, height


def _readings(
    picture: Picture, pixels: np.ndarray, judge: Judge
) -> Iterator[tuple[float, Page, float]]:
    """The doubt, the page and the height of its writing for one proposal after the other."""
    for ink, handicap in propose_ink(pixels):
        page, height, doubt = read_ink(picture, ink, judge)
        yield doubt + handicap, page, height
        if doubt + handicap < GUESSED:
            return  # no guess could win


def read_ink(picture: Picture, ink: np.ndarray, judge: Judge) -> tuple[Page, float, float]:
    """The page as read by one map (H, W) of its ink, its writing's height in px, and its doubt."""
    lines, height = propose(ink)
    *wholes, broken = _judged([*lines, as_one(lines)], judge)
    doubtful = [[one.candidate for one in line if may_be_several(one, height)] for line in wholes]
    if sum(map(len, doubtful)) > MOST_CUT:
        doubtful = [[] for _ in lines]
    cut_up = [[piece for part in line for piece in pieces(part)] for line in doubtful]
    both = [whole + cut for whole, cut in zip(wholes, _judged(cut_up, judge), strict=True)]
    chosen = [
        [replace(one, is_several=is_several(one, line)) for one in choose(line, height)]
        for line in both
    ]
    apart = sum(total(line, height) for line in chosen)
    if broken and total(broken, broken[0].candidate.height) < apart:
        chosen = [broken]
    if _is_text(chosen):
        chosen = [[replace(one, is_digit=False) for one in line] for line in chosen]
    candidates = [one.candidate for line in both for one in line]
    page = Page(picture, ink, candidates, chosen)
    return page, height, doubt([choice for line in chosen for choice in line])


def _is_text(lines: list[list[Choice]]) -> bool:
    """Whether most of many parts are no digits, as in text or noise, where some look like one."""
    read = [one.is_digit and one.outlier < EVEN_CHANCE for line in lines for one in line]
    return len(read) >= TEXT and 2 * sum(read) < len(read)


def _judged(lines: list[Line], judge: Judge) -> list[list[Choice]]:
    """Lines of candidates with what the network says of each, all judged in one pass."""
    candidates: list[Candidate] = [one for line in lines for one in line]
    if not candidates:
        return [[] for _ in lines]
    judgement = judge(np.stack([one.normalised.model_input for one in candidates]))
    ends = np.cumsum([0, *map(len, lines)]).tolist()
    return [
        as_choices(line, Judgement(*(part[start:stop] for part in judgement)))
        for line, (start, stop) in zip(lines, pairwise(ends), strict=True)
    ]


def shrunk(pixels: np.ndarray, side: int) -> np.ndarray:
    """Pixels (h, w, 3) whose longer side is about `side` px at most, or a little more as it was."""
    height, width = pixels.shape[:2]
    scale = side / max(height, width)
    if scale > 0.8:
        return pixels
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
