"""Whether borrowed weights win: few garments, and the shipped CNN of digits to begin with.

    python -m tests.benchmarks.borrowing [--seeds 5] [--images 300]

trains the preset of the Train tab, "few garments, borrowed weights", with each seed, and the same
network from PyTorch's own first weights, and prints means and standard deviations of the accuracy
on the 2,000 test images that no run learns from. Nothing was chosen by these figures but the
number of images, of 150, 300 and 1,000.
"""

import argparse
from dataclasses import replace
from statistics import mean, stdev

import torch

from model.data.datasets import FASHION_MNIST
from model.data.splits import load_shipped
from model.networks.initialisation import PYTORCH
from model.training.loop import Training
from model.training.settings import PRESETS, Settings
from model.weights.shipped import SHIPPED_WEIGHTS


def main() -> None:
    """Train and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--images", type=int, default=300)
    options = parser.parse_args()
    torch.set_num_threads(1)
    data = load_shipped(SHIPPED_WEIGHTS / FASHION_MNIST.name)
    borrowed = replace(Settings(**PRESETS["borrowed"]), training_images=options.images)
    for settings in (borrowed, replace(borrowed, initialisation=PYTORCH)):
        found = []
        for seed in range(options.seeds):
            run = Training(settings.recipe, *data, FASHION_MNIST, seed=seed)
            found.append(list(run.epochs())[-1].validation_accuracy)
        spread = stdev(found) if len(found) > 1 else 0.0
        print(f"{settings.initialisation}: {mean(found):.2%} ± {100 * spread:.2f}", flush=True)


if __name__ == "__main__":
    main()
