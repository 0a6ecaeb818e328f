"""A weights folder as the bytes of an ONNX file that has been checked."""

from pathlib import Path

import onnx

from ..predictor import Predictor
from ..weights.storage import is_ink, is_row_network, read_ink, read_row_network
from .check import (
    Arrays,
    ink_pictures,
    largest_difference,
    logits_of,
    reader_answers,
    reader_pictures,
    row_pictures,
    run,
    share_alike,
)
from .int8 import in_int8
from .networks import ink_model, reader_model, row_model

TOLERANCE = 1e-5  # of any number, in parts of the largest logit
LEAST_ALIKE = 0.99  # of the labels, where weights are int8
WORTHWHILE = 0.9  # of the size
KERNELS = "This network is nearly all kernels, which --int8 leaves as they are; leave it out."


class NotTheSame(RuntimeError):
    """The ONNX file doesn't say what the network says; the message says by how much."""


def onnx_file(source: str, int8: bool = False) -> tuple[bytes, str]:
    """The ONNX file of a weights folder or Hub id, and how it was checked.

    Raises WeightsMissing, WeightsDamaged or NotTheSame, and ValueError where int8 gains nothing.
    """
    folder = Path(source)
    if int8 and (is_ink(folder) or is_row_network(folder)):
        raise ValueError(KERNELS)
    if is_ink(folder):
        ink, inputs = read_ink(folder), ink_pictures()
        return checked(ink_model(ink), inputs, logits_of(ink, inputs))
    if is_row_network(folder):
        rows, inputs = read_row_network(folder), row_pictures()
        return checked(row_model(rows), inputs, logits_of(rows, inputs))
    predictor = Predictor.from_pretrained(source)
    inputs = reader_pictures(predictor)
    expected = reader_answers(predictor, inputs)
    model = reader_model(predictor)
    if not int8:
        return checked(model, inputs, expected)
    smaller = in_int8(model)
    if smaller.ByteSize() > WORTHWHILE * model.ByteSize():
        raise ValueError(KERNELS)
    return alike(smaller, inputs, expected)


def checked(model: onnx.ModelProto, inputs: Arrays, expected: Arrays) -> tuple[bytes, str]:
    """The file of a model that says what it should: every number, and every label if it has some.

    Raises NotTheSame.
    """
    written = model.SerializeToString()
    found = run(written, inputs)
    difference = largest_difference(found, expected)
    if not difference <= TOLERANCE:
        raise NotTheSame(
            f"onnxruntime differs from PyTorch by {difference:.1e} of the largest logit; "
            "nothing written."
        )
    if "probabilities" in expected and share_alike(found, expected) < 1:
        raise NotTheSame("onnxruntime gives other labels than PyTorch; nothing written.")
    return written, (
        f"onnxruntime says what PyTorch says of {_count(inputs)}, "
        f"to {difference:.1e} of the largest logit"
    )


def alike(model: onnx.ModelProto, inputs: Arrays, expected: Arrays) -> tuple[bytes, str]:
    """The file of a model that hardly ever names another class; raises NotTheSame."""
    written = model.SerializeToString()
    share = share_alike(run(written, inputs), expected)
    if share < LEAST_ALIKE:
        raise NotTheSame(f"In int8 only {share:.1%} of the labels stay the same; nothing written.")
    return written, f"{share:.1%} of {_count(inputs)} have the same label as in PyTorch"


def _count(inputs: Arrays) -> str:
    (pictures,) = inputs.values()
    return f"{len(pictures):,} pictures"
