"""Groups of strokes → digits: which strokes are one digit, which are two, and which are none.

The network judges every group as one digit first. Where it doubts, or where a group is too wide,
the group is cut wherever digits may touch, and each run of neighbouring pieces that could be a
digit is a candidate; all of a picture's candidates are judged at once. The cheapest way from the
left to the right of a line is its reading (the segmentation graph of LeCun et al. 1998,
"Gradient-based learning applied to document recognition", section V).
"""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

import numpy as np

from model.digits.components import Part, box_of, gap_across, gap_down, union
from model.digits.layout import SHORT, Layout
from model.digits.touching import cut
from model.picture.findings import Judgement

SURE = 0.97  # a group judged surer than this is one digit, unless it is wide
SURE_IF_NARROW = 0.3  # the same for a narrow group, which is seldom two digits
NARROW = 1.05  # of its height: two touching digits are mostly wider
WIDE = 1.2  # of its height: a wider group may be several digits however sure the network is
LOWEST = 0.5  # of its group's height: a lower run of pieces is no digit
WIDEST = 1.5  # of its height: a wider run of pieces is no digit
MOST_GROUPS = 60  # of a page: with more nothing is cut, or a page of noise would take seconds
MOST_PIECES = 6  # in one digit
ADJOINING = 0.12  # of the writing's height: strokes so close may be one digit
ODDLY_WIDE = 1.4  # of its height: few digits of MNIST are wider
PER_DIGIT = 1.2  # cost of each digit: of two readings about alike the one with fewer digits wins
SURE_IF_CUT = 0.95  # a piece cut off a group is a digit only if it is as sure as this
NO_DIGIT = 100.0  # cost of a piece that is less sure: then the group stays whole, and is refused
SURE_IF_STACKED = 0.4  # so sure, a few strokes in several lines are one broken digit
SMALLEST, LARGEST = 0.4, 2.5  # of the middle digit's side: anything else is no digit of its page
BROADEST = 3.0  # of the middle digit's pen: a broader blob is an edge or a shadow


JudgeParts = Callable[[list[Part]], Judgement]


@dataclass(frozen=True, eq=False)
class Digit:
    """A part that reads as one digit: its probabilities (classes,) and outlier score."""

    part: Part
    probabilities: np.ndarray
    outlier: float

    @property
    def sureness(self) -> float:
        """How sure the network is that this is a digit, and which."""
        return float(self.probabilities.max()) * (1 - self.outlier)


@dataclass(frozen=True)
class Found:
    """The digits of a page in lines, in reading order, and what is none by size or pen."""

    lines: list[list[Digit]]
    noise: list[Digit]


@dataclass(frozen=True, eq=False)
class Piece:
    """A part between two cuts, and the group that it is of."""

    part: Part
    group: Digit


@dataclass(frozen=True, eq=False)
class Run:
    """The neighbouring pieces [start, stop) of a line as one digit."""

    line: int
    start: int
    stop: int
    part: Part
    is_cut: bool


def find_digits(layout: Layout, judge: JudgeParts, *, cut_touching: bool) -> Found:
    """The digits of a layout; `judge` judges a list of parts in one forward pass.

    `cut_touching` allows a group to be several digits: right for a number, but where one digit is
    looked for, a letter must not be cut until its pieces look like digits.
    """
    if broken := _broken_digit(layout, judge):
        return Found([[broken]], [])
    groups = _groups(layout, judge)
    cut_touching = cut_touching and sum(map(len, groups)) <= MOST_GROUPS
    lines = [_pieces(line, layout.height, cut_touching) for line in groups]
    runs = [run for number, line in enumerate(lines) for run in _runs(number, line, layout.height)]
    known = {id(group.part): group for line in groups for group in line}
    unknown = [run.part for run in runs if id(run.part) not in known]
    known |= {id(digit.part): digit for digit in _judged(unknown, judge)}
    found = [
        [known[id(run.part)] for run in _cheapest([r for r in runs if r.line == number], known)]
        for number in range(len(lines))
    ]
    return _without_noise(found)


def _broken_digit(layout: Layout, judge: JudgeParts) -> Digit | None:
    """Everything on the page as one digit, if it is two or three strokes, not all side by side.

    Nothing tells a 5 whose bar stands apart from two lines of one digit but what it looks like.
    """
    strokes = [stroke for line in layout.lines for stroke in line]
    if len(layout.lines) == 1 or not 2 <= len(strokes) <= 3:
        return None
    whole = _judged([union(strokes)], judge)[0]
    return whole if whole.sureness > SURE_IF_STACKED else None


def _judged(parts: list[Part], judge: JudgeParts) -> list[Digit]:
    if not parts:
        return []
    rows = zip(parts, *judge(parts), strict=True)
    return [Digit(part, probabilities, float(outlier)) for part, probabilities, outlier in rows]


def _groups(layout: Layout, judge: JudgeParts) -> list[list[Digit]]:
    """The layout's lines with every group judged as one digit."""
    judged = iter(_judged([group for line in layout.lines for group in line], judge))
    return [[next(judged) for _ in line] for line in layout.lines]


def _pieces(line: list[Digit], height: float, cut_touching: bool) -> list[Piece]:
    """A line's groups, the doubtful and the wide ones cut wherever digits may touch."""
    pieces = []
    for group in line:
        part = group.part
        sure = SURE_IF_NARROW if part.width < NARROW * part.height else SURE
        is_one = group.sureness > sure and part.width < WIDE * part.height
        is_flat = part.height < SHORT * height
        parts = cut(part) if cut_touching and not (is_one or is_flat) else [part]
        pieces += [Piece(piece, group) for piece in parts]
    return pieces


def _runs(number: int, pieces: list[Piece], height: float) -> list[Run]:
    """Every run of neighbouring pieces that may be a digit: single ones, few, a whole group."""
    runs = []
    for start, first in enumerate(pieces):
        group = first.group.part
        lowest = LOWEST * group.height
        count = sum(piece.group is first.group for piece in pieces)
        if start == 0 or pieces[start - 1].group is not first.group:
            runs.append(Run(number, start, start + count, group, is_cut=False))
        if count > 1 and first.part.height >= lowest:
            runs.append(Run(number, start, start + 1, first.part, is_cut=True))
        for stop in range(start + 2, min(start + MOST_PIECES, len(pieces)) + 1):
            run = pieces[start:stop]
            if not _may_join(*run[-2:], height):
                break
            if len(run) == count and run[-1].group is first.group:
                continue  # the whole group again
            left, top, right, bottom = box_of([piece.part for piece in run])
            if bottom - top >= lowest and right - left <= WIDEST * (bottom - top):
                part = union([piece.part for piece in run])
                runs.append(Run(number, start, stop, part, is_cut=True))
    return runs


def _may_join(one: Piece, other: Piece, height: float) -> bool:
    """Whether two neighbouring pieces may be parts of one digit.

    Pieces of one group may. Groups may if they are close and at least one is no digit by itself.
    """
    if one.group is other.group:
        return True
    gap = max(gap_across(one.part, other.part), gap_down(one.part, other.part))
    doubtful = any(
        group.sureness <= SURE or group.part.height < SHORT * height
        for group in (one.group, other.group)
    )
    return doubtful and gap <= ADJOINING * height


def _cheapest(runs: list[Run], digits: dict[int, Digit]) -> list[Run]:
    """The runs on the cheapest way through a line (Viterbi 1967)."""
    height = median(run.part.height for run in runs)
    end = max(run.stop for run in runs)
    best: list[tuple[float, list[Run]]] = [(0.0, [])] + [(np.inf, [])] * end
    for run in sorted(runs, key=lambda run: run.start):
        cost, taken = best[run.start]
        digit = digits[id(run.part)]
        doubt = -np.log(max(digit.sureness, 1e-6))
        if run.is_cut and digit.sureness < SURE_IF_CUT:
            cost += NO_DIGIT
        cost += PER_DIGIT + (run.stop - run.start) * doubt + _odd_shape(digit.part, height)
        if cost < best[run.stop][0]:
            best[run.stop] = (cost, [*taken, run])
    return best[end][1]


def _odd_shape(part: Part, height: float) -> float:
    """How unlikely a digit is by its height among its line's and by its width."""
    low = max(0.0, np.log(0.8 * height / part.height)) / 0.3
    wide = max(0.0, part.width / part.height - ODDLY_WIDE) / 0.4
    return low**2 / 2 + wide**2 / 2


def _without_noise(lines: list[list[Digit]]) -> Found:
    """Leave out what is not of the size and pen of most digits on the page.

    One digit alone is: there is nothing to compare it with.
    """
    parts = [digit.part for line in lines for digit in line]
    if len(parts) < 2:
        return Found([line for line in lines if line], [])
    side = median(part.side for part in parts)
    pen = median(part.stroke for part in parts)

    def is_writing(part: Part) -> bool:
        return SMALLEST * side < part.side < LARGEST * side and part.stroke < BROADEST * pen

    kept = [[digit for digit in line if is_writing(digit.part)] for line in lines]
    noise = [digit for line in lines for digit in line if not is_writing(digit.part)]
    return Found([line for line in kept if line], noise)
