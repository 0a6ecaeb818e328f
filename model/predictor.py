"""Predictor: weights, preprocessing, calibration and refusal in one object."""

import copy
import json
import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from torch import nn

from model.calibration import UNCALIBRATED, Calibration, outlier_probability, read_calibration
from model.convolutional import CNN
from model.data.datasets import subject
from model.digits.choose import ROOMY
from model.network import MLP
from model.photographs.residual import ResNet
from model.photographs.views import with_views
from model.picture.decoding import PictureSource
from model.picture.findings import Finding, Judgement
from model.picture.steps import Step
from model.teaching.features import with_head
from model.weights.hub import download
from model.weights.shown_pictures import read_shown
from model.weights.storage import damaged, read_network, restored

SHIPPED_WEIGHTS = Path(__file__).parent.parent / "weights"
BLANK, TOUCHING, UNSURE, NO_DIGIT = REASONS = ("blank", "touching", "unsure", "no digit")
NEARLY = 0.99  # outlier probability up to which what is refused is called unsure
HELD_MEMORY = 16_000_000  # bytes; the temporary arrays of a large picture


@dataclass(frozen=True)
class Prediction:
    """How one digit was read.

    Attributes:
        label: the class, or None when nothing in the picture looks like one.
        probabilities: calibrated probability of every class, in class order, summing to 1.
        model_input: (28, 28) uint8, white on black, or of the data set's own shape: what the
            network sees.
        box: (left, top, right, bottom) in pixels of the upright picture, or None.
        steps: pictures of the preprocessing, in order.
        frame: where the edges of model_input lie in the upright picture, as the box; or None.
        reason: why there is no label: one of REASONS, or None where there is one.
    """

    label: str | None
    probabilities: dict[str, float]
    model_input: np.ndarray
    box: tuple[int, int, int, int] | None = None
    steps: tuple[Step, ...] = ()
    frame: tuple[float, float, float, float] | None = None
    reason: str | None = None

    def __repr__(self) -> str:
        return (
            f"Prediction(label={self.label!r}, confidence={self.confidence:.4f}, box={self.box}, "
            f"reason={self.reason!r})"
        )

    @property
    def nearest(self) -> str:
        """The most probable class: the label, or what would be if there had to be one."""
        return max(self.probabilities, key=self.probabilities.__getitem__)

    @property
    def confidence(self) -> float:
        """Probability of the most probable class."""
        return max(self.probabilities.values())


@dataclass(frozen=True)
class Reading:
    """How a whole number was read: its text, the accepted digits in order, and what was refused.

    `reason` says, in one of REASONS, why there is no text; it is None where there is one.
    """

    text: str
    digits: tuple[Prediction, ...]
    ignored: tuple[Prediction, ...]
    reason: str | None = None

    def __repr__(self) -> str:
        return (
            f"Reading(text={self.text!r}, confidence={self.confidence:.4f}, box={self.box}, "
            f"reason={self.reason!r})"
        )

    @property
    def confidence(self) -> float:
        """Probability that every digit is right, each by itself; 0 where there is none."""
        return math.prod(digit.confidence for digit in self.digits) if self.digits else 0.0

    @property
    def box(self) -> tuple[int, int, int, int] | None:
        """(left, top, right, bottom) around all digits, or None where there is none."""
        if not self.digits:
            return None
        left, top, right, bottom = zip(*(digit.box for digit in self.digits), strict=True)
        return min(left), min(top), max(right), max(bottom)


class Predictor:
    """Reads pictures with a network.

    Args:
        network: an MLP, a CNN or a ResNet; it is put into evaluation mode. Its data set decides how
            a picture is prepared for it.
        calibration: how to turn logits into probabilities, and when to refuse.
        folder: where history and validation pictures of the weights lie, if anywhere.

    Example:
        >>> predictor = Predictor.from_pretrained()
        >>> predictor.predict("seven.png").label
        '7'
    """

    def __init__(
        self,
        network: MLP | CNN | ResNet,
        calibration: Calibration = UNCALIBRATED,
        folder: Path | None = None,
    ) -> None:
        self.network = network.eval().requires_grad_(False)
        self._answering = with_views(self.network.folded())
        self.dataset = subject(network.dataset)
        self.calibration = calibration
        self.folder = folder
        _hold_freed_memory()

    @classmethod
    def from_pretrained(
        cls, source: str | Path | None = None, *, revision: str | None = None
    ) -> "Predictor":
        """Load a weights folder: the shipped MNIST weights, a folder, or a Hugging Face Hub id.

        `revision` pins a commit, tag or branch of the Hub. Raises WeightsMissing where there are
        no weights and WeightsDamaged where they can't be used.
        """
        folder = restored(Path(source) if source is not None else SHIPPED_WEIGHTS / "mnist")
        if not folder.is_dir() and source is not None and str(source).count("/") == 1:
            folder = download(str(source), revision)
        network = read_network(folder)
        known = subject(network.dataset)
        if known is None or known.shape != network.shape:
            raise damaged(folder, "names of the data set and its shape in config.json")
        return cls(network, read_calibration(folder), folder)

    def with_head(
        self, head: nn.Linear, classes: tuple[str, ...], calibration: Calibration, dataset: str
    ) -> "Predictor":
        """Reads with another last layer; every other one is shared, and so takes no memory.

        The head has a logit for each of `classes`, and perhaps one more that speaks for none.
        `dataset` names the way in which pictures are prepared.
        """
        other = copy.copy(self)
        other.network = with_head(self.network, head, classes, dataset)
        other._answering = self._answering.with_head(head)
        other.dataset = subject(dataset)
        other.calibration = calibration
        return other

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes, in the order of the logits."""
        return self.network.classes

    def predict(self, image: PictureSource) -> Prediction:
        """Read the digit with the most ink, or name what else the data set is of.

        It is the most prominent of those that `read` reads; of what it refuses if that is all.
        Raises UnreadablePicture for what is no picture.
        """
        found = [one for line in self.dataset.find(image, self.judge) for one in line]
        return self._prediction(
            max(found, key=lambda one: (not self._refused(one), one.prominence))
        )

    def read(self, image: PictureSource) -> Reading:
        """Read the number in a picture; a garment is one "digit".

        Raises UnreadablePicture for what is no picture.
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
        )

    def judge(self, images: np.ndarray) -> Judgement:
        """What the network says of inputs (N, *shape) uint8, in one forward pass."""
        logits = self._logits(images)
        if self.network.knows_outliers and self.calibration.refusal_threshold < 1:
            outlier = outlier_probability(logits).numpy()
        else:
            outlier = np.zeros(len(images), np.float32)
        return Judgement(self._probabilities(logits), outlier)

    def _refused(self, found: Finding) -> bool:
        return self._reason(found) is not None

    def _reason(self, found: Finding) -> str | None:
        """Why something found gets no label, in one of REASONS; None where it gets one."""
        box = found.prepared.box
        if box is None:
            return BLANK
        if found.outlier <= self.calibration.refusal_threshold and not found.is_noise:
            sure = found.probabilities.max() >= self.dataset.least_confidence
            return None if sure else UNSURE
        left, top, right, bottom = box
        if self.dataset.reads_numbers and right - left > ROOMY * (bottom - top):
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
        return self._answering(torch.from_numpy(images).float() / 255)  # (B, outputs)

    def _probabilities(self, logits: torch.Tensor) -> np.ndarray:
        of_classes = logits[:, : len(self.classes)] / self.calibration.temperature
        return torch.softmax(of_classes, dim=1).numpy()

    @cached_property
    def history(self) -> dict | None:
        """The record of the run that made the weights, or None."""
        path = self.folder / "history.json" if self.folder else None
        return json.loads(path.read_text()) if path and path.is_file() else None

    @cached_property
    def replay(self) -> tuple[np.ndarray, np.ndarray] | None:
        """Pictures that a new head is not to forget: images (N, *shape) uint8, labels (N,) int64.

        They were held out of training; a label that is no class is an outlier's. Or None.
        """
        path = self.folder / "replay.npz" if self.folder else None
        if not path or not path.is_file():
            return None
        with np.load(path) as stored:
            return stored["images"], stored["labels"].astype(np.int64)

    @cached_property
    def validation(self) -> tuple[np.ndarray, np.ndarray] | None:
        """The validation set: images (N, *shape) uint8 and labels (N,) uint8, or None."""
        return read_shown(self.folder) if self.folder else None


def _hold_freed_memory() -> None:
    """Have glibc keep the memory of temporary arrays, which saves about 500 page faults a picture.

    It gives large blocks back at once until a large one has been freed (mallopt(3),
    M_MMAP_THRESHOLD): so one is, untouched. Elsewhere this does nothing.
    """
    np.empty(HELD_MEMORY, np.uint8)
