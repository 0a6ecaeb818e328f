"""Training of the ink network: MNIST's digits, pages made by code, loop, weights folder."""

import argparse
import sys
import time
from pathlib import Path

import cv2

from ...data.datasets import MNIST
from ...data.splits import SELECTION, DataMissing, load
from ...synthetic.printed import TRAINING_FAMILIES, FontsMissing, typefaces
from ...weights.storage import save_network, write_json
from ..cards.ink import write_ink_card
from ..progress import history_of, train, write_weights
from ..settings import as_options, settings_of
from .training import InkTraining


def train_ink(options: argparse.Namespace) -> None:
    """Train the ink network and write its weights folder."""
    start = time.perf_counter()
    recipe = options.settings
    cv2.setNumThreads(1)
    try:
        digits = load(MNIST, options.data_dir)[0].images.numpy()
        typefaces(TRAINING_FAMILIES[0])  # asked for here, not by the process that makes pages
    except (DataMissing, FontsMissing) as missing:
        sys.exit(str(missing))
    print(
        f"Pages, seed {options.seed}, on {options.device}: {recipe.examples:,} an epoch, "
        f"{as_options(settings_of(recipe))} → {options.out}"
    )
    written, kept_out = digits[:-SELECTION], digits[-SELECTION:]
    run = InkTraining(recipe, written, kept_out, options.seed, options.device)
    minutes = train(run, options, start)

    def write(folder: Path) -> str:
        history = history_of(run, options)
        save_network(run.network.half(), folder)  # its logits stay the same to a hundredth
        write_json(folder / "history.json", history)
        write_ink_card(folder, recipe, history, minutes)
        return f"F-measure {run.records[-1].validation_score:.2%}"

    write_weights(options, minutes, write)
