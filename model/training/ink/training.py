"""Training of the ink network: every page is made by code when its turn comes, and seen once."""

import copy
import os
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import cv2
import numpy as np
import torch
from torch.nn import functional
from torch.utils.data import DataLoader, Dataset

from ...networks.ink import InkNetwork
from ...synthetic.pages.page import PAGE_SHAPES, draw_page
from ..loop import update_average

VALIDATION_SEED = 1_000_003  # pages of other digits, by other random numbers than any run's
VALIDATION_PAGES = 480


@dataclass(frozen=True)
class InkRecipe:
    """Everything that decides a run of the ink network besides digits and seed.

    Attributes:
        epochs: how often `pages` new ones are made.
        pages: of one epoch.
        batch_size: pages a step.
        learning_rate: the peak (one cycle, as in Recipe).
        weight_decay: of AdamW.
        average_decay: of the moving average of the weights, which is what is shipped.
    """

    epochs: int = 16
    pages: int = 4_000
    batch_size: int = 16
    learning_rate: float = 4e-3
    weight_decay: float = 0.01
    average_decay: float = 0.995


@dataclass(frozen=True)
class InkRecord:
    """One epoch: mean losses, and the F-measure of inked pixels on the validation pages."""

    epoch: int
    train_loss: float
    validation_loss: float
    validation_f_measure: float
    seconds: float

    HEADER: ClassVar = "epoch   training loss   validation loss   F-measure   seconds"

    def __str__(self) -> str:
        """Its figures in a line below HEADER."""
        return (
            f"{self.epoch:5d}   {self.train_loss:13.4f}   {self.validation_loss:15.4f}"
            f"   {self.validation_f_measure:9.2%}   {self.seconds:7.1f}"
        )


class Pages(Dataset):
    """The pages of a seed by number, of the shape of their batch."""

    def __init__(self, seed: int, digits: np.ndarray, batch_size: int) -> None:
        self.seed, self.digits, self.batch_size = seed, digits, batch_size

    def __getitem__(self, number: int) -> tuple[torch.Tensor, torch.Tensor]:
        """A picture (H, W, 3) uint8 and its ink (H, W) uint8."""
        shape = PAGE_SHAPES[number // self.batch_size % len(PAGE_SHAPES)]
        picture, ink = draw_page(self.seed, number, self.digits, shape)
        return torch.from_numpy(picture), torch.from_numpy(ink)

    def batches(self, start: int, stop: int) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        """Batches of the pages from `start` to `stop`, made by other processes meanwhile."""
        size = self.batch_size
        every = range(start, stop)
        numbers = [list(every[at : at + size]) for at in range(0, len(every), size)]
        makers = min(2, (os.cpu_count() or 1) - 1)
        cv2.setNumThreads(1)  # its threads would be missing in the other processes, which then wait
        return iter(DataLoader(self, batch_sampler=numbers, num_workers=makers))


class InkTraining:
    """One run; `epochs()` does the work, `network` is what it has made so far.

    Args:
        recipe: the hyper-parameters.
        digits: (N, 28, 28) uint8, MNIST's to write the pages with.
        kept_out: the same for the validation pages.
        seed: decides first weights and pages.
        device: "cpu" or "cuda".
    """

    Record = InkRecord

    def __init__(
        self,
        recipe: InkRecipe,
        digits: np.ndarray,
        kept_out: np.ndarray,
        seed: int = 0,
        device: str = "cpu",
    ) -> None:
        torch.manual_seed(seed)
        self.recipe, self.seed, self.device = recipe, seed, torch.device(device)
        self.records: list[InkRecord] = []
        self.pages = Pages(seed, digits, recipe.batch_size)
        self.validation = Pages(VALIDATION_SEED, kept_out, recipe.batch_size)
        self.student = InkNetwork().to(self.device).to(memory_format=torch.channels_last)
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

    @property
    def steps_per_epoch(self) -> int:
        """Batches of one epoch."""
        return -(-self.recipe.pages // self.recipe.batch_size)

    def epochs(self, on_step: Callable[[int], None] = lambda step: None) -> Iterator[InkRecord]:
        """Train on, yielding a record after each epoch; `on_step` hears of every batch."""
        size = self.recipe.pages
        for epoch in range(len(self.records) + 1, self.recipe.epochs + 1):
            start = time.perf_counter()
            losses = []
            self.student.train()
            for step, batch in enumerate(self.pages.batches((epoch - 1) * size, epoch * size)):
                pictures, ink = self._on_device(*batch)
                loss = ink_loss(self.student(pictures), ink)
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
            record = InkRecord(epoch, float(np.mean(losses)), *measured, round(seconds, 3))
            self.records.append(record)
            yield record

    def _on_device(
        self, pictures: torch.Tensor, ink: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Float pages (B, 3, H, W) and ink (B, H, W), both in 0..1."""
        pictures = pictures.to(self.device).permute(0, 3, 1, 2).float() / 255
        return pictures, ink.to(self.device).float() / 255

    @torch.no_grad()
    def _measure(self) -> tuple[float, float]:
        """Mean loss, and the F-measure over all pixels, of the validation pages."""
        self.network.eval()
        losses, hits, inked, found = [], 0, 0, 0
        for batch in self.validation.batches(0, VALIDATION_PAGES):
            pictures, ink = self._on_device(*batch)
            logits = self.network(pictures)
            losses.append(ink_loss(logits, ink).item())
            is_found, is_ink = logits > 0, ink > 0.5
            hits += int((is_found & is_ink).sum())
            found, inked = found + int(is_found.sum()), inked + int(is_ink.sum())
        return float(np.mean(losses)), 2 * hits / max(1, found + inked)

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
        digits = zlib.crc32(self.pages.digits.data)
        return {"recipe": repr(self.recipe), "seed": self.seed, "digits": digits}


def ink_loss(logits: torch.Tensor, ink: torch.Tensor) -> torch.Tensor:
    """Binary cross-entropy plus Dice (Milletari et al. 2016, arXiv 1606.04797), both (B, H, W).

    Cross-entropy sees every pixel alike; Dice sees a page with one thin stroke as much as a full
    one.
    """
    cross_entropy = functional.binary_cross_entropy_with_logits(logits, ink)
    found = torch.sigmoid(logits)
    shared = (found * ink).sum(dim=(1, 2))
    both = (found + ink).sum(dim=(1, 2))
    dice = 1 - (2 * shared + 20) / (both + 20)  # 20 px: an empty page is no page of its own scale
    return cross_entropy + 0.5 * dice.mean()
