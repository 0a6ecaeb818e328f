"""How long a photograph of 12 megapixels takes from its bytes to its name.

    python -m tests.benchmarks.photograph

makes such a photograph of a test picture, as a JPEG, reads it 30 times with one thread and prints
the medians and 95th percentiles, in milliseconds: of decoding, of reading what is decoded, and of
both with the MLP's opinion beside it. It also tells how long the first picture waits for weights.
"""

import io
import statistics
import time
from collections.abc import Callable

import cv2
import numpy as np
import torch
from PIL import Image

from model.data.datasets import CIFAR_10
from model.picture.decoding import decode
from ui.draw.tab import answer
from ui.shipped import second, shipped
from ui.visitor import Visitor

SIZE = (4000, 3000)  # px
TIMES = 30


def main() -> None:
    """Measure and print."""
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    start = time.perf_counter()
    predictor = shipped(CIFAR_10.name)
    second(CIFAR_10.name)
    print(f"{1000 * (time.perf_counter() - start):6.1f} ms  the weights, when first asked for")
    photograph = large(predictor.validation[0][0])
    picture, visitor = decode(photograph), Visitor(dataset=CIFAR_10.name)
    rows: dict[str, Callable[[], object]] = {
        "decoding": lambda: decode(photograph),
        "reading what is decoded": lambda: predictor.read(picture),
        "both": lambda: predictor.read(photograph),
        "all that the page is told": lambda: answer(visitor, decode(photograph), "picture"),
    }
    for name, run in rows.items():
        took = [milliseconds(run) for _ in range(TIMES)]
        median, slow = statistics.median(took), statistics.quantiles(took, n=20)[-1]
        print(f"{median:6.1f} ms, 95 % within {slow:6.1f}  {name}")


def large(image: np.ndarray) -> bytes:
    """A small picture (H, W, 3) uint8 as the JPEG of a camera."""
    file = io.BytesIO()
    Image.fromarray(image).resize(SIZE, Image.Resampling.BICUBIC).save(file, "JPEG", quality=90)
    return file.getvalue()


def milliseconds(run: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main()
