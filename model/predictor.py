"""Predictor: weights, preprocessing, calibration and refusal in one object."""

import copy
from collections.abc import Iterator
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
from .weights.errors import damaged
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
    ) -> None:
        self.network = network.eval().requires_grad_(False)
        self._folded = self.network.folded()
        self.dataset = SUBJECTS[network.dataset]
        self.calibration = calibration
        self.folder = folder
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
        return cls(network, read_calibration(folder), folder)

    def with_head(
        self, head: nn.Linear, classes: tuple[str, ...], calibration: Calibration, dataset: str
    ) -> Self:
        """A predictor with another last layer; all other layers are shared.

        The head has a logit for each of `classes`, and may have one more for outliers. `dataset` is
        the name of the subject that says how pictures are prepared.
        """
        other = copy.copy(self)
        other.network = self.network.with_head(head, classes, dataset)
        other._folded = self._folded.with_head(head, classes, dataset)
        other.dataset = SUBJECTS[dataset]
        other.calibration = calibration
        return other

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes, in the order of the logits."""
        return self.network.classes

    def predict(self, image: PictureSource) -> Prediction:
        """Read the digit with the most ink, or name what else the data set is of.

        It is the most prominent digit of those that `read` accepts, or else of those it refuses.
        Raises UnreadablePicture for a file that is no picture.
        """
        found = [one for line in self.dataset.find(image, self.judge) for one in line]
        return self._prediction(
            max(found, key=lambda one: (not self._refused(one), one.prominence))
        )

    def read(self, image: PictureSource) -> Reading:
        """Read the number in a picture; a garment is one "digit".

        Raises UnreadablePicture for a file that is no picture.
        """
        found = self.dataset.find(image, self.judge)
        lines = [[self._prediction(one) for one in line] for line in found]
        texts = ["".join(one.label or "" for one in line) for line in lines]
        all_found = [one for line in lines for one in line]
        read = any(one.label is not None for one in all_found)
        foremost = max((one for line in found for one in line), key=lambda one: one.prominence)
        return Reading(
            text="\n".join(text for text in texts if text),
            digits=tuple(one for one in all_found if one.label is not None),
            ignored=tuple(one for one in all_found if one.label is None and one.box),
            reason=None if read else self._reason(foremost),
            marks=tuple(_marks(found, lines)) if read else (),
        )

    def judge(self, images: np.ndarray) -> Judgement:
        """The judgement of inputs (N, *shape) uint8, in one forward pass."""
        logits = self._logits(images)
        if self.network.knows_outliers and self.calibration.refusal_threshold < 1:
            outlier = outlier_probability(logits).numpy()
        else:
            outlier = np.zeros(len(images), np.float32)
        return Judgement(self._probabilities(logits), outlier)

    def _refused(self, found: Finding) -> bool:
        return self._reason(found) is not None

    def _reason(self, found: Finding) -> str | None:
        """The reason, one of REASONS, why a candidate gets no label; None if it gets one."""
        if found.prepared.box is None:
            return BLANK
        if found.outlier <= self.calibration.refusal_threshold and not found.is_noise:
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
            steps=prepared.steps,
            frame=prepared.frame,
            reason=reason,
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
