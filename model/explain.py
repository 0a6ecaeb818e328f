"""Explanations of an answer: activations, strongest paths, attributions and weights of units."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from .networks.cnn import CNN
from .networks.mlp import ACTIVATIONS, MLP

ACTIVATION_LAYERS = tuple(ACTIVATIONS.values())
GRADIENT_STEPS = 16  # points of the path along which gradients are averaged
UNITS_FOLLOWED = (6, 3, 2)  # the strongest units of each layer, from the answer back


@dataclass(frozen=True)
class Path:
    """A strong connection between unit `start` of a layer and unit `end` of the next one.

    Layer 0 is the first hidden one; the last `end` is a class. `strength` is activation × weight,
    negative where the unit speaks against.
    """

    layer: int
    start: int
    end: int
    strength: float


@dataclass(frozen=True)
class Inside:
    """Values of the network for one picture.

    Attributes:
        activations: of each dense hidden layer, (units,) float32, after the activation.
        logits: (classes,) float32.
        paths: the strongest connections to one class, from the answer backwards.
    """

    activations: tuple[np.ndarray, ...]
    logits: np.ndarray
    paths: tuple[Path, ...]


@torch.inference_mode()
def look_inside(network: MLP | CNN, image: np.ndarray, target: int) -> Inside:
    """Activations, logits and the strongest paths to class `target` of a (28, 28) uint8 picture."""
    hidden = network.prepared(_input(image))
    activations = []
    for layer in network.layers:
        hidden = layer(hidden)
        if _is_dense(hidden) and isinstance(layer, ACTIVATION_LAYERS):
            activations.append(hidden[0].numpy())
    logits = hidden[0, : len(network.classes)].numpy()
    return Inside(tuple(activations), logits, _strongest_paths(network, activations, target))


def _strongest_paths(
    network: MLP | CNN, activations: list[np.ndarray], target: int
) -> tuple[Path, ...]:
    """The strongest paths, from the answer back through the layers."""
    weights = [layer.weight.numpy() for layer in network.layers if isinstance(layer, nn.Linear)]
    paths, ends = [], [target]
    for layer in reversed(range(len(activations))):
        breadth = UNITS_FOLLOWED[min(len(activations) - 1 - layer, len(UNITS_FOLLOWED) - 1)]
        starts: list[int] = []
        for end in ends:
            carried = activations[layer] * weights[layer + 1][end]  # (units,)
            strongest = np.argsort(-np.abs(carried))[:breadth]
            found = [int(start) for start in strongest if carried[start] != 0]
            paths += [Path(layer, start, end, float(carried[start])) for start in found]
            starts += found
        ends = list(dict.fromkeys(starts))
    return tuple(paths)


def integrated_gradients(
    network: MLP | CNN, image: np.ndarray, target: int, steps: int = GRADIENT_STEPS
) -> np.ndarray:
    """How much each level of a uint8 picture speaks for class `target`: float32 of its shape.

    Integrated gradients from black paper (Sundararajan, Taly & Yan, "Axiomatic Attribution for
    Deep Networks", ICML 2017, arXiv 1703.01365) of the class's logit minus the mean logit, because
    only differences between logits decide. The sum over all pixels is the difference that the ink
    makes. Negative pixels speak against the class, and black ones are 0.
    """
    whole = _input(image)  # (1, *shape)
    shares = (torch.arange(steps) + 0.5) / steps  # midpoints of the path
    along = (shares.view(-1, *[1] * image.ndim) * whole).requires_grad_(True)  # (steps, *shape)
    logits = network(along)[:, : len(network.classes)]
    score = (logits[:, target] - logits.mean(dim=1)).sum()
    (gradients,) = torch.autograd.grad(score, along)
    return (gradients.mean(dim=0) * whole[0]).numpy()


@torch.inference_mode()
def votes_of_unit(network: MLP | CNN, image: np.ndarray, layer: int, unit: int) -> np.ndarray:
    """The effect of a hidden unit: (classes,) float32, logits with it minus logits without it.

    Raises IndexError where there is no such unit.
    """
    with_and_without = network.prepared(_input(image).repeat(2, 1, 1))
    at = 0
    for part in network.layers:
        with_and_without = part(with_and_without)
        if _is_dense(with_and_without) and isinstance(part, ACTIVATION_LAYERS):
            if at == layer:
                with_and_without[1, _checked(unit, with_and_without.shape[1])] = 0
            at += 1
    _checked(layer, at)
    logits = with_and_without[:, : len(network.classes)]
    return (logits[0] - logits[1]).numpy()


def incoming_weights(network: MLP | CNN, layer: int, unit: int) -> np.ndarray:
    """A hidden unit's weights (inputs,) float32; of an MLP's first layer they are a 28×28 picture.

    Raises IndexError where there is no such unit.
    """
    linear = [part for part in network.layers if isinstance(part, nn.Linear)][:-1]
    weight = linear[_checked(layer, len(linear))].weight
    return weight[_checked(unit, len(weight))].numpy()


def _is_dense(values: torch.Tensor) -> bool:
    """Whether values (B, units) come from a dense layer, not (B, C, H, W) from a convolution."""
    return values.ndim == 2


def _checked(index: int, count: int) -> int:
    if not 0 <= index < count:
        raise IndexError(f"There is no {index} among {count} layers or units.")
    return index


def _input(image: np.ndarray) -> torch.Tensor:
    return torch.tensor(image)[None].float() / 255  # (1, *shape)
