"""Layers of PyTorch as operators of ONNX, one for one.

torch.onnx.export would write the same operators, but takes 9 seconds, 300 MB and two more packages
for it, and notes the folders of the machine that it ran on in the file.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval, fuse_linear_bn_eval

OPSET = 17  # what every runtime since 2022 knows
IR_VERSION = 8  # of the file, as old

Shape = Sequence[int | str]  # a word is a dimension that is free


class Graph:
    """Operators and weights on their way into a file; each method names the value that it makes."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[TensorProto] = []

    def add(self, operator: str, *inputs: str, name: str = "", **attributes: object) -> str:
        """One operator; its value gets that name, or a number."""
        value = name or f"{operator.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [value], value, **attributes))
        return value

    def weight(self, values: torch.Tensor | np.ndarray | float) -> str:
        """Constant numbers; integers are int64 and all others float32."""
        array = np.asarray(values)
        array = array.astype(np.int64 if array.dtype.kind == "i" else np.float32)
        name = f"weight_{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(array, name))
        return name

    def layers(self, value: str, layers: Iterable[nn.Module]) -> str:
        """Layers in evaluation mode, one after the other; raises TypeError for one of no kind."""
        for layer in folded(layers):
            match layer:
                case nn.Linear():
                    value = self.add("Gemm", value, *self._of(layer), transB=1)
                case nn.Conv2d():
                    value = self.add(
                        "Conv",
                        value,
                        *self._of(layer),
                        strides=layer.stride,
                        pads=2 * layer.padding,
                        dilations=layer.dilation,
                    )
                case nn.ReLU():
                    value = self.add("Relu", value)
                case nn.Flatten():
                    value = self.add("Flatten", value)
                case nn.MaxPool2d():
                    sides = 2 * [layer.kernel_size]
                    value = self.add("MaxPool", value, kernel_shape=sides, strides=sides)
                case nn.BatchNorm2d():
                    known = (layer.weight, layer.bias, layer.running_mean, layer.running_var)
                    given = [self.weight(values.detach()) for values in known]
                    value = self.add("BatchNormalization", value, *given, epsilon=layer.eps)
                case nn.GELU():  # x · (1 + erf(x / √2)) / 2; ONNX has it in one since opset 20
                    scaled = self.add("Div", value, self.weight(2**0.5))
                    gate = self.add("Add", self.add("Erf", scaled), self.weight(1.0))
                    value = self.add("Mul", self.add("Mul", value, gate), self.weight(0.5))
                case nn.Dropout():
                    continue
                case _:
                    raise TypeError(f"There is no ONNX operator here for {layer}.")
        return value

    def _of(self, layer: nn.Linear | nn.Conv2d) -> list[str]:
        known = (layer.weight, layer.bias)
        return [self.weight(values.detach()) for values in known if values is not None]

    def model(
        self, inputs: dict[str, Shape], outputs: dict[str, Shape], metadata: dict[str, str]
    ) -> onnx.ModelProto:
        """The whole file: float32 inputs and outputs by name, and what is to be said of them."""
        graph = helper.make_graph(
            self.nodes,
            "digitpad",
            *([_described(*one) for one in values.items()] for values in (inputs, outputs)),
            self.weights,
        )
        model = helper.make_model(
            graph,
            producer_name="digitpad",
            ir_version=IR_VERSION,
            opset_imports=[helper.make_opsetid("", OPSET)],
        )
        helper.set_model_props(model, metadata)
        onnx.checker.check_model(model, full_check=True)
        return model


def folded(layers: Iterable[nn.Module]) -> list[nn.Module]:
    """The same layers, each batch norm within the weights before it, where there are any."""
    found: list[nn.Module] = []
    for layer in layers:
        before = found[-1] if found else None
        match before, layer:
            case nn.Linear(), nn.BatchNorm1d():
                found[-1] = fuse_linear_bn_eval(before, layer)
            case nn.Conv2d(), nn.BatchNorm2d():
                found[-1] = fuse_conv_bn_eval(before, layer)
            case _, nn.Identity():
                continue
            case _:
                found.append(layer)
    return found


def _described(name: str, shape: Shape) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
