"""Calibration of the logits: the temperature of the softmax and the threshold of refusal."""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn import functional

from .weights.contents import read_json
from .weights.errors import damaged


@dataclass(frozen=True)
class Calibration:
    """The content of calibration.json, fitted on images held out of training.

    Attributes:
        temperature: the logits of the classes are divided by it before the softmax.
        refusal_threshold: pictures with a higher outlier probability are refused; 1 refuses none.
        second: the name of the folder beside this one whose network refuses together with this one.
        refusal_threshold_of_mean: the same as refusal_threshold for the mean of both.
    """

    temperature: float = 1.0
    refusal_threshold: float = 1.0
    second: str | None = None
    refusal_threshold_of_mean: float = 1.0


UNCALIBRATED = Calibration()
MIN_TEMPERATURE = 0.001  # it would fall to 0 if all answers were right
MAX_TEMPERATURE = 1000.0  # more than any network needs
EVEN_CHANCE = 0.5  # an outlier is as likely as all classes together
MAX_REFUSED = 0.002  # share of digits


def read_calibration(folder: Path) -> Calibration:
    """The calibration of a weights folder; without a file it is UNCALIBRATED.

    Raises WeightsDamaged if the file is damaged.
    """
    name = "calibration.json"
    stored = read_json(folder, name)
    if stored is None:
        return UNCALIBRATED
    try:
        found = Calibration(**stored)
        fine = MIN_TEMPERATURE <= found.temperature <= MAX_TEMPERATURE
        fine = fine and 0 <= found.refusal_threshold <= 1
        fine = fine and 0 <= found.refusal_threshold_of_mean <= 1
        fine = fine and (found.second is None or Path(found.second).name == found.second != "..")
    except TypeError:
        fine = False
    if not fine:
        raise damaged(folder, f"numbers in {name}", name)
    return found


def fit_temperature(logits: torch.Tensor, labels: torch.Tensor) -> float:
    """The temperature that maximises the likelihood of (N,) labels for (N, classes) logits.

    Guo et al., "On Calibration of Modern Neural Networks" (ICML 2017, arXiv 1706.04599). To be
    fitted on images held out of training. It is at least MIN_TEMPERATURE.
    """
    log_temperature = torch.zeros(1, requires_grad=True)
    search = torch.optim.LBFGS([log_temperature], max_iter=50, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        search.zero_grad()
        value = functional.cross_entropy(logits / log_temperature.exp(), labels)
        value.backward()
        return value

    search.step(loss)
    return max(MIN_TEMPERATURE, float(log_temperature.detach().exp()))


def fit_refusal(logits: torch.Tensor) -> float:
    """The refusal threshold for logits (N, classes + 1) of digits held out of training.

    It is EVEN_CHANCE, or higher if that would refuse more than MAX_REFUSED of the digits.
    """
    return threshold_of(outlier_probability(logits))


def threshold_of(outlier: torch.Tensor) -> float:
    """The refusal threshold for outlier probabilities (N,) of digits held out of training."""
    return max(EVEN_CHANCE, float(outlier.quantile(1 - MAX_REFUSED)))


def outlier_probability(logits: torch.Tensor) -> torch.Tensor:
    """Probability (N,) of being of no class, for logits (N, classes + 1) with outliers last."""
    return torch.softmax(logits, dim=1)[:, -1]
