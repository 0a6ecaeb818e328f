"""What an ONNX file of Digitpad's holds: its inputs, its outputs, and what is said of them.

Of a network that reads: `images` float32 in 0..1, (batch, 28, 28) and light on black, or of the
data set's own shape, are normalised within; `logits` (batch, outputs) are what the network says,
`probabilities` (batch, classes) the calibrated softmax of the classes, and `outlier` (batch,),
where the network knows it, how probably a picture is of no class: above `refusal_threshold` there
is no answer.

Of the ink network: `pages` float32 (batch, 3, height, width), RGB in 0..1, sides multiples of 16;
`logits` (batch, height, width) of ink.

Of the row network: `rows` float32 (batch, 32, width), ink in 0..1, the width a multiple of 4;
`logits` (batch, columns, 12) of the ten digits, of no digit, and of CTC's blank.
"""

import json
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

import onnx
import torch
from torch import nn

from ..data.datasets import MNIST, DataSet
from ..networks.ink import InkNetwork
from ..networks.row import ROW_HEIGHT, RowNetwork
from ..predictor import Predictor

OPSET = 17  # what every runtime since 2022 knows
IR_VERSION = 8  # of the file, as old
EXPORTING = Lock()  # the exporter keeps its state in global variables

Axes = dict[str, dict[int, str]]  # by input or output, the dimensions that are free and their names


class Reader(nn.Module):
    """A network that reads, with its calibration, as a function of its input alone."""

    def __init__(self, predictor: Predictor) -> None:
        super().__init__()
        self.network = predictor.network.folded()
        self.temperature = predictor.calibration.temperature

    @property
    def names(self) -> list[str]:
        """What it returns, in order."""
        return ["logits", "probabilities", "outlier"][: 2 + self.network.knows_outliers]

    def forward(self, images: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Logits (B, outputs), probabilities (B, classes), and perhaps of an outlier (B,)."""
        logits = self.network.infer(images)
        of_classes = logits[:, : len(self.network.classes)] / self.temperature
        outputs = (logits, torch.softmax(of_classes, dim=1))
        return (*outputs, torch.softmax(logits, dim=1)[:, -1])[: len(self.names)]


def reader_model(predictor: Predictor) -> onnx.ModelProto:
    """A network that reads, with its calibration, as an ONNX model."""
    reader = Reader(predictor)
    axes = {name: {0: "batch"} for name in ("images", *reader.names)}
    images = torch.zeros(2, *predictor.network.shape)
    return _exported(reader, images, axes, metadata(predictor))


def ink_model(network: InkNetwork) -> onnx.ModelProto:
    """The ink network as an ONNX model."""
    axes = {
        "pages": {0: "batch", 2: "height", 3: "width"},
        "logits": {0: "batch", 1: "height", 2: "width"},
    }
    said = {"input": "RGB pages in 0..1, sides multiples of 16"} | credit(MNIST)
    return _exported(network, torch.zeros(2, 3, 32, 48), axes, said)


def row_model(network: RowNetwork) -> onnx.ModelProto:
    """The row network as an ONNX model."""
    axes = {"rows": {0: "batch", 2: "width"}, "logits": {0: "batch", 1: "columns"}}
    said = {"input": "ink in 0..1, widths multiples of 4"} | credit(MNIST)
    return _exported(network, torch.zeros(2, ROW_HEIGHT, 48), axes, said)


def _exported(
    network: nn.Module, example: torch.Tensor, axes: Axes, said: dict[str, str]
) -> onnx.ModelProto:
    """The model of a network in evaluation mode; `axes` names its input first, then its outputs."""
    with TemporaryDirectory() as folder, EXPORTING, warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # the exporter that needs no further package is an old one
        file = Path(folder, "model.onnx")
        torch.onnx.export(
            network.eval(),
            (example,),
            file,
            input_names=list(axes)[:1],
            output_names=list(axes)[1:],
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        model = onnx.load(file)
    model.ir_version = IR_VERSION
    onnx.helper.set_model_props(model, said)
    onnx.checker.check_model(model, full_check=True)
    return model


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
