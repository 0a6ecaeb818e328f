"""Whether the verdict on overfitting is the same for every seed.

    python -m tests.benchmarks.verdicts [--data-dir data] [--seeds 30] [--images 8000 60000]
        [--presets tutorial good ...] [--random 20]

trains each preset of the Train tab with many seeds, on the images that lie beside the weights
(8,000) and on all of MNIST (60,000), and prints how often each verdict was given; then random
settings with three seeds each, and how many of them got one verdict. The seeds are none that the
limits of model/evaluation/overfitting.py were chosen with, which were 100 and above.
"""

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
import torch

from model.data.datasets import MNIST
from model.data.splits import Split, load, load_shipped
from model.evaluation.overfitting import VERDICTS, verdict
from model.networks.initialisation import INITIALISATIONS
from model.predictor import SHIPPED_WEIGHTS
from model.training.examples.detection import ALL_CLASSES
from model.training.loop import Training
from model.training.settings import PRESETS, Settings

SIZES = ("8000", "60000")
SEEDS_OF_RANDOM = 3


def verdict_of(settings: Settings, data: tuple[Split, Split]) -> str:
    """The name of the verdict at the end of a run."""
    run = Training(settings.recipe, *data, MNIST, seed=settings.seed)
    records = list(run.epochs())
    measured = min(5_000, len(run.training))
    detects = settings.detect != ALL_CLASSES
    found = verdict(records, len(MNIST.classes), len(run.validation), measured, detects=detects)
    return found.name


def some_settings(random: np.random.Generator) -> dict[str, object]:
    """Random settings, as a visitor might choose them."""
    layers = int(random.integers(0, 4))
    return {
        "hidden": tuple(int(2 ** random.uniform(3, 9)) for _ in range(layers)),
        "learning_rate": float(10 ** random.uniform(-4, -1)),
        "batch_size": int(random.choice([32, 64, 100, 256, 512])),
        "epochs": int(random.integers(5, 16)),
        "optimiser": str(random.choice(["adam", "sgd", "momentum"])),
        "activation": str(random.choice(["relu", "sigmoid", "tanh", "gelu"])),
        "initialisation": str(random.choice(INITIALISATIONS)),
        "training_images": int(random.choice([300, 1000, 3000, 8000])),
        "dropout": float(random.choice([0, 0, 0.2, 0.5])),
        "weight_decay": float(random.choice([0, 0, 0.01, 0.1])),
        "label_noise": float(random.choice([0, 0, 0, 0.2])),
        "batch_norm": bool(random.random() < 0.2),
        "one_cycle": bool(random.random() < 0.3),
        "augmentation": bool(random.random() < 0.2),
    }


def main() -> None:
    """Train, judge, count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data-dir", default="data", help="where MNIST is")
    parser.add_argument("--seeds", type=int, default=30)
    parser.add_argument("--images", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--presets", nargs="*", choices=list(PRESETS), default=list(PRESETS))
    parser.add_argument("--random", type=int, default=20, help="how many random settings")
    options = parser.parse_args()
    torch.set_num_threads(1)
    data = {"8000": load_shipped(Path(SHIPPED_WEIGHTS / "mnist"))}
    if "60000" in options.images:
        data["60000"] = load(MNIST, options.data_dir)
    print("| preset | images | " + " | ".join(VERDICTS) + " |")
    print("| --- | ---: | " + " | ".join("---:" for _ in VERDICTS) + " |")
    for size in options.images:
        for name in options.presets:
            found = Counter(
                verdict_of(Settings(**PRESETS[name], seed=seed), data[size])
                for seed in range(options.seeds)
            )
            cells = " | ".join(str(found[one]) for one in VERDICTS)
            print(f"| {name} | {int(size):,} | {cells} |", flush=True)
    unanimous = 0
    random = np.random.default_rng(0)
    for number in range(options.random):
        given = some_settings(random)
        found = Counter(
            verdict_of(Settings(**given, seed=seed), data["8000"])
            for seed in range(SEEDS_OF_RANDOM)
        )
        unanimous += len(found) == 1
        print(number, dict(found), given if len(found) > 1 else "", flush=True)
    print(f"{unanimous} of {options.random} random settings got one verdict")


if __name__ == "__main__":
    main()
