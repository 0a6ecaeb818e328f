"""Training learns, says what it measured, and repeats itself by its seed."""

from dataclasses import replace

import pytest
import torch
from torch.nn import functional

from model.calibration import fit_temperature, read_calibration
from model.data.splits import Split
from model.evaluation.reliability import reliability
from model.training.augmentation.digits import Augmentation
from model.training.loop import Training
from model.training.measurement import logits_of, measure
from model.training.recipes import TUTORIAL
from model.weights.storage import write_json
from tests.tools.pictures import validation

QUICK = replace(TUTORIAL, hidden=(32,), epochs=3, batch_size=50)


@pytest.fixture
def splits():
    """Stand-ins made of validation images; what learns from them is thrown away."""
    images, labels = map(torch.from_numpy, validation())
    whole = Split(images, labels.long())
    return whole[:1000], whole[1000:1500]


def records(recipe, splits, seed=0):
    return list(Training(recipe, *splits, seed=seed).epochs())


def test_training_learns(splits):
    history = records(replace(QUICK, epochs=6), splits)
    assert [record.epoch for record in history] == [1, 2, 3, 4, 5, 6]
    assert history[-1].validation_accuracy > 0.75
    assert history[-1].train_loss < history[0].train_loss


def test_the_same_seed_gives_the_same_run(splits):
    recipe = replace(
        QUICK, augmentation=Augmentation(), batch_norm=True, average_decay=0.9, epochs=1
    )
    first, second = (records(recipe, splits, seed=7)[0] for _ in range(2))
    assert replace(first, seconds=0) == replace(second, seconds=0)
    other = records(recipe, splits, seed=8)[0]
    assert other.train_loss != first.train_loss


def test_figures_are_those_of_the_network_at_the_end_of_the_epoch(splits):
    """The oracle: plain cross-entropy of the network that the run leaves, nothing augmented."""
    run = Training(replace(QUICK, augmentation=Augmentation(), batch_norm=True), *splits)
    last = list(run.epochs())[-1]
    network = run.network.eval()
    for split, loss, accuracy in (
        (splits[0], last.train_loss, last.train_accuracy),
        (splits[1], last.validation_loss, last.validation_accuracy),
    ):
        with torch.no_grad():
            logits = network(split.images.float() / 255)
        assert functional.cross_entropy(logits, split.labels).item() == pytest.approx(
            loss, rel=1e-4
        )
        assert (logits.argmax(1) == split.labels).float().mean().item() == pytest.approx(accuracy)


def test_validation_images_change_nothing(splits):
    """What is only shown must not leak into the weights."""
    training, shown = splits
    one = Training(QUICK, training, shown)
    other = Training(QUICK, training, shown[:10])
    for run in (one, other):
        list(run.epochs())
    assert torch.equal(logits_of(one.network, shown), logits_of(other.network, shown))


def test_every_batch_is_told(splits):
    steps = []
    list(Training(replace(QUICK, epochs=2), *splits).epochs(on_step=steps.append))
    assert steps == [*range(20), *range(20)]


def test_measure_leaves_the_training_mode_alone(splits):
    run = Training(replace(QUICK, batch_norm=True), *splits)
    run.student.train()
    measure(run.student, splits[1])
    assert run.student.training


def test_tutorial_recipe_is_that_of_2019():
    recipe = TUTORIAL
    assert (recipe.hidden, recipe.epochs, recipe.batch_size) == ((125, 65), 12, 100)
    assert (recipe.learning_rate, recipe.mean, recipe.std) == (0.005, 0.5, 0.5)
    assert not (recipe.batch_norm)
    assert not (recipe.augmentation)
    assert not (recipe.one_cycle)
    assert not (recipe.held_out)
    assert not (recipe.weight_decay)
    assert not (recipe.average_decay)
    assert not recipe.drawn
    assert not recipe.printed
    assert not recipe.outliers


def test_temperature_restores_scaled_logits():
    torch.manual_seed(0)
    logits = torch.randn(4000, 10) * 3
    labels = torch.distributions.Categorical(logits=logits).sample()  # perfectly calibrated
    assert fit_temperature(logits * 2.5, labels) == pytest.approx(2.5, rel=0.1)


def test_the_temperature_of_logits_that_are_always_right_can_be_stored(tmp_path):
    labels = torch.arange(100) % 10
    temperature = fit_temperature(0.1 * functional.one_hot(labels, 10), labels)
    write_json(tmp_path / "calibration.json", {"temperature": round(temperature, 4)})
    assert 0 < read_calibration(tmp_path).temperature < 0.01


def test_calibration_error_of_honest_and_of_boastful_confidence():
    torch.manual_seed(0)
    confidences = torch.rand(50_000)
    honest = torch.rand(50_000) < confidences
    assert reliability(confidences, honest).error < 0.02
    assert reliability(torch.ones(1000), torch.arange(1000) % 2 == 0).error == 0.5
