"""Weights in 8 bits: a quarter of the size, and the products of whole numbers are quicker."""

from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process


def in_int8(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same model with the weights of its dense layers in 8 bits, each unit scaled by itself.

    What goes into a layer is scaled while it runs, so no pictures are needed to prepare it, and an
    answer may depend in its last digits on what else is in the batch. Kernels stay in float32: they
    are small, and onnxruntime is slow at whole ones that are scaled so. Unsigned numbers, since
    products of signed ones overflow on processors without VNNI.
    """
    with TemporaryDirectory() as folder:
        prepared, path = Path(folder) / "prepared.onnx", Path(folder) / "int8.onnx"
        quant_pre_process(model, prepared, skip_optimization=True, skip_symbolic_shape=True)
        quantize_dynamic(
            prepared,
            path,
            op_types_to_quantize=["MatMul"],  # a Gemm becomes one
            per_channel=True,
            weight_type=QuantType.QUInt8,
        )
        return onnx.load(path)
