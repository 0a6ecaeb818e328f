"""The film of a run: its network at many moments, sent to the page, which plays it.

A frame holds all weights in float16, and a small confusion matrix. The server keeps frames only
until the page has fetched them.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from threading import Lock
from typing import ClassVar
from weakref import WeakSet

import numpy as np

from model.data.splits import Split
from model.evaluation.verdicts import confusion_matrix
from model.networks.network import Network
from model.training.measurement import logits_of
from ui.device.packing import Layer, layers_of, packed, weight_count

FIRST_EPOCH = 60  # frames of the first epoch, in which most is learned
MOST_BYTES = 60_000_000  # of all frames of a run, in the page
HELD_BYTES = 5_000_000  # of the frames that the server keeps for a run
ALL_HELD_BYTES = 150_000_000  # the same for the films of all visitors together
CONFUSED = 500  # validation images behind a frame's confusion matrix
SAMPLES = 20  # validation images that the page shows, as the tutorial does

_films = Lock()  # while the set of all films is read or changed


@dataclass(frozen=True)
class Frame:
    """The network at one moment.

    Attributes:
        number: from 0.
        epoch: epochs that are done, a fraction within one.
        weights: of each layer the weights (outputs, inputs), then the biases, as float16.
        confusion: (classes, classes) uint16, the truth in rows, of CONFUSED images.
        answers: (SAMPLES,) uint8, the classes that the samples are read as.
    """

    number: int
    epoch: float
    weights: bytes
    confusion: np.ndarray
    answers: np.ndarray


@dataclass(frozen=True)
class Opening:
    """What all frames of a film have in common.

    Attributes:
        layers: what `layers_of` returns.
        shape, mean, std: as in Network.
        samples: (SAMPLES, *shape) uint8, validation images.
        labels: (SAMPLES,) of them.
        classes: names of the classes.
        frames: how many there will be.
    """

    layers: list[Layer]
    shape: tuple[int, ...]
    mean: float
    std: float
    samples: np.ndarray
    labels: np.ndarray
    classes: tuple[str, ...]
    frames: int


class Film:
    """The frames that were not fetched yet; written by one thread, read by others."""

    _all: ClassVar[WeakSet[Film]] = WeakSet()

    def __init__(self) -> None:
        self.opening: Opening | None = None
        self._frames: deque[Frame] = deque()
        with _films:
            self._all.add(self)

    @property
    def held(self) -> int:
        """Bytes of the frames that are kept."""
        return sum(len(frame.weights) for frame in list(self._frames))

    def add(self, frame: Frame) -> None:
        """Keep a frame; the oldest ones are dropped where a limit would be exceeded."""
        self._frames.append(frame)
        with _films:
            others = sum(film.held for film in self._all if film is not self)
        room = min(HELD_BYTES, ALL_HELD_BYTES - others)
        while self._frames and self.held > room:
            self._frames.popleft()

    def fetch(self, start: int, most: int) -> list[Frame]:
        """The frames from number `start` on, at least one and at most `most` bytes of them.

        Those before `start` have arrived and are dropped.
        """
        for frame in list(self._frames):
            if frame.number < start and self._frames and self._frames[0] is frame:
                self._frames.popleft()
        found = [frame for frame in list(self._frames) if frame.number >= start]
        return found[: max(1, most // len(found[0].weights))] if found else []

    def clear(self) -> None:
        """Drop all frames."""
        self._frames.clear()


class Camera:
    """Takes the frames of a run at planned steps.

    Args:
        network: an MLP or a CNN, which learns meanwhile.
        validation: the split that is shown.
        per_epoch, epochs: steps of an epoch, and epochs.
    """

    def __init__(self, network: Network, validation: Split, per_epoch: int, epochs: int) -> None:
        self.network, self.per_epoch = network, per_epoch
        self.shown = validation[:CONFUSED]
        self.steps = frame_steps(per_epoch, epochs, 2 * weight_count(network))
        self.taken = 0

    def opening(self) -> Opening:
        """What all frames have in common."""
        network = self.network
        return Opening(
            layers_of(network),
            network.shape,
            float(np.mean(network.mean)),
            float(np.mean(network.std)),
            self.shown.images[:SAMPLES].numpy(),
            self.shown.labels[:SAMPLES].numpy(),
            network.classes,
            len(self.steps),
        )

    def frame(self, step: int) -> Frame | None:
        """The frame after a step, if one is planned there."""
        if self.taken >= len(self.steps) or step < self.steps[self.taken]:
            return None
        said = logits_of(self.network, self.shown).argmax(dim=1).numpy()
        confusion = confusion_matrix(self.shown.labels.numpy(), said, len(self.network.classes))
        frame = Frame(
            self.taken,
            step / self.per_epoch,
            packed(self.network),
            confusion.astype(np.uint16),
            said[:SAMPLES].astype(np.uint8),
        )
        self.taken += 1
        return frame


def frame_steps(per_epoch: int, epochs: int, frame_bytes: int) -> list[int]:
    """The steps after which frames are taken, the first 0 and the last the end of the run.

    FIRST_EPOCH within the first epoch, then one an epoch; fewer where they would take more than
    MOST_BYTES, and none where one would take more than HELD_BYTES.
    """
    first = np.linspace(0, per_epoch, FIRST_EPOCH + 1).round().astype(int).tolist()
    steps = sorted({*first, *(per_epoch * epoch for epoch in range(1, epochs + 1))})
    most = MOST_BYTES // frame_bytes if frame_bytes <= HELD_BYTES else 0
    if len(steps) <= most:
        return steps
    return [steps[round(at)] for at in np.linspace(0, len(steps) - 1, most)]
