"""How soon a network reads 96.5 % and 99 % of MNIST's test images.

    python -m tests.benchmarks.time_to_accuracy --data-dir data --seeds 5

trains every seed in a process of its own, loads the data from disk within the time that is
counted, validates on all 10,000 images after each epoch and stops at the first that is good
enough. It prints each seed's seconds of loading and training, and those since its process was
started, imports and all, and the medians.

Both recipes were chosen on training images that are held out of the training.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from dataclasses import replace

from model.data.datasets import MNIST
from model.training.augmentation.digits import Augmentation
from model.training.recipes import BEST_DIGITS, Recipe

_QUICK = replace(BEST_DIGITS, drawn=0, printed=0, outliers=0, held_out=0, average_decay=0.0)
RECIPES: dict[float, Recipe] = {
    0.965: replace(
        _QUICK,
        hidden=(256, 128),
        epochs=1,
        batch_size=512,
        learning_rate=1e-2,
        augmentation=None,
    ),
    0.99: replace(
        _QUICK,
        hidden=(800, 400),
        epochs=12,
        batch_size=256,
        learning_rate=4e-3,
        average_decay=0.98,
        augmentation=Augmentation(
            rotation=9, shear=0.15, aspect=0.15, elastic=0.6, thicker=0.15, thinner=0.15, noise=0.0
        ),
        echoes=2,
    ),
}


def main() -> None:
    """Time every seed, or be the process that trains one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data-dir", default="data", help="where MNIST lies")
    parser.add_argument("--seeds", type=int, default=5, help="how many")
    parser.add_argument("--child", nargs=3, metavar=("GOAL", "SEED", "STARTED"))
    options = parser.parse_args()
    if options.child:
        goal, seed, started = map(float, options.child)
        print(json.dumps(train(goal, int(seed), started, options.data_dir)))
        return
    for goal in RECIPES:
        runs = [time_one(goal, seed, options.data_dir) for seed in range(options.seeds)]
        for run in runs:
            print(
                "  seed {seed}: {accuracy:.2%} after {epochs} epochs, {training:.1f} s of "
                "training, {whole:.1f} s since the process began".format(**run)
            )
        training, whole = (statistics.median(run[k] for run in runs) for k in ("training", "whole"))
        print(f"{goal:.1%}: median {training:.2f} s of training, {whole:.2f} s in all")


def time_one(goal: float, seed: int, data_dir: str) -> dict[str, float]:
    """One run in a fresh process."""
    command = [sys.executable, "-m", "tests.benchmarks.time_to_accuracy", "--data-dir", data_dir]
    child = [*command, "--child", str(goal), str(seed), str(time.time())]
    return json.loads(subprocess.run(child, stdout=subprocess.PIPE, check=True).stdout)


def train(goal: float, seed: int, started: float, data_dir: str) -> dict[str, float]:
    """Load, train and validate until the goal is reached, or the recipe is at its end."""
    import torchvision.datasets  # noqa: F401 - imports are not counted, and load needs it

    from model.data.splits import load
    from model.training.loop import Training

    began = time.time()
    images, validation = load(MNIST, data_dir)
    # Only a few training images are measured after each epoch: the goal is about validation.
    run = Training(RECIPES[goal], images[:1000], validation, seed=seed, extra=images[1000:])
    for record in run.epochs():
        if record.validation_accuracy >= goal:
            break
    now = time.time()
    return {
        "seed": seed,
        "accuracy": record.validation_accuracy,
        "epochs": record.epoch,
        "training": now - began,
        "whole": now - started,
    }


if __name__ == "__main__":
    main()
