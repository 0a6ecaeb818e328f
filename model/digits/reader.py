"""The reader of digits: the one with the most ink, or every digit of a whole number."""

import numpy as np

from model.digits.components import Part
from model.digits.page import Page
from model.digits.segmentation_graph import Digit, Found, find_digits
from model.picture.decoding import PictureSource
from model.picture.findings import Finding, Findings, Judge, Judgement, judged


def find_digit(source: PictureSource, judge: Judge) -> Finding:
    """The digit with the most ink; a blank picture has no box. Raises UnreadablePicture."""
    page = Page(source)
    digits = [digit for line in _find(page, judge, cut_touching=False).lines for digit in line]
    if not digits:
        return judged(page.blank(), judge)
    return _finding(page, max(digits, key=lambda digit: page.prominence(digit.part)))


def find_number(source: PictureSource, judge: Judge) -> Findings:
    """All digits in reading order, touching ones cut apart. Raises UnreadablePicture."""
    page = Page(source)
    found = _find(page, judge, cut_touching=True)
    lines = [[_finding(page, digit) for digit in line] for line in found.lines]
    return Findings(lines, [_finding(page, digit) for digit in found.noise])


def _find(page: Page, judge: Judge, *, cut_touching: bool) -> Found:
    def judge_parts(parts: list[Part]) -> Judgement:
        return judge(np.stack([page.model_input(part) for part in parts]))  # (N, 28, 28)

    return find_digits(page.layout, judge_parts, cut_touching=cut_touching)


def _finding(page: Page, digit: Digit) -> Finding:
    return Finding(page.prepare(digit.part), digit.probabilities, digit.outlier)
