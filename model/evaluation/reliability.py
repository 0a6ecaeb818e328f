"""Reliability: confidence against accuracy in bins."""

from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class Reliability:
    """Confidence and accuracy in bins of equal width from 0 to 1 (Guo et al. 2017).

    Attributes:
        counts: samples in each bin, (bins,) float64.
        confidence: mean confidence of each bin, (bins,) float64; NaN in an empty bin.
        accuracy: accuracy of each bin, (bins,) float64; NaN in an empty bin.
    """

    counts: torch.Tensor
    confidence: torch.Tensor
    accuracy: torch.Tensor

    @property
    def gaps(self) -> torch.Tensor:
        """Absolute difference of confidence and accuracy in each bin; 0 in an empty bin."""
        return (self.confidence - self.accuracy).abs().nan_to_num()

    @property
    def error(self) -> float:
        """The expected calibration error: the mean gap over all samples."""
        return float((self.gaps * self.counts).sum() / self.counts.sum())

    def interval(self, z: float = 1.96) -> tuple[torch.Tensor, torch.Tensor]:
        """The 95 % confidence interval of each bin's accuracy (Wilson 1927)."""
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
