"""Messages of a training run: pickled objects from its process to the server."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from model.messages import Message as Sentence
from model.training.loop import EpochRecord
from ui.runs.film import Film, Frame, Opening

LEARNED = 0.9  # of a class's validation images that are right
Weights = dict[str, np.ndarray]


@dataclass(frozen=True)
class Progress:
    """Progress of a run: batches done, batches in total, and seconds of training."""

    done: int
    total: int
    seconds: float

    @property
    def share(self) -> float:
        """The share that is done, in 0..1."""
        return self.done / self.total

    @property
    def seconds_left(self) -> float:
        """The estimated remaining time, in seconds."""
        return self.seconds * (self.total - self.done) / max(1, self.done)


@dataclass(frozen=True)
class Snapshot:
    """The network at one point of the training.

    Attributes:
        record: its figures; `epoch` is a fraction within the first epoch, whose figures come
            from a part of each split.
        confusion: counts (classes, classes), the truth in rows.
        first_layer: (units, *shape) int8, the weights of the first units, scaled to ±127.
        weights: all weights of the network, by name; none where only figures are sent.
        answers: (N,) uint8, the class that each measured validation image is read as.
        dead: how many hidden units are 0 for every measured training image; None without ReLUs.
    """

    record: EpochRecord
    confusion: np.ndarray
    first_layer: np.ndarray
    weights: Weights
    answers: np.ndarray
    dead: int | None = None


@dataclass(frozen=True)
class Ending:
    """The end of a run: whether it finished, or the reason why it ended earlier."""

    finished: bool
    reason: Sentence | None = None


Message = Progress | Snapshot | Ending | Opening | Frame


@dataclass
class Report:
    """All messages of a run so far; written by one thread, read by others."""

    progress: Progress | None = None
    records: list[EpochRecord] = field(default_factory=list)
    snapshot: Snapshot | None = None  # the latest
    ending: Ending | None = None
    film: Film = field(default_factory=Film)
    learned: dict[int, float] = field(default_factory=dict)  # class: when its images were LEARNED

    def hear(self, message: Message) -> None:
        """Add a message."""
        match message:
            case Progress():
                self.progress = message
            case Snapshot():
                self.snapshot = message
                self.records.append(message.record)
                counts = message.confusion
                shares = counts.diagonal() / np.maximum(counts.sum(axis=1), 1)
                for label in np.flatnonzero(shares >= LEARNED).tolist():
                    self.learned.setdefault(label, message.record.epoch)
            case Ending():
                self.ending = message
            case Opening():
                self.film.opening = message
            case Frame():
                self.film.add(message)

    def close(self, reason: Sentence) -> None:
        """End the report; `reason` is used if the run sent no Ending."""
        if self.ending is None:
            self.ending = Ending(False, reason)

    @property
    def epochs(self) -> list[EpochRecord]:
        """The records of whole epochs, as history.json has them."""
        return [record for record in self.records if isinstance(record.epoch, int)]
