"""The reader of digits: all that is written in a picture, in reading order."""

from collections.abc import Iterator
from itertools import chain

import numpy as np

from ..picture.decoding import Picture, PictureSource, decode
from ..picture.findings import Finding, Judge, judged
from ..picture.ink import find_ink
from ..picture.part import Part, union
from ..picture.parts import find_parts
from .choose import CHOOSING, Thing, best_ways
from .lines import Line, in_lines, in_rows, near_runs
from .marks import is_mark, with_lost_marks, writing
from .page import Page

MOST_PIECES = 6  # parts of a page that may be one broken digit


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
                page.prepare(one.part),
                one.probabilities,
                one.outlier,
                0.0 if one.was_lost else one.part.prominence,
                is_noise=not one.is_digit,
                is_several=one.is_several,
                by_row=one.by_row,
                is_mark=usual is not None and is_mark(one.part, page.lines, usual),
            )
            for one in line
        ]
        for line in lines
    ]


def find_symbol(source: PictureSource, judge: Judge) -> list[list[Finding]]:
    """All the ink of a picture as one thing, however many strokes it has.

    A blank picture has no box. Raises UnreadablePicture.
    """
    picture, ink = _with_ink(source)
    parts, _ = find_parts(ink)
    whole = [union(parts)] if parts else []
    page = Page(picture, ink, whole, [])
    return [[judged(page.prepare(whole[0] if whole else None), judge)]]


def read_page(source: PictureSource, judge: Judge) -> Page:
    """The reading of a picture. Raises UnreadablePicture."""
    picture, ink = _with_ink(source)
    parts, height = find_parts(ink)
    if not parts:
        return Page(picture, ink, [], [])
    lines = [in_rows(line, height) for line in in_lines(parts, height)]
    runs = [[_runs(row, height) for row in line] for line in lines]
    whole = [union(parts)] if 2 <= len(parts) <= MOST_PIECES else []
    things = _judged([*chain(*(one.values() for line in runs for one in line)), *whole], judge)
    read = [
        [best_ways(row, {run: next(things) for run in its}) for row, its in zip(*both, strict=True)]
        for both in zip(lines, runs, strict=True)
    ]
    chosen = [[thing for row in line for way in row for thing in way.things] for line in read]
    if whole and len(list(chain(*chosen))) > 1:
        (as_one,) = best_ways(whole, {(0, 1): next(things)})
        apart = sum(way.score for line in read for row in line for way in row)
        if as_one.things[0].is_digit and len(as_one.things) == 1 and as_one.score > apart:
            chosen = [as_one.things]
    candidates = list(chain(*(one.values() for line in runs for one in line)))
    return Page(picture, ink, candidates, chosen)


def _with_ink(source: PictureSource) -> tuple[Picture, np.ndarray]:
    picture = decode(source)
    return picture, find_ink(picture.pixels) if picture.ink is None else picture.ink


def _runs(row: Line, height: float) -> dict[tuple[int, int], Part]:
    """Each part of a row, and each run of near ones, which may be one thing."""
    alone = {(index, index + 1): part for index, part in enumerate(row)}
    near = near_runs(row, height, CHOOSING.joined)
    return alone | {(start, stop): union(row[start:stop]) for start, stop in near}


def _judged(parts: list[Part], judge: Judge) -> Iterator[Thing]:
    """Parts with what the network says of each, all judged in one pass."""
    judgement = judge(np.stack([one.normalised.model_input for one in parts]))
    for part, probabilities, outlier in zip(parts, *judgement, strict=True):
        yield Thing(part, probabilities, float(outlier))
