"""Training of a network that classifies pictures: data, network, loop, weights folder."""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from ..data.datasets import DATA_SETS, DataSet
from ..data.splits import DataMissing, Split, load, load_shipped
from ..evaluation.verdicts import judge, save_verdicts
from ..predictor import SHIPPED_WEIGHTS, Predictor
from ..synthetic.printed import FontsMissing
from ..weights.shown_pictures import Pictures, read_shown, write_shown
from ..weights.storage import WeightsDamaged, WeightsMissing, save_network, write_json
from .cards.classifier import write_card
from .distillation import teacher_of
from .examples.detection import detecting
from .examples.extra import extra_examples
from .held_out import calibrate, save_replay
from .loop import Training
from .progress import history_of, train, write_weights
from .recipes import Recipe, network_of
from .settings import SHIPPED, as_options, settings_of

NARROW = 256  # units; handing smaller matrices to threads costs more than it saves


@dataclass(frozen=True)
class Data:
    """The pictures of a run, and the network that teaches it.

    Attributes:
        training: the split that is trained on.
        selection: training images held out for calibration.
        validation: the split that is measured after each epoch.
        extra: examples beside `training`; None without any.
        shown: images and labels that the page shows with the verdicts of the network.
        teacher: its answers are learned from beside the labels; None without one.
    """

    training: Split
    selection: Split
    validation: Split
    extra: Split | None
    shown: Pictures | None
    teacher: nn.Module | None


def train_classifier(options: argparse.Namespace) -> None:
    """Train one network and write its weights folder."""
    start = time.perf_counter()
    dataset, recipe = DATA_SETS[options.dataset], options.settings
    if recipe.hidden and not recipe.blocks and max(recipe.hidden) < NARROW:
        torch.set_num_threads(1)
    try:
        data = load_data(options, dataset, recipe)
    except (DataMissing, FontsMissing, WeightsMissing, WeightsDamaged) as missing:
        sys.exit(str(missing))
    print(
        f"{dataset.name}, {options.network}, recipe {options.recipe}, seed {options.seed}, on "
        f"{options.device}: {len(data.training):,} images, {as_options(settings_of(recipe))} "
        f"→ {options.out}"
    )
    run = Training(
        recipe,
        data.training,
        data.validation,
        dataset,
        seed=options.seed,
        device=options.device,
        extra=data.extra,
        teacher=data.teacher,
    )
    if recipe.batch_norm and (len(run.undistorted) - 1) % recipe.batch_size == 0:
        sys.exit(
            f"Batches of {recipe.batch_size} would leave a single image for the last one, which "
            "can't be normalised; choose another --batch-size."
        )
    minutes = train(run, options, start)

    def write(folder: Path) -> str:
        accuracy = write_classifier(folder, run, data, options, minutes)
        return f"validation accuracy {accuracy:.2%}"

    write_weights(options, minutes, write)


def load_data(options: argparse.Namespace, dataset: DataSet, recipe: Recipe) -> Data:
    """The data of a run.

    Raises DataMissing, FontsMissing, WeightsMissing and WeightsDamaged.
    """
    if options.images == SHIPPED:
        images, validation = load_shipped(SHIPPED_WEIGHTS / dataset.name)
    else:
        images, validation = load(dataset, options.data_dir)
    trained_on = len(images) - recipe.held_out
    training, selection = images[:trained_on], images[trained_on:]
    extra = extra_examples(recipe, options.seed, training, options.data_dir, dataset)
    teacher = teacher_of(dataset) if recipe.taught else None
    if has_own_pictures(options):
        judged_on = detecting(validation, recipe.detect)
        shown: Pictures | None = (judged_on.images.numpy(), judged_on.labels.numpy())
    else:
        shown = read_shown(SHIPPED_WEIGHTS / dataset.name)
    return Data(training, selection, validation, extra, shown, teacher)


def is_first(options: argparse.Namespace) -> bool:
    """Whether the network is the one that a data set's recipe trains by default."""
    return options.network == network_of(options.recipe, options.dataset)


def has_own_pictures(options: argparse.Namespace) -> bool:
    """Whether the weights folder gets the pictures that the network is judged on.

    The second network of a data set is judged on the pictures of the first.
    """
    return is_first(options) or options.images == SHIPPED


def write_classifier(
    folder: Path, run: Training, data: Data, options: argparse.Namespace, minutes: float
) -> float:
    """Fill a weights folder with a trained network; returns its accuracy on the validation split.

    `minutes` is how long the run took.
    """
    recipe, dataset, shown = run.recipe, DATA_SETS[options.dataset], data.shown
    accuracy = run.records[-1].validation_accuracy
    history = history_of(run, options)
    save_network(run.network, folder)
    write_json(folder / "history.json", history)
    if len(data.selection):
        drawn = options.seed + 3 if recipe.drawn else None
        write_json(folder / "calibration.json", calibrate(run.network, data.selection, drawn))
    if shown and has_own_pictures(options):
        write_shown(folder, *shown)
        shown = read_shown(folder)  # photographs are stored as a JPEG file, with a small error
    if shown and dataset.in_colour:  # the page can't wait until so many are judged
        verdicts = judge(Predictor.from_pretrained(folder), *shown)
        save_verdicts(verdicts, folder)
        accuracy = verdicts.accuracy  # the mean over several views
    if is_first(options) and len(data.selection) and not dataset.in_colour:
        save_replay(folder, data.selection, data.extra)
    write_card(folder, options.out, dataset, options.recipe, recipe, history, accuracy, minutes)
    return accuracy
