"""The work of a run's process: load images, train with the loop of train.py, send messages."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from model.data.datasets import DATA_SETS
from model.data.download import fetch
from model.data.splits import DataMissing, Split, load
from model.evaluation.verdicts import confusion_matrix
from model.networks.mlp import MLP
from model.networks.network import Network
from model.training.loop import EpochRecord, Training
from model.training.measurement import logits_of, measure
from model.weights.shown_pictures import read_shown
from ui.languages.messages import t
from ui.runs.film import Camera, Frame
from ui.runs.messages import Ending, Message, Progress, Snapshot
from ui.runs.settings import SHIPPED, TRAINED_ON, Task

FINE_POINTS = 10  # measurements within the first epoch …
FINE_IMAGES = 2000  # … each on so many images of both splits
SHOWN_UNITS = 64  # units of the first layer that the page shows
PROGRESS_EVERY = 0.2  # seconds between messages
FILM_RATE = 4_000_000  # bytes a second of the film: no faster than a page fetches it
MAX_RUN_SECONDS = 30 * 60  # as other runs may wait

Tell = Callable[[Message], None]


class TimeUp(Exception):
    """The run has taken MAX_RUN_SECONDS."""


def prepare() -> None:
    """Do what would delay the first run of a process."""
    torch.optim.AdamW([torch.zeros(1)])  # the first optimiser imports a compiler, for two seconds


def train(task: Task, tell: Tell) -> None:
    """Do a run, and send its messages with `tell`."""
    torch.set_num_threads(1)
    settings = task.settings
    dataset = DATA_SETS[settings.dataset]
    try:
        training, validation = splits(task)
    except DataMissing:
        tell(Ending(False, t("images_not_fetched", title=dataset.title)))
        return
    run = Training(settings.recipe, training, validation, dataset, seed=settings.seed)
    teller = Teller(run, tell, task.figures_only)
    teller.fine_point(0)
    try:
        for record in run.epochs(on_step=teller.on_step):
            teller.whole_epoch(record)
    except TimeUp:
        tell(Ending(False, t("run_too_long", minutes=MAX_RUN_SECONDS // 60)))
    else:
        tell(Ending(True))
        teller.send_film()


def splits(task: Task) -> tuple[Split, Split]:
    """The training and the validation images; raises DataMissing."""
    if task.settings.images == SHIPPED:
        shown = read_shown(task.weights_dir)
        assert shown is not None  # as the form offers them
        images, labels = map(torch.from_numpy, shown)
        whole = Split(images, labels.long())
        return whole[:TRAINED_ON], whole[TRAINED_ON:]
    dataset = DATA_SETS[task.settings.dataset]
    fetch(dataset, task.data_dir)
    return load(dataset, task.data_dir)


class Teller:
    """Sends messages about a run, which it does not change."""

    def __init__(self, run: Training, tell: Tell, figures_only: bool) -> None:
        self.run, self.tell, self.figures_only = run, tell, figures_only
        self.total = run.recipe.epochs * run.steps_per_epoch
        self.steps = 0
        self.start = time.perf_counter()
        self.told = 0.0  # seconds after the start
        self.part = run.training[:FINE_IMAGES], run.validation[:FINE_IMAGES]
        self.camera: Camera | None = None
        self.frames: deque[Frame] = deque()  # that wait to be sent
        self.filmed = 0.0  # when the last one was sent
        if not figures_only:
            per_epoch, epochs = run.steps_per_epoch, run.recipe.epochs
            self.camera = Camera(run.network, run.validation, per_epoch, epochs)
            if self.camera.steps:
                tell(self.camera.opening())
            self._film()

    def on_step(self, step: int) -> None:
        """Send the progress after a batch; raises TimeUp."""
        self.steps += 1
        self._film()
        per_epoch = self.run.steps_per_epoch
        if self.steps < per_epoch and self.steps * FINE_POINTS % per_epoch < FINE_POINTS:
            self.fine_point(self.steps / per_epoch)
        seconds = time.perf_counter() - self.start
        if seconds > MAX_RUN_SECONDS:
            raise TimeUp
        if seconds > self.told + PROGRESS_EVERY or self.steps == self.total:
            self.told = seconds
            self.tell(Progress(self.steps, self.total, seconds))

    def _film(self) -> None:
        """Send a frame if one is planned here."""
        if self.camera and (frame := self.camera.frame(self.steps)):
            self.frames.append(frame)
        pause = len(self.frames[0].weights) / FILM_RATE if self.frames else 0.0
        if self.frames and time.perf_counter() > self.filmed + pause:
            self.filmed = time.perf_counter()
            self.tell(self.frames.popleft())

    def send_film(self) -> None:
        """Send the frames that still wait."""
        while self.frames:
            time.sleep(len(self.frames[0].weights) / FILM_RATE)
            self._film()

    def fine_point(self, epoch: float) -> None:
        """Send a snapshot within the first epoch, measured on FINE_IMAGES."""
        training, validation = (measure(self.run.network, split) for split in self.part)
        seconds = time.perf_counter() - self.start
        record = EpochRecord(float(epoch), *training, *validation, round(seconds, 3))
        self._tell(record, self.part[1])

    def whole_epoch(self, record: EpochRecord) -> None:
        """Send a snapshot with the record of an epoch."""
        self._tell(record, self.run.validation)

    def _tell(self, record: EpochRecord, shown: Split) -> None:
        network = self.run.network
        said = logits_of(network, shown).argmax(dim=1)
        matrix = confusion_matrix(shown.labels.numpy(), said.numpy(), len(network.classes))
        shown_layer, state = first_layer(network), network.state_dict()
        if self.figures_only:
            shown_layer, state = shown_layer[:0], {}
        weights = {name: value.numpy().copy() for name, value in state.items()}
        answers = said.to(torch.uint8).numpy()
        dead = dead_units(network, self.part[0].images)
        self.tell(Snapshot(record, matrix, shown_layer, weights, answers, dead))


@torch.no_grad()
def dead_units(network: nn.Module, images: torch.Tensor) -> int | None:
    """How many hidden units of an MLP are 0 for all images (N, 28, 28) uint8.

    None for another network, and for one without ReLUs.
    """
    if not isinstance(network, MLP):
        return None
    network.eval()
    dead = None
    values = network.prepared(images.float() / 255)
    for layer in network.layers:
        values = layer(values)
        if isinstance(layer, nn.ReLU):
            dead = (dead or 0) + int((values <= 0).all(dim=0).sum())
    return dead


def first_layer(network: Network) -> np.ndarray:
    """Weights of the first units as pictures (units, *shape) int8; one in 200 is cut at 127.

    Of a CNN they are its first kernels, enlarged.
    """
    kinds = (nn.Linear, nn.Conv2d)
    layer = next(module for module in network.modules() if isinstance(module, kinds))
    weights = torch.nan_to_num(layer.weight.detach()[:SHOWN_UNITS])
    if isinstance(layer, nn.Conv2d):
        weights = functional.interpolate(weights, network.shape[:2]).permute(0, 2, 3, 1)
    weights = weights.reshape(-1, *network.shape)
    greatest = weights.abs().flatten().quantile(0.995).clamp(min=1e-6)
    return (weights * (127 / greatest)).clamp(-127, 127).round().to(torch.int8).numpy()
