"""Train Digitpad's network and write its weights folder.

    python train.py                                   # the shipped weights, weights/mnist
    python train.py --recipe tutorial                 # the 2019 tutorial, runs/mnist-tutorial
    python train.py --recipe tutorial --hidden 300,100 --optimiser sgd --learning-rate 0.1
    python train.py --recipe best --epochs 5          # runs/mnist-best: not the recipe as it is

    python train.py --network cnn                     # the second opinion, weights/mnist-cnn
    python train.py --dataset cifar-10                # colour pictures, weights/cifar-10
    python train.py --dataset pages                   # the ink network, weights/ink
    python train.py --resume                          # goes on where the same run was stopped

The data are read from --data-dir, or downloaded into it. The weights folder is written when the
run has ended, and then the whole of it at once: stop it with Ctrl-C whenever you like. After each
epoch a checkpoint is written; --resume goes on from there to the very same weights. With other
settings than the recipe's, it goes into runs/ unless --out says otherwise.
"""

import argparse
import math
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import cv2
import torch
from tqdm import tqdm

from model.data.datasets import DATA_SETS, MNIST
from model.data.splits import SELECTION, TRAINED_ON, DataMissing, load, load_shipped
from model.evaluation.verdicts import judge, save_verdicts
from model.outputs import require_writable, writing
from model.predictor import SHIPPED_WEIGHTS, Predictor
from model.synthetic.printed import TRAINING_FAMILIES, FontsMissing, typefaces
from model.training.checkpoint import WrongCheckpoint, forget_checkpoint, resume, save_checkpoint
from model.training.distillation import teacher_of
from model.training.extra_examples import extra_examples
from model.training.held_out import calibrate, save_replay
from model.training.ink_training import InkRecipe, InkTraining
from model.training.loop import Training
from model.training.model_card import write_card, write_ink_card
from model.training.options import as_options, between, settings_of, widths, with_settings
from model.training.recipes import (
    NETWORKS,
    OPTIMISERS,
    RECIPES,
    has_recipe,
    network_of,
    recipe_for,
)
from model.weights.shown_pictures import read_shown, write_shown
from model.weights.storage import (
    WeightsDamaged,
    WeightsMissing,
    save_network,
    write_folder,
    write_json,
)

SHIPPED = "shipped"  # images that lie beside the weights
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
        "--out", type=Path, help="weights/<dataset> for best as it is, else runs/<dataset>-<recipe>"
    )
    parser.add_argument("--seed", type=between(0, 2**31 - 1), default=0, help="0 by default")
    parser.add_argument(
        "--resume", action="store_true", help="go on from the checkpoint of the same run, if any"
    )
    parser.add_argument(
        "--checkpoint", type=Path, help="runs/checkpoints/<dataset>-<recipe>-<seed>.pt by default"
    )
    parser.add_argument("--device", choices=["auto", "cpu", "cuda"], default="auto")
    settings = parser.add_argument_group("settings", "each by default the recipe's")
    settings.add_argument("--epochs", type=between(1, 100_000))
    settings.add_argument("--hidden", type=widths, help="widths, as 300,100")
    settings.add_argument("--learning-rate", type=between(1e-9, 10.0), help="or its peak")
    settings.add_argument("--batch-size", type=between(1, 10_000))
    settings.add_argument("--optimiser", choices=OPTIMISERS)
    settings.add_argument(
        "--images",
        choices=("all", SHIPPED),
        default="all",
        help=f"{SHIPPED}: the first {TRAINED_ON:,} test images, which come with the weights",
    )
    options = parser.parse_args(arguments)
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
    recipe = InkRecipe()
    if options.dataset in DATA_SETS:
        recipe = recipe_for(options.recipe, DATA_SETS[options.dataset], options.network)
    elif options.images != "all":
        parser.error("The ink network learns from pages made by code; leave --images out.")
    try:
        options.settings = with_settings(recipe, options)
    except ValueError as wrong:
        parser.error(str(wrong))
    network = options.dataset + (f"-{options.network}" if options.network != usual else "")
    name = f"{network}-{options.recipe}"
    if options.out is None:
        as_it_is = options.settings == recipe and options.images == "all"
        folder = "ink" if options.dataset == PAGES else network
        shipped = options.recipe == "best" and as_it_is
        options.out = Path("weights") / folder if shipped else Path("runs") / name
    if options.checkpoint is None:
        options.checkpoint = Path("runs/checkpoints") / f"{name}-{options.seed}.pt"
    require_writable(parser, options.out, folder=True)
    require_writable(parser, options.checkpoint)
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
    recipe = options.settings
    if recipe.hidden and not recipe.blocks and max(recipe.hidden) < 256:
        torch.set_num_threads(1)  # handing such small matrices to threads costs more than it saves

    # The data, and who teaches
    try:
        if options.images == SHIPPED:
            images, validation = load_shipped(SHIPPED_WEIGHTS / dataset.name)
        else:
            images, validation = load(dataset, options.data_dir)
        trained_on = len(images) - recipe.held_out
        training, selection = images[:trained_on], images[trained_on:]
        extra = extra_examples(recipe, options.seed, training, options.data_dir, dataset)
        teacher = teacher_of(dataset) if recipe.taught else None
    except (DataMissing, FontsMissing, WeightsMissing, WeightsDamaged) as missing:
        sys.exit(str(missing))
    print(
        f"{dataset.name}, {options.network}, recipe {options.recipe}, seed {options.seed}, on "
        f"{options.device}: {trained_on:,} images, {as_options(settings_of(recipe))} "
        f"→ {options.out}"
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
    if recipe.batch_norm and (len(run.undistorted) - 1) % recipe.batch_size == 0:
        sys.exit(
            f"Batches of {recipe.batch_size} would leave a single image for the last one, which "
            "can't be normalised; choose another --batch-size."
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
        first = options.network == network_of(options.recipe, options.dataset)
        own = first or options.images == SHIPPED
        if own:  # the second network of a data set is judged on the same ones
            write_shown(folder, validation.images.numpy(), validation.labels.numpy())
        shown = read_shown(folder if own else SHIPPED_WEIGHTS / dataset.name)
        if dataset.in_colour and shown:  # the page can't wait until so many are judged
            verdicts = judge(Predictor.from_pretrained(folder), *shown)
            save_verdicts(verdicts, folder)
            accuracy = verdicts.accuracy  # looking several times
        if first and len(selection) and not dataset.in_colour:  # pictures are taught no hand
            save_replay(folder, selection, extra)
        write_card(folder, options.out, dataset, options.recipe, recipe, history, accuracy, minutes)
        return accuracy

    with writing(options.out):
        accuracy = write_folder(options.out, write)
    forget_checkpoint(options.checkpoint)
    print(f"Wrote {options.out}: validation accuracy {accuracy:.2%} after {minutes:.1f} minutes.")


def train_ink(options: argparse.Namespace) -> None:
    """MNIST's digits → pages made by code → training → the ink network's weights folder."""
    start = time.perf_counter()
    recipe = options.settings
    cv2.setNumThreads(1)
    try:
        digits = load(MNIST, options.data_dir)[0].images.numpy()
        typefaces(TRAINING_FAMILIES[0])  # asked for here, not by the process that makes pages
    except (DataMissing, FontsMissing) as missing:
        sys.exit(str(missing))
    written, kept_out = digits[:-SELECTION], digits[-SELECTION:]
    print(
        f"Pages, seed {options.seed}, on {options.device}: {recipe.pages:,} an epoch, "
        f"{as_options(settings_of(recipe))} → {options.out}"
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

    with writing(options.out):
        write_folder(options.out, write)
    forget_checkpoint(options.checkpoint)
    print(
        f"Wrote {options.out}: F-measure {run.records[-1].validation_f_measure:.2%} "
        f"after {minutes:.1f} minutes."
    )


def history_of(run: Training | InkTraining, options: argparse.Namespace) -> dict[str, Any]:
    """The content of history.json: what was trained, and the figures of every epoch."""
    settings = settings_of(run.recipe) | {"images": options.images}
    epochs = [asdict(record) for record in run.records]
    return {"recipe": options.recipe, "seed": options.seed, "settings": settings, "epochs": epochs}


def train(run: Training | InkTraining, checkpoint: Path) -> None:
    """Train to the end, with a progress bar, a line of figures and a checkpoint an epoch."""
    print(run.Record.HEADER)
    for record in run.records:
        print(record)
    done = len(run.records) * run.steps_per_epoch
    total = run.recipe.epochs * run.steps_per_epoch
    with tqdm(total=total, initial=done, unit="batch", leave=False, dynamic_ncols=True) as bar:
        for record in run.epochs(on_step=lambda step: bar.update()):
            if not math.isfinite(record.validation_loss):
                sys.exit("The loss is no number any more; try a lower --learning-rate.")
            with writing(checkpoint):
                save_checkpoint(run, checkpoint)
            bar.write(str(record), file=sys.stdout)


if __name__ == "__main__":
    try:
        main()
    except WrongCheckpoint as wrong:
        sys.exit(str(wrong))
    except KeyboardInterrupt:
        sys.exit("\nStopped; the weights are as they were. --resume goes on after the last epoch.")
