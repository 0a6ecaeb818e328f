"""How long the model takes for a drawing, and for a phone's photo with its decoding.

    python -m tests.benchmarks.predict_speed

runs on one thread and prints the minimum, the median and the 95th percentile in milliseconds, and
the median of the processor time alone, which on a busy machine says more. To stay on one core:
`taskset -c 1 python -m tests.benchmarks.predict_speed`.
"""

import statistics
import time
from collections.abc import Callable

import cv2
import torch

from model import Predictor
from tests.benchmarks.drawn_pictures import page_of_digits, photo


def main() -> None:
    """Measure and print."""
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    predictor = Predictor.from_pretrained()
    drawing, jpeg = page_of_digits(1, 400, 400), photo(3000, 4000)
    report("drawing of 400 × 400", lambda: predictor.predict(drawing), rounds=300)
    name = f"photo of 12 megapixels, {len(jpeg) / 1e6:.1f} MB of JPEG"
    report(name, lambda: predictor.predict(jpeg), rounds=20)


def report(name: str, answer: Callable[[], object], rounds: int) -> None:
    """Print the distribution of the seconds that `answer` takes, in ms."""
    for _ in range(3):
        answer()
    taken, computing = [], []
    for _ in range(rounds):
        start, start_computing = time.perf_counter(), time.process_time()
        answer()
        taken.append(1000 * (time.perf_counter() - start))
        computing.append(1000 * (time.process_time() - start_computing))
    print(f"predict(), {name}, {rounds} times:")
    print(f"  minimum {min(taken):.2f} ms")
    print(f"  median {statistics.median(taken):.2f} ms")
    print(f"  95th percentile {statistics.quantiles(taken, n=20)[-1]:.2f} ms")
    print(f"  processor time, median {statistics.median(computing):.2f} ms")


if __name__ == "__main__":
    main()
