"""Train Digitpad's network and write its weights folder.

    python train.py                                   # the shipped weights, weights/mnist
    python train.py --recipe tutorial                 # the 2019 tutorial, runs/mnist-tutorial
    python train.py --recipe best --epochs 5 --out runs/quick

    python train.py --network cnn                     # the second opinion, weights/mnist-cnn
    python train.py --dataset cifar-10                # colour pictures, weights/cifar-10
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
from typing import Any

import cv2
import numpy as np
import torch
from torch import nn
from tqdm import tqdm

from model.calibration import fit_refusal, fit_temperature
from model.data.datasets import DATA_SETS, MNIST, DataSet
from model.data.splits import SELECTION, DataMissing, Split, load
from model.evaluation.verdicts import judge, save_verdicts
from model.photographs.views import with_views
from model.predictor import SHIPPED_WEIGHTS, Predictor
from model.synthetic.digits import draw_digits
from model.synthetic.printed import TRAINING_FAMILIES, FontsMissing, typefaces
from model.training.checkpoint import WrongCheckpoint, forget_checkpoint, resume, save_checkpoint
from model.training.extra_examples import OUTLIER, extra_examples
from model.training.ink_training import InkRecipe, InkTraining
from model.training.loop import Training, logits_of
from model.training.model_card import write_card, write_ink_card
from model.training.recipes import NETWORKS, RECIPES, has_recipe, network_of, recipe_for
from model.weights.shown_pictures import read_shown, write_shown
from model.weights.storage import (
    WeightsDamaged,
    WeightsMissing,
    read_network,
    save_network,
    write_folder,
    write_json,
)

REPLAYED, REPLAYED_OUTLIERS = 3000, 1000  # pictures in replay.npz
PAGES = "pages"  # what the ink network learns from; no data set, for code makes them


def parse_options(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line's options."""
    parser = argparse.ArgumentParser(
        description="Train Digitpad's network and write its weights folder."
    )
    parser.add_argument("--dataset", choices=[*DATA_SETS, PAGES], default="mnist")
    parser.add_argument("--network", choices=NETWORKS, help="by default the one that is shipped")
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
    usual = network_of(options.recipe, options.dataset)
    options.network = options.network or usual
    if options.dataset == PAGES and (options.recipe, options.network) != ("best", "mlp"):
        parser.error("The ink network has one recipe, best, and is of one kind.")
    if options.dataset in DATA_SETS and not has_recipe(
        options.recipe, options.dataset, options.network
    ):
        parser.error(
            f"There is no recipe {options.recipe} for a {options.network} on {options.dataset}."
        )
    network = options.dataset + (f"-{options.network}" if options.network != usual else "")
    name = f"{network}-{options.recipe}"
    if options.out is None:
        best = options.recipe == "best"
        folder = "ink" if options.dataset == PAGES else network
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
    recipe = recipe_for(options.recipe, dataset, options.network)
    if options.epochs:
        recipe = replace(recipe, epochs=options.epochs)
    if recipe.hidden and not recipe.blocks and max(recipe.hidden) < 256:
        torch.set_num_threads(1)  # handing such small matrices to threads costs more than it saves

    # The data, and who teaches
    first = options.network == network_of(options.recipe, options.dataset)
    try:
        images, validation = load(dataset, options.data_dir)
        trained_on = len(images) - recipe.held_out
        training, selection = images[:trained_on], images[trained_on:]
        extra = extra_examples(recipe, options.seed, training, options.data_dir, dataset)
        teacher = teacher_of(dataset) if recipe.taught else None
        shown = (validation.images.numpy(), validation.labels.numpy())
        if not first:  # the second network of a data set is judged on the pictures of the first
            shown = read_shown(SHIPPED_WEIGHTS / dataset.name)
    except (DataMissing, FontsMissing, WeightsMissing, WeightsDamaged) as missing:
        sys.exit(str(missing))
    print(
        f"{dataset.name}, {options.network}, recipe {options.recipe}, seed {options.seed}, on "
        f"{options.device}: {trained_on:,} images, {recipe.epochs} epochs → {options.out}"
    )

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
    history = history_of(run, options)

    def write(folder: Path) -> float:
        accuracy = run.records[-1].validation_accuracy
        save_network(run.network, folder)
        write_json(folder / "history.json", history)
        if len(selection):
            drawn = options.seed + 3 if recipe.drawn else None
            write_json(folder / "calibration.json", calibrate(run.network, selection, drawn))
        if first:
            write_shown(folder, *shown)
        if dataset.in_colour and shown:  # the page can't wait until so many are judged
            stored = read_shown(folder) if first else shown  # a JPEG file of them
            verdicts = judge(Predictor.from_pretrained(folder), *stored)
            save_verdicts(verdicts, folder)
            accuracy = verdicts.accuracy  # looking several times
        if first and len(selection) and not dataset.in_colour:  # pictures are taught no hand
            save_replay(folder, selection, extra)
        write_card(folder, options.out, dataset, options.recipe, recipe, history, accuracy, minutes)
        return accuracy

    accuracy = write_folder(options.out, write)
    forget_checkpoint(options.checkpoint)
    print(f"Wrote {options.out}: validation accuracy {accuracy:.2%} after {minutes:.1f} minutes.")


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
    history = history_of(run, options)

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


def history_of(run: Training | InkTraining, options: argparse.Namespace) -> dict[str, Any]:
    """The content of history.json: what was trained, and the figures of every epoch."""
    epochs = [asdict(record) for record in run.records]
    return {"recipe": options.recipe, "seed": options.seed, "epochs": epochs}


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


def teacher_of(dataset: DataSet) -> nn.Module:
    """The CNN that teaches a data set's MLP; raises WeightsMissing or WeightsDamaged."""
    folder = SHIPPED_WEIGHTS / f"{dataset.name}-cnn"
    if not folder.is_dir():
        raise WeightsMissing(
            f"This recipe learns from the CNN in {folder}, which is not there; make it first with "
            f"`python train.py --dataset {dataset.name} --network cnn`."
        )
    return read_network(folder).eval().requires_grad_(False)


def calibrate(network: nn.Module, selection: Split, drawn: int | None) -> dict[str, float]:
    """The content of calibration.json, fitted on pictures that were not trained on.

    They are the data set's `selection`. How much may be refused is measured on as many digits drawn
    by code from the seed `drawn` as well, if there is one, since people write in more styles than
    MNIST's writers did; of neither more.
    """
    answering = with_views(network)
    logits = logits_of(answering, selection)
    classes = len(network.classes)
    content = {"temperature": round(fit_temperature(logits[:, :classes], selection.labels), 4)}
    if network.knows_outliers:
        threshold = fit_refusal(logits)
        if drawn is not None:
            images, labels = map(torch.from_numpy, draw_digits(len(selection), drawn))
            threshold = max(threshold, fit_refusal(logits_of(answering, Split(images, labels))))
        content["refusal_threshold"] = round(threshold, 4)
    return content


def save_replay(folder: Path, selection: Split, extra: Split | None) -> None:
    """replay.npz: what a head that is taught something new is not to forget."""
    replay = selection[-REPLAYED:]
    if extra:
        replay = replay + extra[extra.labels == OUTLIER][:REPLAYED_OUTLIERS]
    np.savez_compressed(
        folder / "replay.npz",
        images=replay.images.numpy(),
        labels=replay.labels.numpy().astype(np.uint8),
    )


if __name__ == "__main__":
    try:
        main()
    except WrongCheckpoint as wrong:
        sys.exit(str(wrong))
    except KeyboardInterrupt:
        sys.exit("\nStopped; the weights are as they were. --resume goes on after the last epoch.")
