"""Uses of held-out training images: the calibration, and the replay for new heads.

    python -m model.training.held_out weights/mnist mnist-cnn [--data-dir data]

fits the refusal threshold of two networks together, and writes `second` and
`refusal_threshold_of_mean` into calibration.json of the first folder. Run it again when either
network has been trained anew.
"""

import argparse
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import torch

from ..calibration import fit_refusal, fit_temperature, read_calibration, threshold_of
from ..data.splits import SELECTION, Split, load
from ..networks.network import Network
from ..predictor import Predictor
from ..synthetic.digits import draw_digits
from ..weights.manifest import renew
from ..weights.storage import write_json
from .examples.extra import OUTLIER
from .measurement import logits_of

REPLAY_DIGITS, REPLAY_OUTLIERS = 3000, 1000  # pictures in replay.npz
DRAWN_SEED = 3  # of the synthetic digits, as in `train.py` with seed 0


def calibrate(network: Network, selection: Split, drawn: int | None) -> dict[str, float]:
    """The content of calibration.json, fitted on pictures that were not trained on.

    They are the data set's `selection`. With a seed `drawn` the limit of refused digits also holds
    for as many synthetic digits, since people write in more styles than MNIST's writers did.
    """
    logits = logits_of(network, selection, averaged=True)
    classes = len(network.classes)
    content = {"temperature": round(fit_temperature(logits[:, :classes], selection.labels), 4)}
    if network.knows_outliers:
        threshold = fit_refusal(logits)
        if drawn is not None:
            images, labels = map(torch.from_numpy, draw_digits(len(selection), drawn))
            drawn_logits = logits_of(network, Split(images, labels), averaged=True)
            threshold = max(threshold, fit_refusal(drawn_logits))
        content["refusal_threshold"] = round(threshold, 4)
    return content


def save_replay(folder: Path, selection: Split, extra: Split | None) -> None:
    """replay.npz: pictures that a new head must not forget."""
    replay = selection[-REPLAY_DIGITS:]
    if extra:
        replay = replay + extra[extra.labels == OUTLIER][:REPLAY_OUTLIERS]
    np.savez_compressed(
        folder / "replay.npz",
        images=replay.images.numpy(),
        labels=replay.labels.numpy().astype(np.uint8),
    )


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
        prog="python -m model.training.held_out",
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
