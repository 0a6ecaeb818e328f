"""The answers of a predictor to labelled pictures."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..picture.decoding import UnreadablePicture
from ..predictor import Predictor
from .labelled import Labelled


@dataclass(frozen=True)
class Answer:
    """A labelled picture and its answer.

    `read` is empty for a picture that is refused or unreadable, which is right if the label is
    empty. `confidence` is the probability of the most probable class, and 0 for whole numbers
    (`is_number`).
    """

    file: Path
    label: str
    kind: str
    writer: str
    read: str
    confidence: float = 0.0
    is_number: bool = False

    @property
    def is_right(self) -> bool:
        """Whether exactly the label was read."""
        return self.read == self.label


def answer(predictor: Predictor, pictures: Iterable[Labelled]) -> list[Answer]:
    """Read every picture."""
    return [_answer(predictor, picture) for picture in pictures]


def _answer(predictor: Predictor, picture: Labelled) -> Answer:
    label, read, confidence = picture.label, "", 0.0
    is_number = label not in predictor.classes
    if is_number:
        label = "".join(label.split())
    try:
        if is_number:
            read = "".join(predictor.read(picture.file).text.split())
        else:
            prediction = predictor.predict(picture.file)
            read, confidence = prediction.label or "", prediction.confidence
    except UnreadablePicture:
        pass  # counts as refused
    return Answer(picture.file, label, picture.kind, picture.writer, read, confidence, is_number)


def digit_errors(label: str, read: str) -> int:
    """Edit distance (Levenshtein 1966): the least number of insertions, deletions and changes."""
    previous = list(range(len(read) + 1))
    for row, wanted in enumerate(label, start=1):
        current = [row]
        for column, found in enumerate(read, start=1):
            change = previous[column - 1] + (wanted != found)
            current.append(min(change, previous[column] + 1, current[-1] + 1))
        previous = current
    return previous[-1]


def by_kind(answers: Iterable[Answer]) -> dict[str, list[Answer]]:
    """The answers of each kind of picture, in order of appearance."""
    kinds: dict[str, list[Answer]] = defaultdict(list)
    for one in answers:
        kinds[one.kind].append(one)
    return kinds
