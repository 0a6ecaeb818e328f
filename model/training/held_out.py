"""Uses of held-out training images: the calibration, and the replay for new heads."""

from pathlib import Path

import numpy as np
import torch

from ..calibration import fit_refusal, fit_temperature
from ..data.splits import Split
from ..networks.network import Network
from ..synthetic.digits import draw_digits
from .examples.extra import OUTLIER
from .measurement import logits_of

REPLAY_DIGITS, REPLAY_OUTLIERS = 3000, 1000  # pictures in replay.npz


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
