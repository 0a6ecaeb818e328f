"""ONNX files of the shipped networks: how large, how right and how fast, in float32 and in int8.

    python -m tests.benchmarks.onnx_files
    python -m tests.benchmarks.onnx_files --card mnist mnist-cnn

has each network, or those that are named, answer the 10,000 test images of its data set, which lie
beside the weights, a thousand at a time, in PyTorch and in onnxruntime on one thread each, prints
the file's size, how many labels are right and how many are PyTorch's, and the median time for one
image and for each of a thousand at once, in the quietest of five rounds. With --card size, time for
one image and accuracy become rows of the weights' model cards.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from model import Predictor
from model.onnx.file import onnx_file
from model.predictor import SHIPPED_WEIGHTS
from model.weights.card import read_figures, write_figures
from model.weights.shown_pictures import read_shown

SHIPPED = ("mnist", "mnist-cnn", "fashion-mnist", "fashion-mnist-cnn", "cifar-10", "cifar-10-mlp")
TIMES = 300
ROUNDS = 5
BATCH = 1000

Answer = Callable[[np.ndarray], np.ndarray]


def main() -> None:
    """Measure, print, and perhaps write."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.onnx_files")
    parser.add_argument("--card", action="store_true", help="put the figures into the cards")
    parser.add_argument("networks", nargs="*", default=SHIPPED, help="names of weights folders")
    options = parser.parse_args()
    torch.set_num_threads(1)
    for name in options.networks:
        folder = SHIPPED_WEIGHTS / name
        dataset = Predictor.from_pretrained(folder).dataset
        images, labels = read_shown(SHIPPED_WEIGHTS / dataset.name)
        images = np.float32(images) / 255
        sides = "×".join(map(str, dataset.shape))
        row = f"the stored {sides} by an ONNX file"  # begins those of the card
        said, _ = report(f"{name} in PyTorch", by_pytorch(folder), images, labels)
        rows = []
        for kind, int8 in (("float32", False), ("int8", True)):
            written, _ = onnx_file(str(folder), int8)
            size = f"{len(written) / 1e6:.1f} MB"
            named = f"{name} in ONNX, {kind}, {size}"
            found, one = report(named, by_onnxruntime(written), images, labels, said)
            what = f"{row} in {kind}: {size}, {one:.2f} ms for an image on one core"
            rows.append((what, f"{(found == labels).mean():.2%}"))
        if options.card:
            others = [one for one in read_figures(folder) if not one[0].startswith(row)]
            write_figures(folder, others + rows)


def by_pytorch(folder: Path) -> Answer:
    """The page's own way, from float images to the logits of the classes."""
    predictor = Predictor.from_pretrained(folder)
    network, classes = predictor.network.folded(), len(predictor.classes)

    @torch.inference_mode()
    def answer(images: np.ndarray) -> np.ndarray:
        return network.infer(torch.from_numpy(images))[:, :classes].numpy()

    return answer


def by_onnxruntime(written: bytes) -> Answer:
    """The file's probabilities."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(written, options)
    return lambda images: session.run(["probabilities"], {"images": images})[0]


def report(
    name: str,
    answer: Answer,
    images: np.ndarray,
    labels: np.ndarray,
    expected: np.ndarray | None = None,
) -> tuple[np.ndarray, float]:
    """Print one network's figures; the labels (N,) that it gave, and ms for one image."""
    parts = np.split(images, range(BATCH, len(images), BATCH))
    said = np.concatenate([answer(part).argmax(axis=1) for part in parts])
    same = "" if expected is None else f", {(said == expected).sum():,} labels as in PyTorch"
    one = 1000 * seconds(lambda: answer(images[:1]), TIMES)
    each = 1000 * seconds(lambda: answer(images[:BATCH]), 5) / BATCH
    print(f"{name}: {(said == labels).mean():.2%} right{same}")
    print(f"  one image {one:.3f} ms; of {BATCH:,} at once each {each:.4f} ms", flush=True)
    return said, one


def seconds(work: Callable[[], object], times: int) -> float:
    """The median of so many times, in the quietest of some rounds."""
    work()
    medians = []
    for _ in range(ROUNDS):
        taken = []
        for _ in range(times):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
        medians.append(float(np.median(taken)))
    return min(medians)


if __name__ == "__main__":
    main()
