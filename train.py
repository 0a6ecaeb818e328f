"""Train Digitpad's network and write its weights folder.

    python train.py                                   # the shipped weights, weights/mnist
    python train.py --recipe tutorial                 # the 2019 tutorial, runs/mnist-tutorial
    python train.py --recipe best --epochs 5 --out runs/quick

    python train.py --dataset pages                   # the ink network, weights/ink
    python train.py --resume                          # goes on where the same run was stopped

The data are read from --data-dir, or downloaded into it. The weights folder is written when the
run has ended, and then the whole of it at once: stop it with Ctrl-C whenever you like. After each
epoch a checkpoint is written; --resume goes on from there to the very same weights.
"""

import argparse
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

import cv2
import numpy as np
import torch
from safetensors.torch import load_file
from tqdm import tqdm

from model.calibration import REFUSAL_THRESHOLD, fit_temperature
from model.data.datasets import DATA_SETS, FASHION_MNIST, MNIST, DataSet
from model.data.splits import SELECTION, DataMissing, Split, load
from model.network import MLP
from model.synthetic.printed import TRAINING_FAMILIES, FontsMissing, typefaces
from model.training.checkpoint import WrongCheckpoint, forget_checkpoint, resume, save_checkpoint
from model.training.distillation import Teacher, new_teacher, save_teacher, teacher_file
from model.training.extra_examples import digits_of, extra_examples
from model.training.ink_training import InkRecipe, InkTraining
from model.training.loop import Training, logits_of
from model.training.model_card import write_card, write_ink_card
from model.training.recipes import RECIPES, Recipe, recipe_for
from model.weights.storage import save_network, write_folder, write_json

PAGES = "pages"  # what the ink network learns from; no data set, for code makes them


def parse_options(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line's options."""
    parser = argparse.ArgumentParser(
        description="Train Digitpad's network and write its weights folder."
    )
    parser.add_argument("--dataset", choices=[*DATA_SETS, PAGES], default="mnist")
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
        "--checkpoint", type=Path, help="runs/checkpoints/<dataset>-<recipe>-<seed>.pt by default"
    )
    parser.add_argument("--device", choices=["auto", "cpu", "cuda"], default="auto")
    options = parser.parse_args(arguments)
    if options.epochs is not None and options.epochs < 1:
        parser.error("--epochs must be at least 1.")
    if options.device == "auto":
        options.device = "cuda" if torch.cuda.is_available() else "cpu"
    elif options.device == "cuda" and not torch.cuda.is_available():
        parser.error("There is no CUDA device here; use --device cpu.")
    if options.dataset == PAGES and options.recipe != "best":
        parser.error("The ink network has one recipe, best.")
    name = f"{options.dataset}-{options.recipe}"
    if options.out is None:
        best = options.recipe == "best"
        folder = "ink" if options.dataset == PAGES else options.dataset
        options.out = Path("weights") / folder if best else Path("runs") / name
    if options.checkpoint is None:
        options.checkpoint = Path("runs/checkpoints") / f"{name}-{options.seed}.pt"
    return options


def main() -> None:
    """Train what the command line asks for."""
    options = parse_options()
    (train_ink if options.dataset == PAGES else train_reader)(options)


def train_reader(options: argparse.Namespace) -> None:
    """Data → recipe → teacher → training → the weights folder of a network that names pictures."""
    start = time.perf_counter()

    # The recipe
    dataset = DATA_SETS[options.dataset]
    recipe = recipe_for(options.recipe, dataset)
    if options.epochs:
        recipe = replace(recipe, epochs=options.epochs)
    if max(recipe.hidden) < 256:
        torch.set_num_threads(1)  # handing such small matrices to threads costs more than it saves

    # The data
    try:
        images, validation = load(dataset, options.data_dir)
        garments = load(FASHION_MNIST, options.data_dir)[0].images if recipe.outliers else None
        extra = extra_examples(recipe, options.seed, garments)
    except (DataMissing, FontsMissing) as missing:
        sys.exit(str(missing))
    trained_on = len(images) - recipe.held_out
    training, selection = images[:trained_on], images[trained_on:]
    print(
        f"{dataset.name}, recipe {options.recipe}, seed {options.seed}, on {options.device}: "
        f"{trained_on:,} images, {recipe.epochs} epochs → {options.out}"
    )

    # The teacher, if the recipe has one
    teacher = None
    if recipe.teacher:
        teacher = trained_teacher(recipe.teacher, dataset, training, validation, extra, options)

    # The training
    run = Training(
        recipe,
        training,
        validation,
        dataset,
        seed=options.seed,
        device=options.device,
        extra=extra,
        teacher=teacher,
    )
    if options.resume:
        resume(run, options.checkpoint)
    earlier = sum(record.seconds for record in run.records)
    train(run, options.checkpoint)
    minutes = (earlier + time.perf_counter() - start) / 60

    # The weights folder
    epochs = [asdict(record) for record in run.records]
    history = {"recipe": options.recipe, "seed": options.seed, "epochs": epochs}

    def write(folder: Path) -> None:
        save_network(run.network, folder)
        write_json(folder / "history.json", history)
        if len(selection):
            write_json(folder / "calibration.json", calibrate(run.network, selection))
        save_validation(folder, validation)
        write_card(folder, dataset, options.recipe, recipe, history, minutes)

    write_folder(options.out, write)
    forget_checkpoint(options.checkpoint)
    print(
        f"Wrote {options.out}: validation accuracy {run.records[-1].validation_accuracy:.2%} "
        f"after {minutes:.1f} minutes."
    )


def train_ink(options: argparse.Namespace) -> None:
    """MNIST's digits → pages made by code → training → the ink network's weights folder."""
    start = time.perf_counter()
    recipe = InkRecipe(epochs=options.epochs) if options.epochs else InkRecipe()
    cv2.setNumThreads(1)
    try:
        digits = load(MNIST, options.data_dir)[0].images.numpy()
        typefaces(TRAINING_FAMILIES[0])  # asked for here, not by the process that makes pages
    except (DataMissing, FontsMissing) as missing:
        sys.exit(str(missing))
    written, kept_out = digits[:-SELECTION], digits[-SELECTION:]
    print(
        f"Pages, seed {options.seed}, on {options.device}: {recipe.epochs} epochs of "
        f"{recipe.pages:,} pages → {options.out}"
    )
    run = InkTraining(recipe, written, kept_out, options.seed, options.device)
    if options.resume:
        resume(run, options.checkpoint)
    earlier = sum(record.seconds for record in run.records)
    train(run, options.checkpoint)
    minutes = (earlier + time.perf_counter() - start) / 60
    epochs = [asdict(record) for record in run.records]
    history = {"recipe": options.recipe, "seed": options.seed, "epochs": epochs}

    def write(folder: Path) -> None:
        save_network(run.network.half(), folder)  # its logits stay the same to a hundredth
        write_json(folder / "history.json", history)
        write_ink_card(folder, recipe, history, minutes)

    write_folder(options.out, write)
    forget_checkpoint(options.checkpoint)
    print(
        f"Wrote {options.out}: F-measure {run.records[-1].validation_f_measure:.2%} "
        f"after {minutes:.1f} minutes."
    )


def train(run: Training | InkTraining, checkpoint: Path) -> None:
    """Train to the end, with a progress bar, a line of figures and a checkpoint an epoch."""
    print(run.Record.HEADER)
    for record in run.records:
        print(record)
    done = len(run.records) * run.steps_per_epoch
    total = run.recipe.epochs * run.steps_per_epoch
    with tqdm(total=total, initial=done, unit="batch", leave=False, dynamic_ncols=True) as bar:
        for record in run.epochs(on_step=lambda step: bar.update()):
            save_checkpoint(run, checkpoint)
            bar.write(str(record), file=sys.stdout)


def trained_teacher(
    recipe: Recipe,
    dataset: DataSet,
    training: Split,
    validation: Split,
    extra: Split | None,
    options: argparse.Namespace,
) -> Teacher:
    """The teacher of its recipe and seed: loaded from beside the data, or trained and put there."""
    seed = options.seed + 1
    teacher = new_teacher(recipe, dataset.classes, seed)
    path = teacher_file(Path(options.data_dir) / "teachers", recipe, dataset.classes, seed)
    if not path.is_file():
        print(f"A teacher, seed {seed}:")
        run = Training(
            recipe,
            training,
            validation,
            dataset,
            seed=seed,
            device=options.device,
            extra=digits_of(extra),
            student=teacher,
        )
        checkpoint = options.checkpoint.with_name(f"teacher-{seed}-{options.checkpoint.name}")
        if options.resume:
            resume(run, checkpoint)
        train(run, checkpoint)
        save_teacher(run.network, path)
        forget_checkpoint(checkpoint)
    teacher.load_state_dict(load_file(path), strict=True)
    return teacher.eval().requires_grad_(False)


def calibrate(network: MLP, selection: Split) -> dict[str, float]:
    """The content of calibration.json, fitted on images that were not trained on."""
    logits = logits_of(network, selection)[:, : len(network.classes)]
    content = {"temperature": round(fit_temperature(logits, selection.labels), 4)}
    if network.knows_outliers:
        content["refusal_threshold"] = REFUSAL_THRESHOLD
    return content


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
