"""What an ONNX file of Digitpad's holds: its inputs, its outputs, and what is said of them.

Of a network that reads: `images` float32 in 0..1, (batch, 28, 28) and light on black, or of the
data set's own shape, are normalised within; `logits` (batch, outputs) are what the network says,
`probabilities` (batch, classes) the calibrated softmax of the classes, and `outlier` (batch,),
where the network knows it, how probably a picture is of no class: above `refusal_threshold` there
is no answer.

Of the ink network: `pages` float32 (batch, 3, height, width), RGB in 0..1, sides multiples of 16;
`logits` (batch, height, width) of ink.
"""

import json

import numpy as np
import onnx
import torch
from torch import nn

from ..data.datasets import MNIST, DataSet
from ..networks.cnn import CNN
from ..networks.ink import InkNetwork
from ..networks.mlp import MLP
from ..networks.resnet import LOGIT_SCALE, ResNet, scaled
from ..photographs.views import MOVES, REACH
from ..predictor import Predictor
from .graph import Graph, Shape

# How PyTorch enlarges with the nearest pixel.
AS_PYTORCH = {"coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}


def reader_model(predictor: Predictor) -> onnx.ModelProto:
    """A network that reads, with its calibration, as an ONNX model."""
    network, calibration = predictor.network, predictor.calibration
    classes = len(network.classes)
    graph = Graph()
    centred = graph.add("Sub", "images", graph.weight(network.mean))
    prepared = graph.add("Div", centred, graph.weight(network.std))
    write = _residual if isinstance(network, ResNet) else _layered
    logits = write(graph, prepared, network)
    outputs: dict[str, Shape] = {"logits": ("batch", classes + network.knows_outliers)}
    first, end, axis = (graph.weight([number]) for number in (0, classes, 1))
    of_classes = graph.add("Slice", logits, first, end, axis)
    softened = graph.add("Div", of_classes, graph.weight(calibration.temperature))
    graph.add("Softmax", softened, axis=1, name="probabilities")
    outputs["probabilities"] = ("batch", classes)
    if network.knows_outliers:
        shares = graph.add("Softmax", logits, axis=1)
        graph.add("Gather", shares, graph.weight(classes), axis=1, name="outlier")
        outputs["outlier"] = ("batch",)
    return graph.model({"images": ("batch", *network.shape)}, outputs, metadata(predictor))


def _layered(graph: Graph, value: str, network: MLP | CNN) -> str:
    """The logits of an MLP or a CNN."""
    if isinstance(network.layers[0], nn.Conv2d):
        value = graph.add("Unsqueeze", value, graph.weight([1]))
    return graph.add("Identity", graph.layers(value, network.layers), name="logits")


def _residual(graph: Graph, value: str, network: ResNet) -> str:
    """The logits of a ResNet, the mean over several views (model/photographs/views.py)."""
    start, end, step = (graph.weight([number]) for number in (-1, -(2**31), -1))
    mirrored = graph.add("Slice", value, start, end, graph.weight([2]), step)
    both = graph.add("Concat", value, mirrored, axis=0)
    edges = graph.weight([0, REACH, REACH, 0] * 2)
    padded = graph.add("Pad", both, edges, mode="reflect")

    def moved(by: int) -> str:
        starts = [REACH + by, REACH + by]
        ends = [REACH + by + side for side in network.shape[:2]]
        return graph.add("Slice", padded, *map(graph.weight, (starts, ends, [1, 2])))

    seen = [moved(by) for by, _ in MOVES]
    value = graph.add("Transpose", graph.add("Concat", *seen, axis=0), perm=[0, 3, 1, 2])
    value = graph.layers(value, [network.whitening, nn.GELU()])
    for block in network.blocks:
        halving = [block.halving, nn.MaxPool2d(2), block.halving_norm, nn.GELU()]
        halved = graph.layers(value, halving)
        added = graph.layers(halved, [block.adding, block.adding_norm, nn.GELU()])
        value = graph.add("Add", halved, added)
    features = graph.add("ReduceMax", value, axes=[2, 3], keepdims=0)
    heard = graph.layers(features, [scaled(network.last, LOGIT_SCALE)])
    outputs = network.last.out_features
    views = graph.add("Reshape", heard, graph.weight([len(MOVES), 2, -1, outputs]))
    means = graph.add("ReduceMean", views, axes=[1], keepdims=0)  # (moves, batch, outputs)
    shares = graph.weight(np.reshape([share for _, share in MOVES], (-1, 1, 1)))
    weighed = graph.add("Mul", means, shares)
    return graph.add("ReduceSum", weighed, graph.weight([0]), keepdims=0, name="logits")


def metadata(predictor: Predictor) -> dict[str, str]:
    """What a program needs beside the numbers, each as JSON or as a sentence."""
    network, calibration = predictor.network, predictor.calibration
    return {
        "classes": json.dumps(network.classes),
        "dataset": network.dataset,
        "input": "images in 0..1, prepared as the dataset is; normalised within",
        "normalisation": json.dumps({"mean": network.mean, "std": network.std}),
        "temperature": json.dumps(calibration.temperature),
        "refusal_threshold": json.dumps(calibration.refusal_threshold),
    } | credit(predictor.dataset.learned_from)


def credit(dataset: DataSet) -> dict[str, str]:
    """On what terms the weights are, and whose the data that they were made from."""
    whose = f"{dataset.title} is by {dataset.authors} ({dataset.licence}, {dataset.licence_url})"
    return {"licence": "MIT", "credit": f"Made with Digitpad. {whose}."}


def ink_model(network: InkNetwork) -> onnx.ModelProto:
    """The ink network as an ONNX model, the forward pass of `InkNetwork` operator for operator."""
    graph = Graph()
    doubled = graph.add("Mul", "pages", graph.weight(2.0))
    centred = graph.add("Sub", doubled, graph.weight(1.0))
    blocks = graph.add("SpaceToDepth", centred, blocksize=2)
    # PyTorch has the four pixels of a colour beside each other, ONNX the three colours of a pixel.
    order = torch.arange(12).view(4, 3).T.flatten()
    value = graph.add("Gather", blocks, graph.weight(order), axis=1)
    passed = []
    for layers in network.down:
        value = graph.layers(value, layers)
        passed.append(value)
        value = graph.add("MaxPool", value, kernel_shape=[2, 2], strides=[2, 2])
    value = graph.layers(value, network.bottom)
    mean = graph.add("Flatten", graph.add("GlobalAveragePool", value))
    of_page = graph.layers(mean, [network.of_page])
    value = graph.add("Add", value, graph.add("Unsqueeze", of_page, graph.weight([2, 3])))
    for layers in network.up:
        scales = graph.weight([1.0, 1.0, 2.0, 2.0])
        value = graph.add("Resize", value, "", scales, mode="nearest", **AS_PYTORCH)
        value = graph.layers(graph.add("Concat", value, passed.pop(), axis=1), layers)
    quarters = graph.layers(value, [network.out])
    pixels = graph.add("DepthToSpace", quarters, blocksize=2, mode="CRD")
    graph.add("Squeeze", pixels, graph.weight([1]), name="logits")
    sides = ("height", "width")
    said = {"input": "RGB pages in 0..1, sides multiples of 16"} | credit(MNIST)
    return graph.model({"pages": ("batch", 3, *sides)}, {"logits": ("batch", *sides)}, said)
