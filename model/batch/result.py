"""What was read of one file, in plain words and numbers."""

from dataclasses import dataclass
from pathlib import Path

from ..picture.decoding import UnreadablePicture
from ..predictor import Predictor
from ..reading import Prediction

UNREADABLE = "unreadable"  # the reason beside those of the predictor
CONFIDENCE_DECIMALS = 6


@dataclass(frozen=True)
class Result:
    """What was read of one file.

    Attributes:
        file: as it was named.
        text: what was read, lines joined by a line feed; empty when nothing was.
        confidence: the probability that all of the text is right; None when nothing was read.
        reason: why nothing was read: one of model.predictor's REASONS, or UNREADABLE.
        error: what is wrong with a file that can't be read, in one sentence.
        digits: label, confidence and box (left, top, right, bottom) of each digit.
    """

    file: str
    text: str = ""
    confidence: float | None = None
    reason: str | None = None
    error: str | None = None
    digits: tuple[dict, ...] = ()


def read_file(predictor: Predictor, file: Path) -> Result:
    """Read a file; whatever is in it, there is a result."""
    try:
        reading = predictor.read(file)
    except UnreadablePicture as problem:
        return Result(str(file), reason=UNREADABLE, error=str(problem))
    confidence = round(reading.confidence, CONFIDENCE_DECIMALS) if reading.digits else None
    digits = tuple(map(_plain, reading.digits))
    return Result(str(file), reading.text, confidence, reading.reason, digits=digits)


def _plain(digit: Prediction) -> dict:
    confidence = round(digit.confidence, CONFIDENCE_DECIMALS)
    return {"label": digit.label, "confidence": confidence, "box": list(digit.box)}
