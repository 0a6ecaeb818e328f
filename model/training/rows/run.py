"""Training of the row network: MNIST's digits, what is no digit, loop, weights folder."""

import argparse
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import torch

from ...data.datasets import FASHION_MNIST, MNIST
from ...data.omniglot import load_characters
from ...data.splits import SELECTION, DataMissing, Split, load
from ...picture.mnist_format import normalise, thicken_hairlines, tight_box, to_grey
from ...synthetic.outliers.kinds import outlier_inks, single, training_kinds
from ...synthetic.printed import FontsMissing
from ...synthetic.rows.tiles import Tiles
from ...weights.storage import save_network, write_json
from ..cards.rows import write_row_card
from ..examples.lookalikes import are_lookalikes
from ..progress import history_of, train, write_weights
from ..settings import as_options, settings_of
from .training import RowTraining

OUTLIERS = 12_000  # things that are no digit, drawn before the run, before lookalikes are left out
KEPT_OUT_OUTLIERS = 2_000  # the same for validation
OUTLIER_SIDE = 64  # px of the longer side at which they are kept


def train_rows(options: argparse.Namespace) -> None:
    """Train the row network and write its weights folder."""
    start = time.perf_counter()
    recipe = options.settings
    cv2.setNumThreads(1)
    torch.set_num_threads(1)  # handing out layers so small costs more than it saves
    try:
        digits = load(MNIST, options.data_dir)[0]
        tiles = _tiles(digits[:-SELECTION], OUTLIERS, options.seed, options.data_dir)
        kept_out = _tiles(
            digits[-SELECTION:], KEPT_OUT_OUTLIERS, options.seed + 1, options.data_dir
        )
    except (DataMissing, FontsMissing) as missing:
        sys.exit(str(missing))
    print(
        f"Rows, seed {options.seed}, on {options.device}: {recipe.examples:,} strips an epoch, "
        f"{as_options(settings_of(recipe))} → {options.out}"
    )
    run = RowTraining(recipe, tiles, kept_out, options.seed, options.device)
    minutes = train(run, options, start)

    def write(folder: Path) -> str:
        history = history_of(run, options)
        save_network(run.network.half(), folder)
        write_json(folder / "history.json", history)
        write_row_card(folder, recipe, history, minutes)
        return f"{run.records[-1].validation_score:.2%} of the labels are right"

    write_weights(options, minutes, write)


def _tiles(digits: Split, outliers: int, seed: int, data_dir: str) -> Tiles:
    """What rows are made of; raises DataMissing and FontsMissing."""
    images, labels = digits.images.numpy(), digits.labels.numpy()
    garments = load(FASHION_MNIST, data_dir)[0].images.numpy()
    kinds = single(training_kinds(images, labels, garments, load_characters(data_dir)))
    drawn = list(outlier_inks(outliers, seed, kinds))
    inputs = torch.from_numpy(np.stack([normalise(thicken_hairlines(ink)) for ink in drawn]))
    kept = (~are_lookalikes(inputs, digits, seed)).nonzero()[:, 0].tolist()
    return Tiles(images, labels, [_small(drawn[number]) for number in kept])


def _small(ink: np.ndarray) -> np.ndarray:
    """Ink (H, W) float32, cropped and its longer side at most OUTLIER_SIDE: (h, w) uint8."""
    left, top, width, height = tight_box(ink)
    ink = ink[top : top + max(1, height), left : left + max(1, width)]
    scale = min(1, OUTLIER_SIDE / max(ink.shape))
    size = (max(1, round(scale * ink.shape[1])), max(1, round(scale * ink.shape[0])))
    return to_grey(cv2.resize(ink, size, interpolation=cv2.INTER_AREA))
