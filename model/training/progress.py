"""What all runs of the command line share: the progress bar, history.json, the weights folder."""

import argparse
import math
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tqdm import tqdm

from ..outputs import writing
from ..weights.storage import write_folder
from .checkpoint import Run, forget_checkpoint, resume, save_checkpoint
from .settings import settings_of


def train(run: Run, options: argparse.Namespace, start: float) -> float:
    """Train to the end, with a line of figures and a checkpoint an epoch.

    Returns how many minutes the run took since `start`, a `time.perf_counter()`, and before it was
    resumed. Raises WrongCheckpoint.
    """
    if options.resume:
        resume(run, options.checkpoint)
    earlier = sum(record.seconds for record in run.records)
    print(run.Record.HEADER)
    for record in run.records:
        print(record)
    done = len(run.records) * run.steps_per_epoch
    total = run.recipe.epochs * run.steps_per_epoch
    with tqdm(total=total, initial=done, unit="batch", leave=False, dynamic_ncols=True) as bar:
        for record in run.epochs(on_step=lambda step: bar.update()):
            if not math.isfinite(record.validation_loss):
                sys.exit("The loss is no number any more; try a lower --learning-rate.")
            with writing(options.checkpoint):
                save_checkpoint(run, options.checkpoint)
            bar.write(str(record), file=sys.stdout)
    return (earlier + time.perf_counter() - start) / 60


def history_of(run: Run, options: argparse.Namespace) -> dict[str, Any]:
    """The content of history.json: what was trained, and the figures of every epoch."""
    settings = settings_of(run.recipe) | {"images": options.images}
    epochs = [asdict(record) for record in run.records]
    return {"recipe": options.recipe, "seed": options.seed, "settings": settings, "epochs": epochs}


def write_weights(
    options: argparse.Namespace, minutes: float, write: Callable[[Path], str]
) -> None:
    """Write the weights folder with `write`, which returns the result in words, and print that."""
    with writing(options.out):
        result = write_folder(options.out, write)
    forget_checkpoint(options.checkpoint)
    print(f"Wrote {options.out}: {result} after {minutes:.1f} minutes.")
