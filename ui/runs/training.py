"""What the process of a run does: load, train by the loop of train.py, and tell of it."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from model.data.datasets import DATA_SETS
from model.data.download import fetch
from model.data.splits import DataMissing, Split, load
from model.evaluation.verdicts import confusion_matrix
from model.training.loop import EpochRecord, Training
from model.training.measurement import logits_of, measure
from model.weights.shown_pictures import read_shown
from ui.languages.messages import t
from ui.runs.messages import Ending, Message, Progress, Snapshot
from ui.runs.settings import SHIPPED, TRAINED_ON, Task

FINE_POINTS = 10  # within the first epoch …
FINE_IMAGES = 2000  # … each measured on so many images of either split
UNITS = 64  # of the first layer, to be shown
PROGRESS_EVERY = 0.2  # seconds
LONGEST = 30 * 60  # seconds; others may be waiting

Tell = Callable[[Message], None]


class TimeUp(Exception):
    """The run has taken as long as a run may."""


def train(task: Task, tell: Tell) -> None:
    """Do one run from its data to its ending, telling of everything on the way."""
    torch.set_num_threads(1)
    settings = task.settings
    dataset = DATA_SETS[settings.dataset]
    try:
        training, validation = splits(task)
    except DataMissing:
        tell(Ending(False, t("images_not_fetched", title=dataset.title)))
        return
    run = Training(settings.recipe, training, validation, dataset, seed=settings.seed)
    teller = Teller(run, tell)
    teller.fine_point(0)
    try:
        for record in run.epochs(on_step=teller.on_step):
            teller.whole_epoch(record)
    except TimeUp:
        tell(Ending(False, t("run_too_long", minutes=LONGEST // 60)))
    else:
        tell(Ending(True))


def splits(task: Task) -> tuple[Split, Split]:
    """What is trained on and what is only shown; raises DataMissing."""
    if task.settings.images == SHIPPED:
        shown = read_shown(task.weights_dir)
        assert shown is not None  # or the form would not offer them
        images, labels = map(torch.from_numpy, shown)
        whole = Split(images, labels.long())
        return whole[:TRAINED_ON], whole[TRAINED_ON:]
    dataset = DATA_SETS[task.settings.dataset]
    fetch(dataset, task.data_dir)
    return load(dataset, task.data_dir)


class Teller:
    """Follows a run and tells of it, without any influence on it."""

    def __init__(self, run: Training, tell: Tell) -> None:
        self.run, self.tell = run, tell
        self.total = run.recipe.epochs * run.steps_per_epoch
        self.steps = 0
        self.start = time.perf_counter()
        self.told = 0.0  # seconds after the start
        self.part = run.training[:FINE_IMAGES], run.validation[:FINE_IMAGES]

    def on_step(self, step: int) -> None:
        """Hear of a batch."""
        self.steps += 1
        per_epoch = self.run.steps_per_epoch
        if self.steps < per_epoch and self.steps * FINE_POINTS % per_epoch < FINE_POINTS:
            self.fine_point(self.steps / per_epoch)
        seconds = time.perf_counter() - self.start
        if seconds > LONGEST:
            raise TimeUp
        if seconds > self.told + PROGRESS_EVERY or self.steps == self.total:
            self.told = seconds
            self.tell(Progress(self.steps, self.total, seconds))

    def fine_point(self, epoch: float) -> None:
        """Measure in the midst of the first epoch, on few images to be quick."""
        training, validation = (measure(self.run.network, split) for split in self.part)
        seconds = time.perf_counter() - self.start
        record = EpochRecord(float(epoch), *training, *validation, round(seconds, 3))
        self._tell(record, self.part[1])

    def whole_epoch(self, record: EpochRecord) -> None:
        """Hand on the record of an epoch."""
        self._tell(record, self.run.validation)

    def _tell(self, record: EpochRecord, shown: Split) -> None:
        network = self.run.network
        said = logits_of(network, shown).argmax(dim=1)
        matrix = confusion_matrix(shown.labels.numpy(), said.numpy(), len(network.classes))
        weights = {name: value.numpy().copy() for name, value in network.state_dict().items()}
        self.tell(Snapshot(record, matrix, first_layer(network), weights))


def first_layer(network: nn.Module) -> np.ndarray:
    """Weights of the first units as pictures (units, 28, 28) int8; one in 200 is cut at 127.

    Of a CNN they are its first kernels, enlarged.
    """
    kinds = (nn.Linear, nn.Conv2d)
    layer = next(module for module in network.modules() if isinstance(module, kinds))
    weights = torch.nan_to_num(layer.weight.detach()[:UNITS])
    if isinstance(layer, nn.Conv2d):
        weights = functional.interpolate(weights, (28, 28))[:, 0]
    weights = weights.reshape(-1, 28, 28)
    greatest = weights.abs().flatten().quantile(0.995).clamp(min=1e-6)
    return (weights * (127 / greatest)).clamp(-127, 127).round().to(torch.int8).numpy()
