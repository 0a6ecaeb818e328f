"""Activation maps: which places of a photograph speak for an answer of a residual network."""

import numpy as np
import torch

from ..networks.resnet import ResNet


def activation_map(network: ResNet, image: np.ndarray, target: int) -> np.ndarray:
    """How much each place of an (H, W, 3) uint8 picture speaks for class `target`: (h, w) float32.

    HiResCAM (Draelos & Carin 2020, arXiv 2011.08891) of the input of the last block, which is 7×7
    for a picture of 32×32: activations times gradients, summed over the channels. The gradients are
    those of the class's logit minus the mean logit, because only differences between logits decide.
    Negative places speak against the class. The map is the mean over a picture and its mirror
    image; the views shifted by a pixel would hardly change it.
    """
    seen = torch.tensor(image)[None].float() / 255  # (1, H, W, 3)
    with torch.no_grad():
        maps = network.early_maps(torch.cat([seen, seen.flip(2)]))  # (2, C, h, w)
    maps.requires_grad_(True)
    logits = network.late_logits(maps)[:, : len(network.classes)]  # (2, classes)
    score = (logits[:, target] - logits.mean(dim=1)).mean()
    (gradients,) = torch.autograd.grad(score, maps)  # (2, C, h, w)
    spoken = (maps * gradients).detach().sum(dim=1)  # (2, h, w)
    return (spoken[0] + spoken[1].flip(1)).numpy()
