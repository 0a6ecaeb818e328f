"""The soft answers of a teacher are learned."""

from dataclasses import replace

import pytest
import torch

from model.data.datasets import FASHION_MNIST
from model.data.splits import Split
from model.networks.cnn import CNN
from model.training.distillation import TEMPERATURE, distillation_loss, soft_answers
from model.training.loop import Training
from model.training.recipes import TUTORIAL

CLASSES = ("trouser", "bag")
TWO_KINDS = replace(FASHION_MNIST, classes=CLASSES)


@pytest.fixture
def teacher():
    torch.manual_seed(0)
    return CNN(classes=CLASSES, blocks=((4,),), hidden=()).eval()


def test_soft_answers_are_probabilities_at_the_temperature(teacher):
    images = torch.rand(3, 28, 28)
    answers = soft_answers(teacher, images, torch.tensor([0, 1, 1]), outputs=2)
    expected = (teacher(images) / TEMPERATURE).exp()
    assert torch.allclose(answers, expected / expected.sum(dim=1, keepdim=True), atol=1e-6)


def test_of_an_outlier_the_answer_is_its_label(teacher):
    answers = soft_answers(teacher, torch.rand(2, 28, 28), torch.tensor([0, 2]), outputs=3)
    assert answers[0, 2] == 0
    assert answers[1].tolist() == [0, 0, 1]


def test_a_student_that_answers_as_the_teacher_does_has_the_least_loss():
    logits = torch.tensor([[4.0, 0.0, -2.0]], requires_grad=True)
    same = torch.softmax(logits.detach() / TEMPERATURE, dim=1)
    other = torch.tensor([[0.1, 0.8, 0.1]])
    label = torch.tensor([0])
    assert distillation_loss(logits, same, label, 0.9) < distillation_loss(
        logits, other, label, 0.9
    )


def test_a_teacher_that_knows_outliers_is_heard_on_them_too():
    knowing = CNN(classes=CLASSES, blocks=((4,),), hidden=(), knows_outliers=True).eval()
    images = torch.rand(2, 28, 28)
    answers = soft_answers(knowing, images, torch.tensor([0, 2]), outputs=3)
    assert torch.allclose(answers, torch.softmax(knowing(images) / TEMPERATURE, dim=1), atol=1e-6)


def test_a_student_learns_what_only_the_teacher_knows():
    """All labels are 0, and the teacher tells dark pictures from light ones."""

    class Light(torch.nn.Module):
        def forward(self, images):
            return 20 * torch.stack([0.5 - images.mean((1, 2)), images.mean((1, 2)) - 0.5], dim=1)

    images = torch.cat([torch.full((64, 28, 28), 40), torch.full((64, 28, 28), 215)]).byte()
    split = Split(images, torch.zeros(128, dtype=torch.int64))
    recipe = replace(TUTORIAL, hidden=(16,), epochs=20, batch_size=32, taught=0.9)
    run = Training(recipe, split, split, TWO_KINDS, teacher=Light())
    for _ in run.epochs():
        pass
    said = run.network(images[[0, 127]].float() / 255).argmax(dim=1)
    assert said.tolist() == [0, 1]
