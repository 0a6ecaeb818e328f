"""Logits, loss and accuracy of a network over a whole split, nothing augmented."""

import torch
from torch.nn import functional

from ..data.splits import Split
from ..networks.network import Network

EVALUATION_BATCH = 500  # twice as fast as 5000: what is computed between layers stays in the cache


def measure(network: Network, split: Split) -> tuple[float, float]:
    """Mean cross-entropy and accuracy of a network over a whole split."""
    logits = logits_of(network, split)[:, : len(network.classes)]
    loss = functional.cross_entropy(logits, split.labels).item()
    return loss, (logits.argmax(dim=1) == split.labels).float().mean().item()


@torch.no_grad()
def logits_of(network: Network, split: Split, averaged: bool = False) -> torch.Tensor:
    """Logits (N, outputs) of a split in evaluation mode, nothing augmented.

    `averaged` has a network that infers from several views do so; else each picture is one.
    """
    was_training = network.training
    network.eval()
    logits_of_batch = network.infer if averaged else network
    parts = split.images.split(EVALUATION_BATCH)
    logits = [logits_of_batch(images.float() / 255) for images in parts]
    network.train(was_training)
    return torch.cat(logits)
