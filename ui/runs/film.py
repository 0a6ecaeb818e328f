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
import torch
from torch import nn

from model.data.splits import Split
from model.evaluation.verdicts import confusion_matrix
from model.networks.mlp import MLP
from model.training.measurement import logits_of

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
    """

    number: int
    epoch: float
    weights: bytes
    confusion: np.ndarray


@dataclass(frozen=True)
class Opening:
    """What all frames of a film have in common.

    Attributes:
        widths: inputs, units of each hidden layer, classes.
        activation: as in MLP.
        mean, std: as in Network.
        samples: (SAMPLES, 28, 28) uint8, validation images.
        labels: (SAMPLES,) of them.
        frames: how many there will be.
    """

    widths: list[int]
    activation: str
    mean: float
    std: float
    samples: np.ndarray
    labels: np.ndarray
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
        network: an MLP, which learns meanwhile.
        validation: the split that is shown.
        per_epoch, epochs: steps of an epoch, and epochs.
    """

    def __init__(self, network: MLP, validation: Split, per_epoch: int, epochs: int) -> None:
        self.network, self.per_epoch = network, per_epoch
        self.shown = validation[:CONFUSED]
        self.steps = frame_steps(per_epoch, epochs, 2 * weight_count(network))
        self.taken = 0

    def opening(self) -> Opening:
        """What all frames have in common."""
        network = self.network
        return Opening(
            [network.shape[0] * network.shape[1], *network.widths],
            network.config.get("activation", "relu"),
            float(np.mean(network.mean)),
            float(np.mean(network.std)),
            self.shown.images[:SAMPLES].numpy(),
            self.shown.labels[:SAMPLES].numpy(),
            len(self.steps),
        )

    def frame(self, step: int) -> Frame | None:
        """The frame after a step, if one is planned there."""
        if self.taken >= len(self.steps) or step < self.steps[self.taken]:
            return None
        said = logits_of(self.network, self.shown).argmax(dim=1)
        confusion = confusion_matrix(
            self.shown.labels.numpy(), said.numpy(), len(self.network.classes)
        )
        frame = Frame(
            self.taken, step / self.per_epoch, packed(self.network), confusion.astype(np.uint16)
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


def weight_count(network: nn.Module) -> int:
    """How many numbers a frame holds."""
    layers = (layer for layer in network.modules() if isinstance(layer, nn.Linear))
    return sum(layer.out_features * (layer.in_features + 1) for layer in layers)


@torch.no_grad()
def packed(network: MLP) -> bytes:
    """All weights and biases of a network, batch normalisation folded into them, as float16."""
    layers = (layer for layer in network.folded().modules() if isinstance(layer, nn.Linear))
    parts = (part for layer in layers for part in (layer.weight.flatten(), layer.bias))
    return torch.cat(list(parts)).half().numpy().tobytes()
