"""The teacher: a convolutional network whose soft answers the small MLP learns to give.

Hinton, Vinyals & Dean, "Distilling the Knowledge in a Neural Network" (arXiv 1503.02531); that the
teacher is asked anew about every distorted picture follows Beyer et al., "Knowledge distillation:
A good teacher is patient and consistent" (arXiv 2106.05237). The teacher knows nothing of
outliers, is not shipped, and is kept beside the data so that the next run of the same recipe and
seed need not train it again.
"""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional

from model.network import normalise
from model.training.recipes import Recipe

TEMPERATURE = 2.0  # softens both answers, so that the unlikely classes are learned from too
HARD_SHARE = 0.1  # of the loss: how far the student also learns the labels themselves


class Teacher(nn.Module):
    """Four convolutions of 3×3 and two dense layers, 0.5 million weights."""

    knows_outliers = False

    def __init__(self, classes: Sequence[str], mean: float, std: float) -> None:
        super().__init__()
        self.classes = tuple(classes)
        self.mean, self.std = mean, std
        self.layers = nn.Sequential(
            *_convolution(1, 32, pool=True),
            *_convolution(32, 64, pool=True),
            *_convolution(64, 96, pool=False),
            *_convolution(96, 128, pool=True),
            nn.Flatten(),
            nn.Linear(128 * 3 * 3, 256),
            nn.ReLU(),
            nn.Dropout(0.3),
            nn.Linear(256, len(self.classes)),
        ).to(memory_format=torch.channels_last)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Logits (B, classes) of float images (B, 28, 28) in 0..1."""
        normalised = normalise(images, self.mean, self.std)[:, None]  # (B, 1, 28, 28)
        return self.layers(normalised.contiguous(memory_format=torch.channels_last))


def _convolution(inputs: int, outputs: int, pool: bool) -> list[nn.Module]:
    layers = [
        nn.Conv2d(inputs, outputs, 3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
    ]
    return [*layers, nn.MaxPool2d(2)] if pool else layers


@torch.no_grad()
def soft_answers(
    teacher: nn.Module, images: torch.Tensor, labels: torch.Tensor, outputs: int
) -> torch.Tensor:
    """What a student should answer: the teacher's probabilities, softened (B, outputs).

    Where a label is none of the teacher's classes, an outlier, the answer is that label itself.
    """
    answers = functional.softmax(teacher(images).float() / TEMPERATURE, dim=1)  # (B, classes)
    classes = answers.shape[1]
    labelled = functional.one_hot(labels, outputs).float()  # (B, outputs)
    known = (labels < classes)[:, None]
    return torch.where(known, functional.pad(answers, (0, outputs - classes)), labelled)


def distillation_loss(
    logits: torch.Tensor, answers: torch.Tensor, labels: torch.Tensor
) -> torch.Tensor:
    """How far the student's logits (B, outputs) are from soft answers (B, outputs) and labels."""
    softened = functional.log_softmax(logits / TEMPERATURE, dim=1)
    soft = functional.kl_div(softened, answers, reduction="batchmean")
    hard = functional.cross_entropy(logits, labels)
    return (1 - HARD_SHARE) * TEMPERATURE**2 * soft + HARD_SHARE * hard


def new_teacher(recipe: Recipe, classes: Sequence[str], seed: int) -> Teacher:
    """An untrained teacher; its first weights follow from the seed."""
    torch.manual_seed(seed)
    return Teacher(classes, recipe.mean, recipe.std)


def teacher_file(folder: Path, recipe: Recipe, classes: Sequence[str], seed: int) -> Path:
    """Where the trained teacher of a recipe, classes and seed lies, or goes."""
    name = hashlib.sha256(f"{recipe} {classes} {seed}".encode()).hexdigest()[:16]
    return folder / f"{name}.safetensors"


def save_teacher(teacher: nn.Module, path: Path) -> None:
    """Write a trained teacher's weights, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    save_file({key: value.contiguous() for key, value in teacher.state_dict().items()}, partial)
    os.replace(partial, path)
