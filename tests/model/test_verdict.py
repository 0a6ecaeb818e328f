"""The verdict on overfitting: from the gap, with the uncertainty of the figures, for every seed."""

import math
from pathlib import Path

import pytest
import torch

from model.data.datasets import MNIST
from model.data.splits import load_shipped
from model.evaluation.overfitting import EARLY, FAILS, FITS, JUDGING, OVERFITS, verdict
from model.predictor import SHIPPED_WEIGHTS
from model.training.loop import EpochRecord, Training
from model.training.settings import PRESETS, Settings


def records(training, validation, accuracies=None):
    """A run with these losses, and an accuracy of each split."""
    right, other = accuracies or (0.99, 0.96)
    return [
        EpochRecord(number, one, right, other_loss, other, 1.0)
        for number, (one, other_loss) in enumerate(zip(training, validation, strict=True), 1)
    ]


def name_of(training, validation, accuracies=None, validated=10_000):
    return verdict(records(training, validation, accuracies), 10, validated).name


def test_a_gap_is_overfitting_whether_or_not_the_validation_loss_rises():
    assert name_of([0.06] * 8, [0.227] * 8) == OVERFITS
    assert name_of([0.06] * 8, [0.4, 0.35, 0.3, 0.28, 0.26, 0.25, 0.24, 0.23]) == OVERFITS


def test_a_gap_that_few_images_can_not_show_is_none():
    losses = [0.06] * 8, [0.1] * 8
    assert name_of(*losses, accuracies=(0.985, 0.975), validated=10_000) == OVERFITS
    assert name_of(*losses, accuracies=(0.985, 0.975), validated=200) == FITS


def test_the_mean_of_the_last_epochs_is_judged():
    calm, peak = [0.1] * 8, [0.1] * 7 + [0.15]
    assert name_of([0.09] * 8, calm) == name_of([0.09] * 8, peak) == FITS


@pytest.mark.parametrize("loss", [2.31, 5.0, math.nan, math.inf])
def test_what_is_no_better_than_half_of_guessing_fails(loss):
    assert name_of([loss] * 6, [loss] * 6, (0.1, 0.1)) == FAILS


def test_a_validation_loss_that_is_no_number_fails():
    assert name_of([0.1] * 6, [math.nan] * 6) == FAILS


def test_before_the_first_epochs_nothing_is_said():
    few = JUDGING.fewest - 1
    assert name_of([0.01] * few, [1.0] * few) == EARLY


def test_the_best_epoch_and_whether_it_still_improves():
    falling = verdict(records([0.3] * 7, [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3]), 10, 10_000)
    rising = verdict(records([0.3] * 7, [0.9, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]), 10, 10_000)
    assert (falling.best_epoch, falling.improves) == (7, True)
    assert (rising.best_epoch, rising.improves) == (2, False)


@pytest.mark.parametrize(
    ("preset", "expected"),
    [("tutorial", OVERFITS), ("overfitting", OVERFITS), ("rate", FAILS), ("vanishing", FAILS)],
)
def test_presets_get_their_verdict_with_two_seeds(preset, expected):
    torch.set_num_threads(1)
    data = load_shipped(Path(SHIPPED_WEIGHTS / "mnist"))
    for seed in (0, 1):
        settings = Settings(**PRESETS[preset], seed=seed)
        run = Training(settings.recipe, *data, MNIST, seed=seed)
        assert verdict(list(run.epochs()), 10, 2_000).name == expected
