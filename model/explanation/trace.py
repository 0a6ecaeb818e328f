"""One unit of a network, number by number: its sum for one picture, and what would change it."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from ..networks.cnn import CNN
from ..networks.mlp import ACTIVATIONS, MLP

Weighted = nn.Linear | nn.Conv2d


@dataclass(frozen=True)
class Trace:
    """The computation of one unit for one picture; batch normalisation is part of its weights.

    Attributes:
        inputs: (N,) float32, what it gets: pixels, the layer before, or (channels, height, width)
            under a kernel.
        weights: (N,) float32.
        bias: the sum of `inputs * weights` and this is …
        total: … what goes into the activation, or a logit.
        output: after the activation; of a logit the probability, uncalibrated.
        gradient: of the cross-entropy loss by `total`, if the wanted class were right.
        place: (row, column) of the kernel's map where it responds most; None for a dense layer.
    """

    inputs: np.ndarray
    weights: np.ndarray
    bias: float
    total: float
    output: float
    gradient: float
    place: tuple[int, int] | None = None


def weighted_layers(network: MLP | CNN) -> list[Weighted]:
    """The layers with weights, in order, as `trace_unit` counts them; the last one is the head."""
    return [layer for layer in network.layers if isinstance(layer, Weighted)]


def trace_unit(network: MLP | CNN, image: np.ndarray, layer: int, unit: int, wanted: int) -> Trace:
    """The computation of a unit for a uint8 picture of the network's shape.

    `network` has its batch normalisation folded (`Network.folded`). `wanted` is the class whose
    loss the gradient is of. Raises IndexError where there is no such layer or unit.
    """
    weighted = weighted_layers(network)
    if not 0 <= layer < len(weighted):
        raise IndexError(f"There is no layer {layer} of {len(weighted)}.")
    chosen = weighted[layer]
    if not 0 <= unit < len(chosen.weight):
        raise IndexError(f"There is no unit {unit} of {len(chosen.weight)}.")
    values = network.prepared(torch.tensor(image)[None].float() / 255)  # (1, *shape)
    layers = list(network.layers)
    at = layers.index(chosen)
    for part in layers[:at]:
        values = part(values)
    before, sums = values, chosen(values).detach().requires_grad_(True)
    after = sums
    for part in layers[at + 1 :]:
        after = part(after)
    logits = functional.pad(after, (1, 0)) if network.detects else after
    logits = logits[:, : len(network.classes)]
    loss = functional.cross_entropy(logits, torch.tensor([wanted]))
    (gradients,) = torch.autograd.grad(loss, sums)
    sums = sums.detach()
    is_head = chosen is layers[-1]
    outputs = sums.softmax(dim=1) if is_head else _activation(layers[at + 1 :])(sums)
    place, inputs = None, before[0]
    where: tuple[int, ...] = (0, unit)
    if isinstance(chosen, nn.Conv2d):
        row, column = divmod(int(sums[0, unit].argmax()), sums.shape[3])
        place, inputs = (row, column), _patch(chosen, before, row, column)
        where = (0, unit, row, column)
    return Trace(
        inputs.detach().flatten().numpy(),
        chosen.weight[unit].flatten().numpy(),
        0.0 if chosen.bias is None else float(chosen.bias[unit]),
        float(sums[where]),
        float(outputs[where]),
        float(gradients[where]),
        place,
    )


def _activation(layers: list[nn.Module]) -> nn.Module:
    """The first activation among the layers after one; a folded batch norm is before it."""
    return next(layer for layer in layers if isinstance(layer, tuple(ACTIVATIONS.values())))


def _patch(layer: nn.Conv2d, values: torch.Tensor, row: int, column: int) -> torch.Tensor:
    """What lies under a kernel at a place of its map: (channels, height, width)."""
    high, wide = layer.kernel_size
    padded = functional.pad(values, (wide // 2, wide // 2, high // 2, high // 2))
    top, left = row * int(layer.stride[0]), column * int(layer.stride[1])
    return padded[0, :, top : top + high, left : left + wide]


def strongest_against(network: MLP | CNN, image: np.ndarray, target: int) -> tuple[int, int]:
    """(layer, unit): the unit of the last hidden layer that speaks most against a class."""
    *_, hidden, head = range(len(weighted_layers(network)))
    trace = trace_unit(network, image, head, target, target)
    return hidden, int((trace.inputs * trace.weights).argmin())
