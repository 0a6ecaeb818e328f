"""A small MNIST of validation images; what learns from it is thrown away."""

import struct
from pathlib import Path

import numpy as np

from tests.tools.pictures import validation


def small_mnist(root: Path, training: int = 6000, shown: int = 1000) -> Path:
    """Write so many training and test images below `root`, which is returned."""
    raw = root / "MNIST" / "raw"
    raw.mkdir(parents=True)
    images, labels = validation()
    for name, part in (("train", slice(training)), ("t10k", slice(training, training + shown))):
        write_idx(raw / f"{name}-images-idx3-ubyte", images[part])
        write_idx(raw / f"{name}-labels-idx1-ubyte", labels[part])
    return root


def write_idx(path: Path, array: np.ndarray) -> None:
    """MNIST's file format: two zeros, the type, the number of dimensions, sizes, numbers."""
    header = struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
    path.write_bytes(header + array.tobytes())
