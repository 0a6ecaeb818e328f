"""Networks for the browser, which network.js computes: layers, and weights in float16."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import nn

from model.networks.mlp import ACTIVATIONS
from model.networks.network import Network

Layer = dict[str, Any]  # its kind, and numbers of inputs and outputs


def layers_of(network: Network) -> list[Layer]:
    """The layers of a network, as `described`.

    A "detector", the last one, puts a 0 before its input: the logit of the first class. Batch
    normalisation is folded into the layers.
    """
    found = described(network.folded().layers)
    return [*found, {"kind": "detector"}] if network.detects else found


def described(layers: Iterable[nn.Module]) -> list[Layer]:
    """Layers that follow each other: "dense", "convolution", "pool", or an activation.

    A convolution is padded by half of its kernel.
    """
    found: list[Layer] = []
    for layer in layers:
        match layer:
            case nn.Linear():
                sizes = {"inputs": layer.in_features, "outputs": layer.out_features}
                found.append({"kind": "dense"} | sizes)
            case nn.Conv2d() | nn.Conv1d():
                sizes = {"inputs": layer.in_channels, "outputs": layer.out_channels}
                kernel = [1, *layer.kernel_size][-2:]
                found.append(
                    {"kind": "convolution", "kernel": kernel, "stride": layer.stride[0]} | sizes
                )
            case nn.MaxPool2d():
                size = layer.kernel_size
                sides = [size, size] if isinstance(size, int) else list(size)
                found.append({"kind": "pool", "size": sides})
            case _:
                found += [
                    {"kind": name} for name, kind in ACTIVATIONS.items() if isinstance(layer, kind)
                ]
    return found


def packed(network: Network) -> bytes:
    """All weights of a network, each layer's before its biases, as float16.

    Batch normalisation is folded into the layers.
    """
    return halves(network.folded().layers)


@torch.no_grad()
def halves(layers: Iterable[nn.Module]) -> bytes:
    """The weights of layers, each before its biases, as float16."""
    parts = [
        part
        for layer in weighted(layers)
        for part in (layer.weight.flatten(), layer.bias)
        if part is not None
    ]
    return torch.cat(parts).half().numpy().tobytes()


def weighted(layers: Iterable[nn.Module]) -> list[nn.Linear | nn.Conv2d | nn.Conv1d]:
    """The layers that have weights."""
    return [one for one in layers if isinstance(one, nn.Linear | nn.Conv2d | nn.Conv1d)]


def weight_count(network: Network) -> int:
    """How many numbers `packed` contains."""
    layers = weighted(network.folded().layers)
    return sum(layer.weight.numel() + len(layer.weight) for layer in layers)
