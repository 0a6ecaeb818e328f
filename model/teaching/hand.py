"""Fine-tuning of the head on one person's corrections, with little forgetting.

Two terms of the loss keep the head near its old weights: rehearsal of held-out pictures (Robins,
"Catastrophic forgetting, rehearsal and pseudorehearsal", Connection Science 7, 1995) and a Gaussian
prior around the old weights. Forgetting is bounded: the weight of the rehearsal grows until at most
MAX_FORGOTTEN of the replayed pictures are lost.
"""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

MAX_FORGOTTEN = 0.001  # net loss of correct answers, as a share of the replayed pictures
REPLAY_WEIGHT = 300.0  # of all replayed pictures together; each example has weight 1
WEIGHT_GROWTH = 4.0  # factor of that weight for each further try
TRIES = 5
PRIOR = 0.5  # weight of the squared distance from the old weights
LBFGS_STEPS = 40  # iterations at most
FOLDS = 5  # of the cross-validation


@dataclass(frozen=True)
class Replay:
    """Pictures that the head must not forget: features (N, units) and labels (N,) int64."""

    features: torch.Tensor
    labels: torch.Tensor


def teach_hand(
    head: nn.Linear, features: torch.Tensor, labels: torch.Tensor, replay: Replay
) -> nn.Linear:
    """A head fine-tuned on examples: features (N, units) and labels (N,) int64."""
    with torch.no_grad():
        usual = head(replay.features)
        before = int((usual.argmax(dim=1) == replay.labels).sum())
        most = MAX_FORGOTTEN * len(replay.labels)
        answers = functional.log_softmax(usual, dim=1)
    weight = REPLAY_WEIGHT
    for _ in range(TRIES):
        taught = _fitted(head, features, labels, replay.features, answers, weight)
        with torch.no_grad():
            right = int((taught(replay.features).argmax(dim=1) == replay.labels).sum())
        if before - right <= most:
            return taught
        weight *= WEIGHT_GROWTH
    return head


def left_out(
    head: nn.Linear, features: torch.Tensor, labels: torch.Tensor, replay: Replay
) -> torch.Tensor:
    """Cross-validated predictions (N,) int64: each by a head that was not trained on the example.

    With at most FOLDS examples this is leave-one-out.
    """
    part = torch.arange(len(labels)) % FOLDS
    predictions = torch.empty(len(labels), dtype=torch.int64)
    for fold in part.unique():
        out = part == fold
        taught = teach_hand(head, features[~out], labels[~out], replay) if (~out).any() else head
        with torch.no_grad():
            predictions[out] = taught(features[out]).argmax(dim=1)
    return predictions


def _fitted(
    head: nn.Linear,
    features: torch.Tensor,
    labels: torch.Tensor,
    replayed: torch.Tensor,
    answers: torch.Tensor,
    weight: float,
) -> nn.Linear:
    """The head with the least loss; `answers` are log-probabilities of the replayed pictures."""
    taught = nn.Linear(head.in_features, head.out_features)
    taught.load_state_dict(head.state_dict())
    search = torch.optim.LBFGS(
        taught.parameters(), max_iter=LBFGS_STEPS, line_search_fn="strong_wolfe"
    )

    def loss() -> torch.Tensor:
        search.zero_grad()
        kept = functional.log_softmax(taught(replayed), dim=1)
        forgotten = functional.kl_div(kept, answers, reduction="batchmean", log_target=True)
        learned = functional.cross_entropy(taught(features), labels, reduction="sum")
        moved = (taught.weight - head.weight).pow(2).sum() + (taught.bias - head.bias).pow(2).sum()
        value = learned + weight * forgotten + PRIOR * moved
        value.backward()
        return value

    search.step(loss)
    return taught.requires_grad_(False)
