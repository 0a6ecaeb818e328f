"""Few-shot classification of taught classes: ridge regression on frozen features.

Each class is a target of 0 or 1 (Rifkin, Yeo & Poggio, "Regularized least-squares classification",
2003), and the background, if there is any, is one more class for outliers. Leave-one-out scores
follow from one solution (Allen's PRESS, Technometrics 16, 1974). The strength and the accuracy that
is shown are based on them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

from ..calibration import fit_temperature

STRENGTHS = (
    0.003,
    0.01,
    0.03,
    0.1,
    0.3,
)  # of the ridge, as multiples of the mean squared norm of an example
BIAS_SCALE = 3.0  # the constant feature, as a multiple of the root of that
MAX_SHARPNESS = 20.0  # limit of the factor of the scores before the softmax


@dataclass(frozen=True)
class Taught:
    """A taught head.

    Attributes:
        head: has a logit for each class, and one more for outliers if there was a background.
        left_out: (N, classes or classes + 1), leave-one-out probabilities of each example.
    """

    head: nn.Linear
    left_out: torch.Tensor

    def accuracy(self, labels: torch.Tensor) -> float:
        """Leave-one-out accuracy of the examples, in 0..1."""
        return float((self.left_out.argmax(dim=1) == labels).float().mean())


def teach_symbols(
    features: torch.Tensor,
    labels: torch.Tensor,
    classes: int,
    background: torch.Tensor | None = None,
) -> Taught:
    """Learn `classes` from features (N, units) and labels (N,) int64 of their examples.

    `background` (M, units) are features of other things; without it nothing is refused.
    """
    count = len(labels)
    if background is not None:
        features = torch.cat([features, background])
        labels = torch.cat([labels, torch.full((len(background),), classes)])
    solution = best_ridge(features, labels, classes + (background is not None))
    scores, known = solution.left_out[:count], labels[:count]
    scale = min(MAX_SHARPNESS, 1 / fit_temperature(scores, known))
    head = nn.Linear(features.shape[1], scores.shape[1])
    with torch.no_grad():
        head.weight.copy_(scale * solution.weight)
        head.bias.copy_(scale * solution.bias)
    return Taught(head.requires_grad_(False), torch.softmax(scale * scores, dim=1))


@dataclass(frozen=True)
class Ridge:
    """Weight (outputs, units), bias (outputs,) and leave-one-out scores (N, outputs)."""

    weight: torch.Tensor
    bias: torch.Tensor
    left_out: torch.Tensor


def best_ridge(features: torch.Tensor, labels: torch.Tensor, outputs: int) -> Ridge:
    """The ridge regression with the strength of the least leave-one-out error.

    Every class has the same weight, however many examples it has. The bias is one more feature, so
    large that it is hardly regularised.
    """
    counts = torch.bincount(labels, minlength=outputs).clamp(min=1)
    weights = (1 / counts.double())[labels][:, None]  # (N, 1)
    mean = features.mean(dim=0)
    centred = (features - mean).double()
    size = float(centred.pow(2).sum(dim=1).mean())  # of an example
    constant = BIAS_SCALE * size**0.5
    rows = torch.cat([centred, torch.full((len(centred), 1), constant)], dim=1)
    targets = functional.one_hot(labels, outputs).double()

    def error(solved: tuple[torch.Tensor, torch.Tensor]) -> float:
        return float((weights * (targets - solved[1]).pow(2)).sum())

    tried = ridge(rows, targets, weights, [strength * size for strength in STRENGTHS])
    solution, left_out = min(tried, key=error)
    weight = solution[:-1].T.float()
    bias = constant * solution[-1].float() - weight @ mean
    return Ridge(weight, bias, left_out.float())


def ridge(
    rows: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor, strengths: Iterable[float]
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Weighted ridge regressions: solutions (units, outputs) and leave-one-out scores (N, outputs).

    Of rows (N, units), targets (N, outputs) and weights (N, 1). The loss contains each strength
    times the squared solution. The leave-one-out residual of an example is its residual divided by
    one minus its leverage.
    """
    root = weights.sqrt()
    left, spread, right = _singular(root * rows)
    along = left.T @ (root * targets)  # (rank, outputs)
    for strength in strengths:
        kept = spread / (spread**2 + strength)  # (rank,)
        solution = right @ (kept[:, None] * along)
        leverage = (left**2 @ (spread * kept))[:, None].clamp(max=1 - 1e-6)  # (N, 1)
        yield solution, targets - (targets - rows @ solution) / (1 - leverage)


def _singular(matrix: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Left vectors (N, rank), singular values (rank,) and right vectors (units, rank).

    They are computed from the eigenvectors of the smaller Gram matrix, ten times as fast.
    """
    rows, units = matrix.shape
    product = matrix.T @ matrix if units < rows else matrix @ matrix.T
    squares, vectors = torch.linalg.eigh(product)
    seen = squares > 1e-12 * squares[-1]
    spread, vectors = squares[seen].sqrt(), vectors[:, seen]
    if units < rows:
        return matrix @ vectors / spread, spread, vectors
    return vectors, spread, matrix.T @ vectors / spread
