"""The result of reading one file, as plain text and numbers."""

from dataclasses import dataclass
from pathlib import Path

from ..picture.decoding import UnreadablePicture
from ..predictor import Predictor
from ..reading import Prediction

UNREADABLE = "unreadable"  # one more reason than those of the predictor
CONFIDENCE_DECIMALS = 6


@dataclass(frozen=True)
class Result:
    """The result of reading one file.

    Attributes:
        file: its name as given.
        text: the text that was read, lines joined by a line feed; may be empty.
        confidence: the probability that all of the text is right; None when nothing was read.
        reason: why nothing was read: one of model.predictor's REASONS, or UNREADABLE.
        error: what is wrong with a file that can't be read, in one sentence.
        digits: label, confidence and box (left, top, right, bottom) of each digit, and by_row.
    """

    file: str
    text: str = ""
    confidence: float | None = None
    reason: str | None = None
    error: str | None = None
    digits: tuple[dict, ...] = ()


def read_file(predictor: Predictor, file: Path) -> Result:
    """Read a file; a file that can't be read has a result, too."""
    try:
        reading = predictor.read(file)
    except UnreadablePicture as problem:
        return Result(str(file), reason=UNREADABLE, error=str(problem))
    confidence = round(reading.confidence, CONFIDENCE_DECIMALS) if reading.digits else None
    digits = tuple(map(_plain, reading.digits))
    return Result(str(file), reading.text, confidence, reading.reason, digits=digits)


def _plain(digit: Prediction) -> dict:
    assert digit.box is not None  # only blank paper has none
    confidence = round(digit.confidence, CONFIDENCE_DECIMALS)
    return {
        "label": digit.label,
        "confidence": confidence,
        "box": list(digit.box),
        "by_row": digit.by_row,
    }
