"""What the logits are worth: probabilities that can be believed, and when to give no answer."""

import json
import math
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn import functional

from model.weights.storage import damaged


@dataclass(frozen=True)
class Calibration:
    """What calibration.json holds, fitted on images held out of training.

    Attributes:
        temperature: the logits of the classes are divided by it before the softmax.
        refusal_threshold: a picture more probably an outlier than this is refused; 1 refuses none.
    """

    temperature: float = 1.0
    refusal_threshold: float = 1.0


UNCALIBRATED = Calibration()


def read_calibration(folder: Path) -> Calibration:
    """The calibration of a weights folder; weights without one answer uncalibrated.

    Raises WeightsDamaged where there is one that can't be used.
    """
    path = folder / "calibration.json"
    if not path.is_file():
        return UNCALIBRATED
    try:
        found = Calibration(**json.loads(path.read_text()))
        if not (0 < found.temperature < math.inf and 0 <= found.refusal_threshold <= 1):
            raise ValueError
    except (OSError, ValueError, TypeError, RecursionError):
        raise damaged(folder, "numbers in calibration.json") from None
    return found


def fit_temperature(logits: torch.Tensor, labels: torch.Tensor) -> float:
    """The temperature that makes (N, classes) logits most probable for (N,) labels.

    Guo et al., "On Calibration of Modern Neural Networks" (ICML 2017, arXiv 1706.04599). To be
    fitted on images held out of training.
    """
    log_temperature = torch.zeros(1, requires_grad=True)
    search = torch.optim.LBFGS([log_temperature], max_iter=50, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        search.zero_grad()
        value = functional.cross_entropy(logits / log_temperature.exp(), labels)
        value.backward()
        return value

    search.step(loss)
    return float(log_temperature.detach().exp())


def outlier_probability(logits: torch.Tensor) -> torch.Tensor:
    """Probability (N,) of being of no class, for logits (N, classes + 1) with outliers last."""
    return torch.softmax(logits, dim=1)[:, -1]


def refusal_threshold(logits: torch.Tensor, most_refused: float = 5e-4) -> float:
    """The outlier probability above which at most a share `most_refused` of digits lies.

    `logits` (N, classes + 1) are those of digits held out of training. Never under 0.5, where an
    outlier is more likely than all classes together.
    """
    return max(0.5, float(torch.quantile(outlier_probability(logits), 1 - most_refused)))


@dataclass(frozen=True)
class Reliability:
    """Confidence against accuracy over bins of equal width, from 0 to 1 (Guo et al. 2017).

    Attributes:
        counts: samples in each bin, (bins,) float64.
        confidence: their mean confidence, (bins,) float64; NaN where there is no sample.
        accuracy: the share of them that is right, (bins,) float64; NaN where there is none.
    """

    counts: torch.Tensor
    confidence: torch.Tensor
    accuracy: torch.Tensor

    @property
    def gaps(self) -> torch.Tensor:
        """Distance between confidence and accuracy in each bin; 0 where there is no sample."""
        return (self.confidence - self.accuracy).abs().nan_to_num()

    @property
    def error(self) -> float:
        """The expected calibration error: the mean gap over all samples."""
        return float((self.gaps * self.counts).sum() / self.counts.sum())

    def interval(self, z: float = 1.96) -> tuple[torch.Tensor, torch.Tensor]:
        """Where the true accuracy of each bin lies with 95 % certainty (Wilson 1927)."""
        n, share = self.counts, self.accuracy
        middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
        reach = (share * (1 - share) / n + z**2 / (4 * n**2)).sqrt() * z / (1 + z**2 / n)
        return middle - reach, middle + reach


def reliability(confidences: torch.Tensor, correct: torch.Tensor, bins: int = 15) -> Reliability:
    """Put `confidences` (N,) in 0..1 and `correct` (N,) bool into bins of equal width."""
    which = (confidences * bins).long().clamp(0, bins - 1)

    def total(values: torch.Tensor) -> torch.Tensor:
        return torch.zeros(bins, dtype=torch.float64).index_add_(0, which, values.double())

    counts = total(torch.ones_like(confidences))
    return Reliability(counts, total(confidences) / counts, total(correct) / counts)


def expected_calibration_error(
    confidences: torch.Tensor, correct: torch.Tensor, bins: int = 15
) -> float:
    """Mean distance between confidence and accuracy over bins of equal width (Guo et al. 2017)."""
    return reliability(confidences, correct, bins).error
