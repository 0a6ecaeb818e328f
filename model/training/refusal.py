"""The refusal threshold of two networks together, fitted on digits held out of their training.

    python -m model.training.refusal weights/mnist mnist-cnn [--data-dir data]

It writes `second` and `refusal_threshold_of_mean` into calibration.json of the first folder. Run it
again when either network has been trained anew.
"""

import argparse
from dataclasses import asdict, replace
from pathlib import Path

import torch

from ..calibration import read_calibration, threshold_of
from ..data.splits import SELECTION, Split, load
from ..predictor import Predictor
from ..synthetic.digits import draw_digits
from ..weights.manifest import renew
from ..weights.storage import write_json

DRAWN_SEED = 3  # of the synthetic digits, as in `train.py` with seed 0


def fit_mean(one: Predictor, other: Predictor, selection: Split) -> float:
    """The threshold for the mean outlier probability of two predictors.

    MAX_REFUSED holds for `selection` and for as many synthetic digits.
    """
    drawn, _ = draw_digits(len(selection), DRAWN_SEED)
    thresholds = []
    for images in (selection.images.numpy(), drawn):
        mean = (one.judge(images).outlier + other.judge(images).outlier) / 2
        thresholds.append(threshold_of(torch.from_numpy(mean)))
    return round(max(thresholds), 4)


def main() -> None:
    """Fit the threshold and write it."""
    parser = argparse.ArgumentParser(
        prog="python -m model.training.refusal",
        description="Fit the refusal threshold of two networks together.",
    )
    parser.add_argument("folder", type=Path, help="the weights of the network that reads")
    parser.add_argument("second", help="the name of the folder beside it with the other network")
    parser.add_argument("--data-dir", default="data", help="where the data set is, or goes")
    options = parser.parse_args()
    one = Predictor.from_folder(options.folder)
    one.second = None
    other = Predictor.from_folder(options.folder.with_name(options.second))
    selection = load(one.dataset.learned_from, options.data_dir)[0][-SELECTION:]
    threshold = fit_mean(one, other, selection)
    calibration = replace(
        read_calibration(options.folder),
        second=options.second,
        refusal_threshold_of_mean=threshold,
    )
    write_json(options.folder / "calibration.json", asdict(calibration))
    renew(options.folder, "calibration.json")
    print(f"Means of more than {threshold:.4f} are refused.")


if __name__ == "__main__":
    main()
