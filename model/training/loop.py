"""The training loop, as a generator of per-epoch records: the command line and the page use it."""

import copy
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import nn
from torch.nn import functional

from ..data.datasets import MNIST, DataSet
from ..data.splits import Split
from ..networks.cnn import CNN
from ..networks.initialisation import initialise
from ..networks.mlp import MLP
from ..networks.network import Network
from ..networks.resnet import ResNet
from .augmentation.distorted import distorted
from .distillation import distillation_loss, soft_answers
from .examples.detection import ALL_CLASSES, classes_of, detecting
from .examples.label_noise import with_label_noise
from .measurement import measure
from .optimisation.average import update_average
from .optimisation.borrowing import BORROWED, borrow
from .optimisation.optimiser import new_optimiser
from .optimisation.schedule import new_schedule
from .recipes import Recipe

MEASURED_IMAGES = 5_000  # training images that are measured each epoch, at most
INITIALISING = 5_000  # images that the first weights may follow from
ORDER, DISTORTION = 0, 1  # what an epoch's random numbers are for


@dataclass(frozen=True)
class EpochRecord:
    """One epoch: losses are mean cross-entropies, accuracies in 0..1, seconds of wall time.

    Both splits are measured alike after the epoch: evaluation mode, nothing augmented. `epoch` is a
    float where the page measures within the first epoch, and else an int.
    """

    epoch: int | float
    train_loss: float
    train_accuracy: float
    validation_loss: float
    validation_accuracy: float
    seconds: float

    HEADER: ClassVar = "epoch   training loss  accuracy   validation loss  accuracy   seconds"

    def __str__(self) -> str:
        """Its figures in a line below HEADER."""
        return (
            f"{self.epoch:5d}   {self.train_loss:13.4f}  {self.train_accuracy:8.2%}"
            f"   {self.validation_loss:15.4f}  {self.validation_accuracy:8.2%}"
            f"   {self.seconds:7.1f}"
        )


class Training:
    """One training run; `epochs()` does the work, `network` is what it has made so far.

    Args:
        recipe: the hyper-parameters.
        training, validation: the splits; validation is shown and never chosen by.
        dataset: what the splits are of.
        seed: decides the first weights, the order of images and every distortion.
        device: where to compute, "cpu" or "cuda".
        extra: trained on beside `training`, and not measured; may hold outliers, whose label is
            the number of classes.
        teacher: a network whose answers are to be learned beside the labels.
    """

    Record = EpochRecord

    def __init__(
        self,
        recipe: Recipe,
        training: Split,
        validation: Split,
        dataset: DataSet = MNIST,
        seed: int = 0,
        device: str = "cpu",
        extra: Split | None = None,
        teacher: nn.Module | None = None,
    ) -> None:
        torch.manual_seed(seed)
        classes = classes_of(dataset.classes, recipe.detect)
        training = detecting(training[: recipe.training_images], recipe.detect)
        validation = detecting(validation, recipe.detect)
        if recipe.label_noise:
            training = with_label_noise(training, recipe.label_noise, len(classes), seed)
        self.recipe = recipe
        self.seed = seed
        self.records: list[EpochRecord] = []  # of the epochs that are done
        self.device = torch.device(device)
        self.training, self.validation = training.to(device), validation.to(device)
        self.undistorted = self.training + extra.to(device) if extra else self.training
        self.examples = self.undistorted  # distorted, where the recipe says so
        self.answers: torch.Tensor | None = None  # (N, outputs), the teacher's to each example
        self.teacher = teacher.to(self.device) if teacher else None
        self.student = new_network(recipe, dataset).to(self.device)
        if recipe.initialisation == BORROWED:
            borrow(self.student)
        else:
            initialise(self.student, recipe.initialisation)
        self.student.initialise(self.training.images[:INITIALISING].float() / 255)
        self.average = copy.deepcopy(self.student) if recipe.average_decay else None
        self.optimiser = new_optimiser(recipe, self.student)
        self.schedule = new_schedule(recipe, self.optimiser, self.steps_per_epoch)

    def parts(self) -> dict[str, Any]:
        """What changes along a run, for its checkpoint; its random numbers follow from the seed."""
        parts = {"student": self.student, "optimiser": self.optimiser}
        if self.average:
            parts["average"] = self.average
        if self.schedule:
            parts["schedule"] = self.schedule
        return parts

    def identity(self) -> dict[str, Any]:
        """What decides a run, for its checkpoint."""
        pictures = self.undistorted.images.cpu().numpy(), self.undistorted.labels.cpu().numpy()
        return {
            "recipe": repr(self.recipe),
            "seed": self.seed,
            "teacher": self.teacher and checksum(self.teacher),
            "pictures": [zlib.crc32(array.data) for array in pictures],
        }

    @property
    def network(self) -> Network:
        """The network as it would be shipped now: the average where the recipe keeps one."""
        return self.average or self.student

    @property
    def steps_per_epoch(self) -> int:
        """Batches of one pass over everything that is trained on."""
        return -(-len(self.undistorted) // self.recipe.batch_size)

    def epochs(self, on_step: Callable[[int], None] = lambda step: None) -> Iterator[EpochRecord]:
        """Train on, yielding a record after each epoch; `on_step` hears of every batch."""
        for epoch in range(len(self.records) + 1, self.recipe.epochs + 1):
            start = time.perf_counter()
            since_distorted = (epoch - 1) % self.recipe.data_echoing
            if since_distorted == 0 or self.examples is self.undistorted:
                self._distort(epoch - since_distorted)
            self._train_one_epoch(epoch, on_step)
            seconds = time.perf_counter() - start
            record = EpochRecord(
                epoch,
                *measure(self.network, self.training[:MEASURED_IMAGES]),
                *measure(self.network, self.validation),
                round(seconds, 3),
            )
            self.records.append(record)
            yield record

    def _random(self, epoch: int, purpose: int) -> torch.Generator:
        """Random numbers that follow from seed, epoch and purpose: resumed runs get the same."""
        return torch.Generator(self.device).manual_seed(
            (self.seed + 1) * 1_000_003 + 2 * epoch + purpose
        )

    def _distort(self, epoch: int) -> None:
        """Distort all examples as in `epoch`, and hear the teacher on what came of it."""
        size = self.recipe.batch_size
        undistorted = self.undistorted.images
        if self.recipe.mirrored_in_turn:
            undistorted = self._mirrored(epoch)
        if augmentation := self.recipe.augmentation_in(epoch):
            self.examples = self.undistorted  # frees the last ones
            random = self._random(epoch, DISTORTION)
            images = distorted(undistorted, augmentation, size, random)
            self.examples = Split(images, self.undistorted.labels)
        if self.teacher:
            outputs = self.student.outputs
            parts = zip(
                self.examples.images.split(size), self.examples.labels.split(size), strict=True
            )
            with self._precision():
                answers = [
                    soft_answers(self.teacher, images.float() / 255, labels, outputs)
                    for images, labels in parts
                ]
            self.answers = torch.cat(answers)

    def _mirrored(self, epoch: int) -> torch.Tensor:
        """All images, half of them mirrored, and in the next epoch the other half."""
        images = self.undistorted.images
        chance = torch.rand(len(images), generator=self._random(0, ORDER), device=self.device)
        mirrored = (chance < 0.5) ^ (epoch % 2 == 1)
        return torch.where(mirrored[:, None, None, None], images.flip(2), images)

    def _train_one_epoch(self, epoch: int, on_step: Callable[[int], None]) -> None:
        self.student.train()
        random = self._random(epoch, ORDER)
        torch.manual_seed(random.initial_seed())  # what dropout draws from
        order = torch.randperm(len(self.examples), generator=random, device=self.device)
        for step, chosen in enumerate(order.split(self.recipe.batch_size)):
            loss = self._loss(chosen)
            self.optimiser.zero_grad()
            loss.backward()
            self.optimiser.step()
            if self.schedule:
                self.schedule.step()
            if self.average:
                update_average(self.average, self.student, self.recipe.average_decay)
            on_step(step)

    def _loss(self, chosen: torch.Tensor) -> torch.Tensor:
        batch = self.examples.take(chosen)
        with self._precision():
            logits = self.student(batch.images.float() / 255)
        if self.answers is None:
            return functional.cross_entropy(
                logits.float(), batch.labels, label_smoothing=self.recipe.label_smoothing
            )
        return distillation_loss(
            logits.float(), self.answers[chosen], batch.labels, self.recipe.taught
        )

    def _precision(self) -> torch.autocast:
        fast = self.device.type == "cuda" or torch.cpu.get_capabilities().get("avx512_bf16", False)
        enabled = self.recipe.bfloat16 and fast  # fifteen times as slow where it is emulated
        return torch.autocast(self.device.type, torch.bfloat16, enabled=enabled)


def checksum(network: nn.Module) -> int:
    """Tells apart networks of other weights."""
    sums = (
        zlib.crc32(value.cpu().contiguous().numpy().data) for value in network.state_dict().values()
    )
    return zlib.crc32(repr(list(sums)).encode())


def new_network(recipe: Recipe, dataset: DataSet) -> Network:
    """An untrained network as the recipe describes it, for pictures of a data set."""
    settings: dict[str, Any] = {
        "hidden": recipe.hidden,
        "classes": classes_of(dataset.classes, recipe.detect),
        "mean": recipe.mean,
        "std": recipe.std,
        "knows_outliers": recipe.outliers > 0,
        "dataset": dataset.name,
        "shape": dataset.shape,
    }
    if recipe.detect != ALL_CLASSES:
        settings["detects"] = True
    if recipe.stages:
        del settings["hidden"]
        return ResNet(stages=recipe.stages, **settings)
    if recipe.blocks:
        return CNN(blocks=recipe.blocks, **settings)
    return MLP(
        batch_norm=recipe.batch_norm,
        activation=recipe.activation,
        dropout=recipe.dropout,
        **settings,
    )
