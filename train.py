"""Train Digitpad's network and write its weights folder.

    python train.py                                   # the shipped weights, weights/mnist
    python train.py --recipe tutorial                 # the 2019 tutorial, runs/mnist-tutorial
    python train.py --recipe best --epochs 5 --out runs/quick

    python train.py --resume                          # goes on where the same run was stopped

The data are read from --data-dir, or downloaded into it. The weights folder is written when the
run has ended, and then the whole of it at once: stop it with Ctrl-C whenever you like. After each
epoch a checkpoint is written; --resume goes on from there to the very same weights.
"""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

from model.calibration import fit_temperature, refusal_threshold
from model.data.datasets import CLASSES, DataMissing, Split, load
from model.network import MLP
from model.synthetic.printed import FontsMissing
from model.training.checkpoint import WrongCheckpoint, forget_checkpoint, resume, save_checkpoint
from model.training.distillation import Teacher, trained_teacher
from model.training.extra_examples import digits_of, extra_lessons
from model.training.loop import EpochRecord, Training, logits_of
from model.training.model_card import write_card
from model.training.recipes import RECIPES, Recipe, recipe_for
from model.weights.storage import save_network, write_folder, write_json

HEADER = "epoch   training loss  accuracy   validation loss  accuracy   seconds"


def parse_options(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line's options."""
    parser = argparse.ArgumentParser(
        description="Train Digitpad's network and write its weights folder."
    )
    parser.add_argument("--dataset", choices=CLASSES, default="mnist")
    parser.add_argument("--recipe", choices=RECIPES, default="best")
    parser.add_argument("--data-dir", default="data", help="where the data set is, or goes")
    parser.add_argument(
        "--out", type=Path, help="weights/<dataset> for best, else runs/<dataset>-<recipe>"
    )
    parser.add_argument("--epochs", type=int, help="instead of the recipe's")
    parser.add_argument("--seed", type=int, default=0, help="0 by default")
    parser.add_argument(
        "--resume", action="store_true", help="go on from the checkpoint of the same run, if any"
    )
    parser.add_argument(
        "--checkpoint", type=Path, help="runs/checkpoints/<dataset>-<recipe>-<seed> by default"
    )
    parser.add_argument("--device", choices=["auto", "cpu", "cuda"], default="auto")
    options = parser.parse_args(arguments)
    if options.epochs is not None and options.epochs < 1:
        parser.error("--epochs must be at least 1.")
    if options.device == "auto":
        options.device = "cuda" if torch.cuda.is_available() else "cpu"
    elif options.device == "cuda" and not torch.cuda.is_available():
        parser.error("There is no CUDA device here; use --device cpu.")
    if options.out is None:
        best = options.recipe == "best"
        options.out = Path(
            f"weights/{options.dataset}" if best else f"runs/{options.dataset}-{options.recipe}"
        )
    if options.checkpoint is None:
        name = f"{options.dataset}-{options.recipe}-{options.seed}"
        options.checkpoint = Path("runs/checkpoints") / name
    return options


def main() -> None:
    """Data → recipe → training → weights folder."""
    options = parse_options()
    recipe = recipe_for(options.recipe, options.dataset)
    if options.epochs:
        recipe = replace(recipe, epochs=options.epochs)
    if max(recipe.hidden) < 256:
        torch.set_num_threads(1)  # handing such small matrices to threads costs more than it saves
    try:
        images, validation = load(options.dataset, options.data_dir)
        garments = load("fashion-mnist", options.data_dir)[0].images if recipe.outliers else None
        extra = extra_lessons(recipe, options.seed, garments)
    except (DataMissing, FontsMissing) as missing:
        sys.exit(str(missing))
    kept = len(images) - recipe.held_out
    training, selection = images[:kept], images[kept:]
    print(
        f"{options.dataset}, recipe {options.recipe}, seed {options.seed}, on {options.device}: "
        f"{kept:,} images, {recipe.epochs} epochs → {options.out}"
    )
    start = time.perf_counter()
    classes = CLASSES[options.dataset]
    new_run = partial(
        Training,
        training=training,
        validation=validation,
        classes=classes,
        device=options.device,
    )
    teacher = recipe.teacher and trained_teacher(
        recipe.teacher,
        options.seed + 1,
        classes,
        Path(options.data_dir) / "teachers",
        partial(train_teacher, partial(new_run, extra=digits_of(extra)), options),
    )
    run = new_run(recipe, seed=options.seed, extra=extra, teacher=teacher)
    if options.resume:
        resume(run, options.checkpoint)
    earlier = sum(record.seconds for record in run.records)
    records = run_with_progress(run, options.checkpoint)
    minutes = (earlier + time.perf_counter() - start) / 60
    history = {
        "recipe": options.recipe,
        "seed": options.seed,
        "epochs": [asdict(record) for record in records],
    }

    def write(folder: Path) -> None:
        save_network(run.network, folder)
        write_json(folder / "history.json", history)
        if len(selection):
            write_json(folder / "calibration.json", calibrate(run.network, selection))
        save_validation(folder, validation)
        write_card(folder, options.dataset, options.recipe, recipe, history, minutes)

    write_folder(options.out, write)
    forget_checkpoint(options.checkpoint)
    print(
        f"Wrote {options.out}: validation accuracy {records[-1].validation_accuracy:.2%} "
        f"after {minutes:.1f} minutes."
    )


def run_with_progress(run: Training, checkpoint: Path) -> list[EpochRecord]:
    """Train to the end, showing a progress bar and a line of figures for each epoch.

    Each epoch leaves a checkpoint.
    """
    print(HEADER)
    for record in run.records:
        print(line_of(record))
    done = len(run.records) * run.steps_per_epoch
    total = run.recipe.epochs * run.steps_per_epoch
    with tqdm(total=total, initial=done, unit="batch", leave=False, dynamic_ncols=True) as bar:
        for record in run.epochs(on_step=lambda step: bar.update()):
            save_checkpoint(run, checkpoint)
            bar.write(line_of(record), file=sys.stdout)
    return run.records


def line_of(record: EpochRecord) -> str:
    """One epoch's figures below HEADER."""
    return (
        f"{record.epoch:5d}   {record.train_loss:13.4f}  {record.train_accuracy:8.2%}"
        f"   {record.validation_loss:15.4f}  {record.validation_accuracy:8.2%}"
        f"   {record.seconds:7.1f}"
    )


def train_teacher(
    new_run: Callable[..., Training],
    options: argparse.Namespace,
    teacher: Teacher,
    recipe: Recipe,
    seed: int,
) -> None:
    """Train a teacher, by the same loop as the student."""
    print(f"A teacher, seed {seed}:")
    run = new_run(recipe, seed=seed, learner=teacher)
    checkpoint = options.checkpoint.with_name(f"{options.checkpoint.name}-teacher-{seed}")
    if options.resume:
        resume(run, checkpoint)
    run_with_progress(run, checkpoint)
    teacher.load_state_dict(run.network.state_dict())
    forget_checkpoint(checkpoint)


def calibrate(network: MLP, selection: Split) -> dict[str, float]:
    """The content of calibration.json, fitted on images that were not trained on."""
    logits = logits_of(network, selection)
    content = {"temperature": fit_temperature(logits[:, : len(network.classes)], selection.labels)}
    if network.knows_outliers:
        content["refusal_threshold"] = refusal_threshold(logits)
    return {name: round(value, 4) for name, value in content.items()}


def save_validation(folder: Path, validation: Split) -> None:
    """validation.npz: the images and labels that the page shows its verdicts on."""
    np.savez_compressed(
        folder / "validation.npz",
        images=validation.images.numpy(),
        labels=validation.labels.numpy().astype(np.uint8),
    )


if __name__ == "__main__":
    try:
        main()
    except WrongCheckpoint as wrong:
        sys.exit(str(wrong))
    except KeyboardInterrupt:
        sys.exit("\nStopped; the weights are as they were. --resume goes on after the last epoch.")
