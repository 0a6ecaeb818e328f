"""The parts of a page → lines of writing, and rows of parts that stand side by side in a line."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ..picture.part import Part, gap

Line = list[Part]


@dataclass(frozen=True)
class Layout:
    """What stands in one line, all lengths as shares of the writing's height.

    `python -m tests.benchmarks.paper` and `python -m model.evaluate` on pages check them.

    Attributes:
        low: a part lower than this is a piece of a digit, or a sign.
        shared: of the lower of two parts of a line, which the other stands beside.
        near: parts so close may be one digit.
        apart: a wider gap ends a row.
    """

    low: float = 0.6
    shared: float = 0.4
    near: float = 0.25
    apart: float = 0.9


LAYOUT = Layout()


def in_lines(parts: list[Part], height: float) -> list[Line]:
    """Parts in lines from top to bottom, each from left to right.

    Going right, a tall part joins the line whose last part stands beside it, so slanted lines
    hold; then a low one joins the line of the tall part that is nearest.
    """
    parts = sorted(parts, key=lambda part: part.left)
    tall = [part for part in parts if part.height >= LAYOUT.low * height] or parts
    lines: list[Line] = []
    for part in tall:
        beside = [line for line in lines if _shared_height(line[-1], part) >= LAYOUT.shared]
        stacked = [line for line in lines if _is_stacked(line[-1], part, height)]
        if beside:
            max(beside, key=lambda line: _shared_height(line[-1], part)).append(part)
        elif stacked:
            stacked[0].append(part)
        else:
            lines.append([part])
    number = {id(part): index for index, line in enumerate(lines) for part in line}
    for part in parts:
        if id(part) not in number:
            nearest = min(tall, key=lambda other: gap(part, other))
            if gap(part, nearest) <= height:
                lines[number[id(nearest)]].append(part)
            else:
                lines.append([part])
    lines.sort(key=lambda line: float(np.mean([part.top + part.bottom for part in line])))
    return [sorted(line, key=lambda part: part.left) for line in lines]


def _shared_height(one: Part, other: Part) -> float:
    """Overlap from top to bottom, as a share of the lower of two parts."""
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap / min(one.height, other.height)


def _is_stacked(one: Part, other: Part, height: float) -> bool:
    """Whether a part stands right above or below another, and the two are no two lines."""
    overlap = min(other.right, one.right) - max(other.left, one.left)
    both = max(other.bottom, one.bottom) - min(other.top, one.top)
    return overlap > 0 and gap(other, one) <= LAYOUT.near * height and both <= 2 * height


def in_rows(line: Line, height: float) -> list[Line]:
    """A line split at its wide gaps."""
    rows = [line[:1]]
    right = line[0].right
    for part in line[1:]:
        if part.left - right > LAYOUT.apart * height:
            rows.append([])
        rows[-1].append(part)
        right = max(right, part.right)
    return rows


def near_runs(row: Line, height: float, longest: int) -> list[tuple[int, int]]:
    """Runs [start, stop) of two parts to `longest`, each near the ones before it in its run."""
    runs = []
    for start in range(len(row)):
        for stop in range(start + 2, min(start + longest, len(row)) + 1):
            *others, last = row[start:stop]
            if min(gap(one, last) for one in others) > LAYOUT.near * height:
                break
            runs.append((start, stop))
    return runs


def borders(row: Line) -> list[float]:
    """Columns between the parts of a row, from its left edge to its right one: (N + 1,) px.

    Where two parts share columns, the border is in the middle of what they share.
    """
    middles = [(one.right + other.left) / 2 for one, other in pairwise(row)]
    left, right = min(part.left for part in row), max(part.right for part in row)
    edges = np.clip([left, *middles, right], left, right)
    return np.maximum.accumulate(edges).tolist()
