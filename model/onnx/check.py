"""An ONNX file is checked by onnxruntime: it has to say what PyTorch says.

PyTorch says it in float64, so that only onnxruntime rounds.
"""

import copy
from collections.abc import Mapping

import numpy as np
import onnxruntime
import torch

from ..networks.ink import InkNetwork
from ..networks.row import RowNetwork
from ..predictor import SHIPPED_WEIGHTS, Predictor
from ..weights.errors import WeightsMissing
from ..weights.shown_pictures import read_shown

IMAGES = 1000

Arrays = Mapping[str, np.ndarray]


def reader_pictures(predictor: Predictor) -> Arrays:
    """The input `images`, by name: validation pictures of the weights, or of shipped ones."""
    network = predictor.network
    folders = [predictor.folder, SHIPPED_WEIGHTS / network.dataset, SHIPPED_WEIGHTS / "mnist"]
    for shown in map(read_shown, filter(None, folders)):
        if shown and shown[0].shape[1:] == network.shape:
            return {"images": shown[0][:IMAGES].astype(np.float32) / 255}
    noise = np.random.default_rng(0).random((IMAGES, *network.shape))
    return {"images": noise.astype(np.float32)}


@torch.inference_mode()
def reader_answers(predictor: Predictor, inputs: Arrays) -> Arrays:
    """What PyTorch says, by the names of the outputs."""
    network, calibration = predictor.network, predictor.calibration
    exact = copy.deepcopy(network).double()
    parts = torch.from_numpy(inputs["images"]).double().split(network.batch_size)
    logits = torch.cat([exact.infer(part) for part in parts])
    of_classes = logits[:, : len(network.classes)] / calibration.temperature
    answers = {"logits": logits, "probabilities": torch.softmax(of_classes, dim=1)}
    if network.knows_outliers:
        answers["outlier"] = torch.softmax(logits, dim=1)[:, -1]
    return {name: values.numpy() for name, values in answers.items()}


def ink_pictures() -> Arrays:
    """The input `pages`: MNIST's digits, dark on light, 32×32 pixels."""
    shown = read_shown(SHIPPED_WEIGHTS / "mnist")
    if shown is None:
        raise WeightsMissing(
            "The check takes pictures of weights/mnist/validation.npz; restore that file."
        )
    padded = np.pad(shown[0][:IMAGES], ((0, 0), (2, 2), (2, 2)))
    pages = 1 - padded.astype(np.float32) / 255
    return {"pages": np.repeat(pages[:, None], 3, axis=1)}


def row_pictures() -> Arrays:
    """The input `rows`: MNIST's digits, light on dark, a row of 4 in each."""
    digits = 1 - ink_pictures()["pages"][:, 0]  # (N, 32, 32)
    return {"rows": np.concatenate(np.split(digits[: len(digits) // 4 * 4], 4), axis=2)}


@torch.inference_mode()
def logits_of(network: InkNetwork | RowNetwork, inputs: Arrays) -> Arrays:
    """What PyTorch says of the only input."""
    (values,) = inputs.values()
    exact = copy.deepcopy(network).double()
    return {"logits": exact(torch.from_numpy(values).double()).numpy()}


def run(model: bytes, inputs: Arrays) -> Arrays:
    """What onnxruntime says, by the names of the outputs."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # several wait for each other where others work, too
    session = onnxruntime.InferenceSession(model, options)
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, dict(inputs)), strict=True))


def largest_difference(found: Arrays, expected: Arrays) -> float:
    """How far any number is from the expected one, in parts of the largest logit.

    Rounding grows with the logits, and what is made of them inherits it; below 1 it is absolute.
    """
    if found.keys() != expected.keys():
        raise ValueError(f"The outputs are {', '.join(found)} and not {', '.join(expected)}.")
    size = max(1.0, float(np.abs(expected["logits"]).max()))
    return float(np.max([np.abs(found[name] - expected[name]).max() for name in expected])) / size


def share_alike(found: Arrays, expected: Arrays) -> float:
    """Share of the pictures whose most probable class is the same, in 0..1."""
    best = [answers["probabilities"].argmax(axis=1) for answers in (found, expected)]
    return float((best[0] == best[1]).mean())
