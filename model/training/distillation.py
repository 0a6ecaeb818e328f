"""Distillation: the MLP learns the soft answers of a convolutional network, its teacher.

Hinton, Vinyals & Dean, "Distilling the Knowledge in a Neural Network" (arXiv 1503.02531). The
teacher answers every distorted picture anew, after Beyer et al., "Knowledge distillation: A good
teacher is patient and consistent" (arXiv 2106.05237). The teacher is the page's second opinion,
weights/<dataset>-cnn.
"""

import torch
from torch import nn
from torch.nn import functional

from ..data.datasets import DataSet
from ..predictor import SHIPPED_WEIGHTS
from ..weights.storage import WeightsMissing, read_network

TEMPERATURE = 2.0  # softens both answers, so that unlikely classes count, too


@torch.no_grad()
def soft_answers(
    teacher: nn.Module, images: torch.Tensor, labels: torch.Tensor, outputs: int
) -> torch.Tensor:
    """The targets of the student: softened probabilities (B, outputs) of the teacher.

    If the teacher knows no outliers, the target of an outlier is its label.
    """
    answers = functional.softmax(teacher(images).float() / TEMPERATURE, dim=1)  # (B, known)
    known = answers.shape[1]
    labelled = functional.one_hot(labels, outputs).float()  # (B, outputs)
    answers = functional.pad(answers, (0, outputs - known))
    return torch.where((labels < known)[:, None], answers, labelled)


def distillation_loss(
    logits: torch.Tensor, answers: torch.Tensor, labels: torch.Tensor, share: float
) -> torch.Tensor:
    """The loss of the student's logits (B, outputs) for soft answers (B, outputs) and labels.

    `share`, in 0..1, is the weight of the soft answers.
    """
    softened = functional.log_softmax(logits / TEMPERATURE, dim=1)
    soft = functional.kl_div(softened, answers, reduction="batchmean")
    hard = functional.cross_entropy(logits, labels)
    return share * TEMPERATURE**2 * soft + (1 - share) * hard


def teacher_of(dataset: DataSet) -> nn.Module:
    """The teacher of a data set's MLP; raises WeightsMissing or WeightsDamaged."""
    folder = SHIPPED_WEIGHTS / f"{dataset.name}-cnn"
    if not folder.is_dir():
        raise WeightsMissing(
            f"This recipe learns from the CNN in {folder}, which is not there; make it first with "
            f"`python train.py --dataset {dataset.name} --network cnn`."
        )
    return read_network(folder).eval().requires_grad_(False)
