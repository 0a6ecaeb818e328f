"""Write a network as an ONNX file, for programs without PyTorch.

    python -m model.export weights/mnist --out digits.onnx
    python -m model.export weights/mnist --out digits.onnx --int8

needs `pip install onnx onnxruntime`. `model/onnx/networks.py` describes inputs, outputs and
metadata of the file. It is written only if onnxruntime and PyTorch agree on the labels of 1,000
pictures and no number differs by more than 1e-5 of the largest logit; with --int8 if at least 99 %
of the labels agree.
"""

import argparse
import sys
from pathlib import Path

from .onnx import missing
from .outputs import require_writable, whole_file, writing
from .weights.storage import WeightsDamaged, WeightsMissing


def main(prog: str = "python -m model.export") -> None:
    """Run the command line; `prog` is the name of the command in help and errors."""
    parser = argparse.ArgumentParser(prog=prog, description="Write a network as an ONNX file.")
    parser.add_argument("weights", help="a weights folder or Hub id")
    parser.add_argument("--out", type=Path, required=True, help="the ONNX file to write")
    parser.add_argument("--int8", action="store_true", help="dense layers in 8 bits")
    options = parser.parse_args()
    require_writable(parser, options.out)
    if sentence := missing("onnx", "onnxruntime"):
        sys.exit(str(sentence))
    from .onnx.file import NotTheSame, onnx_file  # they import optional packages

    try:
        written, how = onnx_file(options.weights, options.int8)
    except (WeightsMissing, WeightsDamaged, NotTheSame, ValueError) as problem:
        sys.exit(str(problem))
    with whole_file(options.out) as partial, writing(options.out):
        partial.write_bytes(written)
    print(f"Wrote {options.out}, {len(written) / 1e6:.1f} MB: {how}.")


if __name__ == "__main__":
    main()
