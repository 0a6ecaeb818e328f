"""How long pictures take that are full of things that might be digits.

    python -m tests.benchmarks.crowded [--side 1600]

prints processor time, of which a visitor waits for all: each took up to 20 seconds once.
"""

import argparse
import time

from model import Predictor
from tests.tools.pictures import CROWDED, seven


def main() -> None:
    """One line a picture."""
    parser = argparse.ArgumentParser(description="Time pictures that are hard to read.")
    parser.add_argument("--side", type=int, default=1600, help="in pixels")
    side = parser.parse_args().side
    predictor = Predictor.from_pretrained()
    predictor.read(seven())
    print(f"{'picture':8} {'predict':>9} {'read':>9}")
    for name, make in CROWDED.items():
        picture = make(side)
        times = [time.process_time()]
        for use in (predictor.predict, predictor.read):
            use(picture)
            times.append(time.process_time())
        print(f"{name:8} {times[1] - times[0]:7.2f} s {times[2] - times[1]:7.2f} s")


if __name__ == "__main__":
    main()
