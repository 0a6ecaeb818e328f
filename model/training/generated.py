"""Training on examples that code makes when their turn comes, each of them seen once."""

import copy
import os
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

import cv2
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

from .optimisation.average import update_average

Trained = TypeVar("Trained", bound=nn.Module)


@dataclass(frozen=True, kw_only=True)
class GeneratedRecipe:
    """What decides a run besides the pictures that its examples are made of, and the seed.

    Attributes:
        epochs: how often `examples` new ones are made.
        examples: of one epoch.
        batch_size: examples a step.
        learning_rate: the peak (one cycle, as in Recipe).
        weight_decay: of AdamW.
        average_decay: of the moving average of the weights, which is what is shipped.
    """

    epochs: int
    examples: int
    batch_size: int
    learning_rate: float = 4e-3
    weight_decay: float = 0.01
    average_decay: float = 0.995


@dataclass(frozen=True)
class GeneratedRecord:
    """One epoch: mean losses, and a score of the validation examples, 1 at best."""

    epoch: int
    train_loss: float
    validation_loss: float
    validation_score: float
    seconds: float

    HEADER: ClassVar = "epoch   training loss   validation loss       score   seconds"

    def __str__(self) -> str:
        """Its figures in a line below HEADER."""
        return (
            f"{self.epoch:5d}   {self.train_loss:13.4f}   {self.validation_loss:15.4f}"
            f"   {self.validation_score:9.2%}   {self.seconds:7.1f}"
        )


class Examples(Dataset, ABC):
    """The examples of a seed by number; a number and the seed decide an example."""

    batch_size: int

    @abstractmethod
    def __getitem__(self, number: int) -> tuple[torch.Tensor, ...]:
        """The tensors of an example; those of a batch are of the same shapes."""

    def batches(self, start: int, stop: int) -> Iterator[list[torch.Tensor]]:
        """Batches of the examples from `start` to `stop`, made by other processes meanwhile."""
        size = self.batch_size
        every = range(start, stop)
        numbers = [list(every[at : at + size]) for at in range(0, len(every), size)]
        makers = min(2, (os.cpu_count() or 1) - 1)
        cv2.setNumThreads(1)  # its threads would be missing in the other processes, which then wait
        return iter(DataLoader(self, batch_sampler=numbers, num_workers=makers))


class GeneratedTraining(ABC, Generic[Trained]):
    """One run; `epochs()` does the work, `network` is what it has made so far.

    Args:
        recipe: the hyper-parameters.
        network: with its first weights.
        training, validation: examples by other random numbers, of other pictures.
        validated: how many of `validation` are measured after each epoch.
        identity: what decides the run beside the recipe, for its checkpoint.
        device: "cpu" or "cuda".
    """

    Record = GeneratedRecord

    def __init__(
        self,
        recipe: GeneratedRecipe,
        network: Trained,
        training: Examples,
        validation: Examples,
        validated: int,
        identity: dict[str, Any],
        device: str = "cpu",
    ) -> None:
        self.recipe, self.device = recipe, torch.device(device)
        self.training, self.validation, self.validated = training, validation, validated
        self.records: list[GeneratedRecord] = []
        self.student = network.to(self.device).to(memory_format=torch.channels_last)
        self.network = copy.deepcopy(self.student)  # the moving average
        self.optimiser = torch.optim.AdamW(
            self.student.parameters(), recipe.learning_rate, weight_decay=recipe.weight_decay
        )
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(
            self.optimiser,
            recipe.learning_rate,
            total_steps=recipe.epochs * self.steps_per_epoch,
            pct_start=0.1,
        )
        self._identity = {"recipe": repr(recipe)} | identity

    @property
    def steps_per_epoch(self) -> int:
        """Batches of one epoch."""
        return -(-self.recipe.examples // self.recipe.batch_size)

    def epochs(
        self, on_step: Callable[[int], None] = lambda step: None
    ) -> Iterator[GeneratedRecord]:
        """Train on, yielding a record after each epoch; `on_step` is called after each batch."""
        size = self.recipe.examples
        for epoch in range(len(self.records) + 1, self.recipe.epochs + 1):
            start = time.perf_counter()
            losses = []
            self.student.train()
            for step, batch in enumerate(self.training.batches((epoch - 1) * size, epoch * size)):
                loss = self.loss(self.student, [part.to(self.device) for part in batch])
                self.optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.student.parameters(), 1.0)
                self.optimiser.step()
                self.schedule.step()
                # At first the average follows at once, or it would remember the first weights.
                steps = (epoch - 1) * self.steps_per_epoch + step
                decay = min(self.recipe.average_decay, (1 + steps) / (10 + steps))
                update_average(self.network, self.student, decay)
                losses.append(loss.item())
                on_step(step)
            seconds = time.perf_counter() - start
            measured = self._measure()
            record = GeneratedRecord(epoch, float(np.mean(losses)), *measured, round(seconds, 3))
            self.records.append(record)
            yield record

    @abstractmethod
    def loss(self, network: Trained, batch: list[torch.Tensor]) -> torch.Tensor:
        """The mean loss of a network on a batch."""

    @abstractmethod
    def score(self, network: Trained, batches: Iterator[list[torch.Tensor]]) -> float:
        """How good a network is on some batches, 1 at best."""

    @torch.no_grad()
    def _measure(self) -> tuple[float, float]:
        """Mean loss and score of the validation examples."""
        self.network.eval()
        losses = []

        def measured() -> Iterator[list[torch.Tensor]]:
            for batch in self.validation.batches(0, self.validated):
                on_device = [part.to(self.device) for part in batch]
                losses.append(self.loss(self.network, on_device).item())
                yield on_device

        score = self.score(self.network, measured())
        return float(np.mean(losses)), score

    def parts(self) -> dict[str, Any]:
        """What changes along a run, for its checkpoint."""
        return {
            "student": self.student,
            "average": self.network,
            "optimiser": self.optimiser,
            "schedule": self.schedule,
        }

    def identity(self) -> dict[str, Any]:
        """What decides the run."""
        return self._identity
