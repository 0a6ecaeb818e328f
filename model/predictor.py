"""Predictor: weights, preprocessing, calibration and refusal in one object."""

import copy
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Self

import numpy as np
import torch
from torch import nn

from .calibration import UNCALIBRATED, Calibration, outlier_probability, read_calibration
from .data.datasets import SUBJECTS
from .networks.network import Network
from .picture.decoding import PictureSource
from .picture.findings import Finding, Judgement
from .reading import BLANK, NO_DIGIT, TOUCHING, UNSURE, Mark, Prediction, Reading
from .weights.contents import read_history
from .weights.errors import WeightsDamaged, WeightsMissing, damaged
from .weights.hub import download
from .weights.manifest import check
from .weights.shipped import SHIPPED_WEIGHTS
from .weights.shown_pictures import Pictures, read_pictures
from .weights.storage import read_network, restored

NEARLY = 0.99  # outlier probability up to which a refusal is called unsure
HELD_MEMORY = 16_000_000  # bytes of the temporary arrays of a large picture


class Predictor:
    """Reads pictures with a network.

    Args:
        network: an MLP, a CNN or a ResNet; it is put into evaluation mode. Its data set decides how
            a picture is prepared for it.
        calibration: temperature of the softmax, and threshold of refusal.
        folder: the weights folder, with history and validation pictures, if there is one.
        second: another predictor of the same classes; refusal goes by the mean of both.

    Example:
        >>> predictor = Predictor.from_pretrained()
        >>> predictor.predict("seven.png").label
        '7'
    """

    def __init__(
        self,
        network: Network,
        calibration: Calibration = UNCALIBRATED,
        folder: Path | None = None,
        second: "Predictor | None" = None,
    ) -> None:
        self.network = network.eval().requires_grad_(False)
        self._folded = self.network.folded()
        self.dataset = SUBJECTS[network.dataset]
        self.calibration = calibration
        self.folder = folder
        self.second = second
        _hold_freed_memory()

    @classmethod
    def from_pretrained(
        cls, source: str | Path | None = None, *, revision: str | None = None
    ) -> Self:
        """Load a weights folder: the shipped MNIST weights, a folder, or a Hugging Face Hub id.

        Every file in its manifest is checked. `revision` pins a commit, tag or branch of the Hub.
        Raises WeightsMissing if there are no weights, and WeightsDamaged if a file is damaged.
        """
        folder = restored(Path(source) if source is not None else SHIPPED_WEIGHTS / "mnist")
        if not folder.is_dir() and source is not None and str(source).count("/") == 1:
            folder = download(str(source), revision)
        check(folder)
        return cls.from_folder(folder)

    @classmethod
    def from_folder(cls, folder: Path) -> Self:
        """Load network and calibration; the other files are checked when they are first used.

        Raises as `from_pretrained` does. Using `history`, `replay` or `validation` may then raise
        WeightsDamaged.
        """
        folder = restored(folder)
        network = read_network(folder)
        known = SUBJECTS.get(network.dataset)
        if known is None or known.shape != network.shape:
            what = "names of the data set and its shape in config.json"
            raise damaged(folder, what, "config.json")
        calibration = read_calibration(folder)
        beside = folder.with_name(calibration.second) if calibration.second else None
        second = None
        if beside and beside.is_dir():
            with suppress(WeightsDamaged, WeightsMissing):  # the first can refuse by itself
                second = cls.from_folder(beside)
        return cls(network, calibration, folder, second)

    def with_head(
        self, head: nn.Linear, classes: tuple[str, ...], calibration: Calibration, dataset: str
    ) -> Self:
        """A predictor with another last layer; all other layers are shared.

        The head has a logit for each of `classes`, and may have one more for outliers. `dataset` is
        the name of the subject that says how pictures are prepared.
        """
        other = self.alone()
        other.network = self.network.with_head(head, classes, dataset)
        other._folded = self._folded.with_head(head, classes, dataset)
        other.dataset = SUBJECTS[dataset]
        other.calibration = calibration
        return other

    def alone(self) -> Self:
        """The same predictor without a second one: it refuses by its own network."""
        other = copy.copy(self)
        other.second = None
        return other

    @property
    def refusal_threshold(self) -> float:
        """Pictures with a higher outlier probability are refused; 1 refuses none."""
        one, both = self.calibration.refusal_threshold, self.calibration.refusal_threshold_of_mean
        return both if self.second else one

    @property
    def folded(self) -> Network:
        """The network with which it answers: batch normalisation is part of the weights."""
        return self._folded

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes, in the order of the logits."""
        return self.network.classes

    def predict(self, image: PictureSource) -> Prediction:
        """Read the digit with the most ink, or name what else the data set is of.

        It is `Reading.foremost` of what `read` returns.
        Raises UnreadablePicture for a file that is no picture.
        """
        return self.read(image).foremost

    def read(self, image: PictureSource) -> Reading:
        """Read the number in a picture; a garment is one "digit".

        Raises UnreadablePicture for a file that is no picture.
        """
        found = self.dataset.find(image, self.judge)
        lines = [[self._prediction(one) for one in line] for line in found]
        texts = ["".join(one.label or "" for one in line) for line in lines]
        both = list(zip(chain(*found), chain(*lines), strict=True))
        read = any(one.label is not None for _, one in both)
        _, foremost = max(both, key=lambda one: (one[1].label is not None, one[0].prominence))
        return Reading(
            text="\n".join(text for text in texts if text),
            digits=tuple(one for _, one in both if one.label is not None),
            ignored=tuple(one for _, one in both if one.label is None and one.box),
            foremost=foremost,
            reason=foremost.reason,
            marks=tuple(_marks(found, lines)) if read else (),
        )

    def judge(self, images: np.ndarray) -> Judgement:
        """The judgement of inputs (N, *shape) uint8, in one forward pass."""
        logits = self._logits(images)
        if self.network.knows_outliers and self.refusal_threshold < 1:
            outlier = outlier_probability(logits).numpy()
        else:
            outlier = np.zeros(len(images), np.float32)
        if self.second:
            outlier = (outlier + self.second.judge(images).outlier) / 2
        return Judgement(self._probabilities(logits), outlier)

    def _reason(self, found: Finding) -> str | None:
        """The reason, one of REASONS, why a candidate gets no label; None if it gets one."""
        if found.prepared.box is None:
            return BLANK
        if found.outlier <= self.refusal_threshold and not found.is_noise:
            sure = found.probabilities.max() >= self.dataset.least_confidence
            return None if sure else UNSURE
        if found.is_several:
            return TOUCHING
        return UNSURE if found.outlier < NEARLY else NO_DIGIT

    def _prediction(self, found: Finding) -> Prediction:
        prepared, probabilities = found.prepared, found.probabilities
        reason = self._reason(found)
        return Prediction(
            label=None if reason else self.classes[int(probabilities.argmax())],
            probabilities=dict(zip(self.classes, map(float, probabilities), strict=True)),
            model_input=prepared.model_input,
            box=prepared.box,
            frame=prepared.frame,
            reason=reason,
            by_row=found.by_row,
            draw_steps=prepared.draw_steps,
        )

    def classify(self, images: np.ndarray) -> np.ndarray:
        """Calibrated probabilities (B, classes) float32 of network inputs (B, *shape) uint8."""
        return self._probabilities(self._logits(images))

    @torch.inference_mode()
    def _logits(self, images: np.ndarray) -> torch.Tensor:
        return self._folded.infer(torch.from_numpy(images).float() / 255)  # (B, outputs)

    def _probabilities(self, logits: torch.Tensor) -> np.ndarray:
        of_classes = logits[:, : len(self.classes)] / self.calibration.temperature
        return torch.softmax(of_classes, dim=1).numpy()

    @cached_property
    def history(self) -> dict | None:
        """The history of the training run, or None."""
        return read_history(self.folder) if self.folder else None

    @cached_property
    def replay(self) -> Pictures | None:
        """Pictures that a new head must not forget: images (N, *shape) uint8, labels (N,) int64.

        They were held out of training. A label that is no class marks an outlier. Or None.
        """
        found = self._pictures("replay.npz")
        return found and (found[0], found[1].astype(np.int64))

    @cached_property
    def validation(self) -> Pictures | None:
        """The validation set: images (N, *shape) uint8 and labels (N,) uint8, or None."""
        name = "validation.npz"
        found = self._pictures(name)
        if self.folder and found and found[1].max() >= len(self.classes):
            raise damaged(self.folder, f"labels in {name}", name)
        return found

    def _pictures(self, name: str) -> Pictures | None:
        """The pictures of a file in the folder, checked to be inputs of this network."""
        if self.folder is None:
            return None
        found = read_pictures(self.folder, name)
        if found and found[0].shape[1:] != tuple(self.network.shape):
            raise damaged(self.folder, f"pictures in {name}", name)
        return found


def _marks(found: list[list[Finding]], lines: list[list[Prediction]]) -> Iterator[Mark]:
    """The refused candidates that are marks, in reading order."""
    after = None
    for one, prediction in zip(chain(*found), chain(*lines), strict=True):
        if prediction.label is not None:
            after = 0 if after is None else after + 1
        elif one.is_mark:
            yield Mark(prediction, after)


def _hold_freed_memory() -> None:
    """Make glibc keep the memory of temporary arrays, which saves about 500 page faults a picture.

    glibc returns large blocks to the system until one large block has been freed (mallopt(3),
    M_MMAP_THRESHOLD), so this allocates one and frees it. Other systems are not affected.
    """
    np.empty(HELD_MEMORY, np.uint8)
