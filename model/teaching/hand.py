"""One person's hand: the network's own head, moved as little as their corrections ask for.

The frozen features of replayed training pictures hold it in place (rehearsal: Robins,
"Catastrophic forgetting, rehearsal and pseudorehearsal", Connection Science 7, 1995), and so does a
Gaussian prior around the weights that it had. What it may forget is bounded: the replay is weighted
up until at most MAX_FORGOTTEN of the replayed pictures are lost.
"""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

MAX_FORGOTTEN = 0.001  # of the replayed pictures, net
REPLAY_WEIGHT = 300.0  # weight of all replayed pictures together, where an example has 1 …
WEIGHT_GROWTH = 4.0  # … and this many times as much at each further try
TRIES = 5
PRIOR = 0.5  # weight of the squared distance from the weights that the head had
LBFGS_STEPS = 40  # iterations at most
FOLDS = 5  # parts of many examples, of which one at a time is left out


@dataclass(frozen=True)
class Replay:
    """What is not to be forgotten: features (N, units), and labels (N,) int64."""

    features: torch.Tensor
    labels: torch.Tensor


def teach_hand(
    head: nn.Linear, features: torch.Tensor, labels: torch.Tensor, replay: Replay
) -> nn.Linear:
    """A head that has learned examples, features (N, units) and labels (N,) int64, besides."""
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
    """What (N,) int64 each example would be read as by a head that has learned the others.

    Of many examples a part is left out at a time.
    """
    part = torch.arange(len(labels)) % FOLDS
    said = torch.empty(len(labels), dtype=torch.int64)
    for fold in part.unique():
        out = part == fold
        taught = teach_hand(head, features[~out], labels[~out], replay) if (~out).any() else head
        with torch.no_grad():
            said[out] = taught(features[out]).argmax(dim=1)
    return said


def _fitted(
    head: nn.Linear,
    features: torch.Tensor,
    labels: torch.Tensor,
    replayed: torch.Tensor,
    answers: torch.Tensor,
    weight: float,
) -> nn.Linear:
    """The head of the least loss; `answers` are the log-probabilities of the replayed pictures."""
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
