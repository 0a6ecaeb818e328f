"""Transfer learning with a residual network.

The three ways are those that Yosinski et al. compare ("How transferable are features in deep neural
networks?", NeurIPS 2014, arXiv 1411.1792): a new head on frozen features, fine-tuning of the whole
network, and the same architecture trained from nothing. Fine-tuning begins with the learned head,
so that a random one can't spoil the features first (Kumar et al., "Fine-Tuning can Distort
Pretrained Features and Underperform Out-of-Distribution", ICLR 2022, arXiv 2202.10054).
"""

import copy
from dataclasses import dataclass

import torch
from torch.nn import functional

from ..data.splits import Split
from ..networks.resnet import ResNet
from ..training.augmentation.photographs import PhotoAugmentation
from .features import features
from .symbols import teach_symbols

TRANSFER_BATCH = 50  # images
WEIGHT_DECAY = 0.05
WARM_UP = 0.2  # share of all steps


@dataclass(frozen=True)
class Plan:
    """A training schedule.

    Attributes:
        epochs: passes over the training pictures.
        learning_rate: the peak of AdamW's learning rate, after warm-up and before decay to 0.
    """

    epochs: int
    learning_rate: float


def head_on_features(network: ResNet, training: Split, classes: tuple[str, ...]) -> ResNet:
    """A network whose last layer is ridge regression on the frozen features of all others.

    The pictures are (N, 32, 32, 3) uint8. Nothing is random, and the strength is chosen by the
    leave-one-out error.
    """
    given = features(network, training.images.numpy())
    taught = teach_symbols(given, training.labels, len(classes))
    return network.with_head(taught.head, classes, network.dataset)


def fine_tuned(headed: ResNet, training: Split, plan: Plan, seed: int) -> ResNet:
    """A fine-tuned copy of a network with a learned head; `headed` is not changed."""
    return _trained(copy.deepcopy(headed), training, plan, seed)


def from_nothing(
    network: ResNet, training: Split, classes: tuple[str, ...], plan: Plan, seed: int
) -> ResNet:
    """A network of the same architecture, trained from random weights."""
    torch.manual_seed(seed)
    pictures = training.images.float() / 255
    settings = network.config | {
        "classes": classes,
        "mean": pictures.mean(dim=(0, 1, 2)).tolist(),
        "std": pictures.std(dim=(0, 1, 2)).tolist(),
        "knows_outliers": False,
    }
    fresh = ResNet(**settings)
    fresh.initialise(pictures)
    return _trained(fresh, training, plan, seed)


def _trained(network: ResNet, training: Split, plan: Plan, seed: int) -> ResNet:
    """Train the network in place by AdamW on randomly shifted and mirrored pictures."""
    network.train().requires_grad_(True)
    network.whitening.requires_grad_(False)
    random = torch.Generator().manual_seed(seed)
    move = PhotoAugmentation(jpeg=0)
    learned = [weights for weights in network.parameters() if weights.requires_grad]
    optimiser = torch.optim.AdamW(
        learned, plan.learning_rate, weight_decay=WEIGHT_DECAY, fused=True
    )
    batches = -(-len(training) // TRANSFER_BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, plan.learning_rate, total_steps=plan.epochs * batches, pct_start=WARM_UP
    )
    for _ in range(plan.epochs):
        for chosen in torch.randperm(len(training), generator=random).split(TRANSFER_BATCH):
            batch = training.take(chosen)
            images = move(batch.images.float() / 255, random)
            mirrored = torch.rand(len(chosen), generator=random) < 0.5
            images = torch.where(mirrored[:, None, None, None], images.flip(2), images)
            loss = functional.cross_entropy(network(images), batch.labels)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return network.eval().requires_grad_(False)
