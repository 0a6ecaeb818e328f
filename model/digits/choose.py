"""Parts of a row → its reading: the most likely way through the row.

A way takes a run of parts as one digit, leaves them out as no digit, or reads several digits in a
part in which they touch. Both networks score it: the one of digits sees each thing by itself, the
row network sees all of them side by side. The best way from the first part to the last is the
reading (Viterbi 1967; the segmentation graph of LeCun et al. 1998, "Gradient-based learning applied
to document recognition", section V).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..calibration import EVEN_CHANCE
from ..networks.row import NO_DIGIT
from ..picture.part import Part
from .lines import Line, borders
from .pieces import pieces_of
from .row import Glyph, Row, likelihoods

DIGITS = 10


@dataclass(frozen=True)
class Choosing:
    """What decides between the ways; `python -m tests.benchmarks.paper` and `.refusal` check it.

    Attributes:
        thing: nats that each thing costs: of two ways about alike the one with fewer things wins.
        sure: how sure the network of digits is of a part that stands alone, at least, …
        narrow: … and of its height, how wide such a part is at most, if the row network need not
            be asked.
        joined: parts of one digit, at most.
        floor: the networks of digits are not surer than this of whether something is a digit.
    """

    thing: float = 1.2
    sure: float = 0.7
    narrow: float = 1.15
    joined: int = 4
    floor: float = 0.01


CHOOSING = Choosing()


@dataclass(frozen=True, eq=False)
class Thing:
    """One thing in a row, with what the networks say of it.

    Attributes:
        part: its ink.
        probabilities: (10,) float32, calibrated.
        outlier: 0..1, how little it looks like any digit.
        is_digit: whether it is read as a digit.
        is_several: whether it was cut off a neighbour, or looks like digits side by side.
        by_row: whether the row network made it another digit than the network of digits did.
        was_lost: whether the reading took it for dirt or for part of a digit (model.digits.marks).
    """

    part: Part
    probabilities: np.ndarray
    outlier: float
    is_digit: bool = True
    is_several: bool = False
    by_row: bool = False
    was_lost: bool = False

    @property
    def sureness(self) -> float:
        """How surely the network of digits takes it for one, 0..1."""
        return float(self.probabilities.max()) * (1 - self.outlier)


class Way(NamedTuple):
    """What some parts of a row are read as.

    Attributes:
        start, stop: it takes the parts [start, stop) of the row.
        things: what it reads, from left to right; one that is no digit is left out.
        score: log-likelihood, in nats.
    """

    start: int
    stop: int
    things: list[Thing]
    score: float


def is_plain(row: Line, alone: Thing) -> bool:
    """Whether a row is one narrow part that is surely a digit, for which one network is enough."""
    (part, *others) = row
    is_narrow = part.width <= CHOOSING.narrow * part.height
    return not others and is_narrow and alone.sureness >= CHOOSING.sure


def best_ways(row: Line, judged: dict[tuple[int, int], Thing]) -> list[Way]:
    """The most likely reading of a row, from left to right.

    `judged` holds, by [start, stop), every part alone and every run that may be one thing.
    """
    alone = judged[0, 1]
    if is_plain(row, alone):
        return [Way(0, 1, [alone], _log(alone.sureness) - CHOOSING.thing)]
    best: dict[int, tuple[float, list[Way]]] = {0: (0.0, [])}
    for way in sorted(_ways(row, judged), key=lambda way: way.start):
        before, taken = best[way.start]
        if way.stop not in best or before + way.score > best[way.stop][0]:
            best[way.stop] = (before + way.score, [*taken, way])
    return best[len(row)][1]


def _ways(row: Line, judged: dict[tuple[int, int], Thing]) -> Iterator[Way]:
    reading = Row(row)
    columns = [reading.column(x) for x in borders(row)]
    glyphs = _at_home(row, reading.glyphs())
    spans = {run: reading.logs[columns[run[0]] : columns[run[1]]] for run in judged}
    single = [*((label,) for label in range(DIGITS)), (NO_DIGIT,), ()]
    labels = {run: [*single, *_several(run, glyphs)] for run in judged}
    asked = [(spans[run], one) for run in judged for one in labels[run]]
    answers = iter(likelihoods(*zip(*asked, strict=True)))
    for run, thing in judged.items():
        found = np.array([next(answers) for _ in labels[run]])
        if not len(spans[run]):  # narrower than a column: the row network has no opinion
            found[: len(single)] = 0.0
        if len(row) == 1:  # which digit it is, the network of digits sees as well
            found[:DIGITS] = found[:DIGITS].max()
        if run[1] == run[0] + 1 or thing.outlier < EVEN_CHANCE:  # or it would be refused
            yield _as_digit(run, thing, found[:DIGITS])
        here = glyphs[run[0]] if run[1] == run[0] + 1 else []
        is_several = sum(one.label != NO_DIGIT for one in here) > 1
        yield _left_out(run, thing, float(np.logaddexp(*found[DIGITS : DIGITS + 2])), is_several)
        if len(found) > DIGITS + 2:
            yield _cut(run, thing, float(found[-1]), here, reading)


def _at_home(row: Line, glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """For each part of a row, the glyphs that are its: those whose peak lies nearest to it."""
    homes: list[list[Glyph]] = [[] for _ in row]
    for glyph in glyphs:
        away = [max(part.left - glyph.peak, glyph.peak - part.right, 0) for part in row]
        middle = [abs(part.left + part.right - 2 * glyph.peak) for part in row]
        homes[min(range(len(row)), key=lambda index: (away[index], middle[index]))].append(glyph)
    return homes


def _several(run: tuple[int, int], glyphs: list[list[Glyph]]) -> list[tuple[int, ...]]:
    """The digits that a part holds, if it may be cut into them."""
    start, stop = run
    here = glyphs[start] if stop == start + 1 else []
    all_digits = all(one.label != NO_DIGIT for one in here)
    return [tuple(one.label for one in here)] if len(here) > 1 and all_digits else []


def _as_digit(run: tuple[int, int], thing: Thing, row: np.ndarray) -> Way:
    """Parts as one digit; `row` (10,) are the row network's log-likelihoods of each."""
    scores = _both(thing, row)
    score = float(scores.max()) + _log(1 - thing.outlier) - CHOOSING.thing
    return Way(*run, [decided(thing, row)], score)


def _left_out(run: tuple[int, int], thing: Thing, row: float, is_several: bool) -> Way:
    """Parts as one thing that is no digit; each part costs, so that joining them gains nothing."""
    score = _log(thing.outlier) + row - CHOOSING.thing * (run[1] - run[0])
    left = Thing(
        thing.part, thing.probabilities, thing.outlier, is_digit=False, is_several=is_several
    )
    return Way(*run, [left], score)


def _cut(run: tuple[int, int], thing: Thing, row: float, glyphs: list[Glyph], reading: Row) -> Way:
    """A part as the digits that touch in it, which is no digit as a whole."""
    pieces = pieces_of(thing.part, [one.peak for one in glyphs])
    things = []
    for piece, glyph in zip(pieces, glyphs, strict=False):
        shares = np.exp(reading.logs[glyph.column, :DIGITS])
        shares = (shares / shares.sum()).astype(np.float32)
        things.append(Thing(piece, shares, 1 - glyph.sureness, is_several=True))
    score = _log(thing.outlier) + row - CHOOSING.thing * len(glyphs)
    return Way(*run, things, score if len(pieces) == len(glyphs) else -np.inf)


def decided(thing: Thing, row: np.ndarray) -> Thing:
    """A thing as the digit that both networks together find most likely.

    Where they disagree, the more confident one decides, and the probabilities are those of both.
    `row` (10,) are the row network's log-likelihoods of the digits.
    """
    scores = _both(thing, row)
    if scores.argmax() == thing.probabilities.argmax():
        return thing
    shares = np.exp(scores - scores.max())
    both = (shares / shares.sum()).astype(np.float32)
    return Thing(thing.part, both, thing.outlier, by_row=True)


def _both(thing: Thing, row: np.ndarray) -> np.ndarray:
    """The log-likelihoods (10,) of the digits by both networks."""
    return np.log(np.maximum(thing.probabilities, np.finfo(np.float32).tiny)) + row


def _log(probability: float) -> float:
    return float(np.log(max(probability, CHOOSING.floor)))
