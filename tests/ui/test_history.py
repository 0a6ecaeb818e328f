"""What made-up histories say: overfitting, none, or too short to tell."""

import math

import pytest

from ui.curves.history import highest_accuracy, lowest_loss, overfitting


def history(training: list[float], validation: list[float]) -> dict:
    """A run with these losses; its accuracies are one minus the loss."""
    return {
        "epochs": [
            {
                "epoch": epoch,
                "train_loss": train,
                "train_accuracy": 1 - train,
                "validation_loss": held_out,
                "validation_accuracy": 1 - held_out,
            }
            for epoch, (train, held_out) in enumerate(
                zip(training, validation, strict=True), start=1
            )
        ]
    }


FALLING = [0.8, 0.4, 0.3, 0.2, 0.15, 0.1, 0.05, 0.02]


def test_a_run_whose_validation_loss_rises_overfits() -> None:
    words = str(overfitting(history(FALLING, [0.9, 0.5, 0.4, 0.42, 0.45, 0.5, 0.55, 0.6])))
    # The best of the last three epochs, 0.5, against the lowest, 0.4; training from 0.3 to 0.1.
    assert words == (
        "It overfits: since epoch 3, where the validation loss was lowest, it has risen by "
        "25\u00a0% while the training loss fell by 67\u00a0%."
    )


def test_a_run_that_ends_at_its_lowest_does_not() -> None:
    words = str(overfitting(history(FALLING, [0.9, 0.5, 0.4, 0.3, 0.25, 0.2, 0.19, 0.18])))
    assert words.startswith(
        "No sign of overfitting: the validation loss was lowest in epoch 8 of 8"
    )


def test_a_rise_within_the_noise_is_none() -> None:
    words = str(overfitting(history(FALLING, [0.9, 0.5, 0.4, 0.41, 0.405, 0.41, 0.41, 0.41])))
    assert words.startswith("No sign of overfitting: since epoch 3")
    assert "within 5\u00a0%" in words


def test_one_bad_epoch_at_the_end_is_no_trend() -> None:
    words = str(overfitting(history(FALLING, [0.9, 0.5, 0.4, 0.3, 0.25, 0.2, 0.18, 0.4])))
    assert words.startswith("No sign of overfitting")


def test_when_both_losses_rise_it_is_something_else() -> None:
    training = [0.8, 0.4, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9]
    words = str(overfitting(history(training, [0.9, 0.5, 0.4, 0.6, 0.7, 0.8, 0.9, 0.9])))
    assert words.startswith("It got worse, but not by overfitting")
    assert "training loss rose by 133\u00a0%" in words


@pytest.mark.parametrize(("epochs", "said"), [(1, "one epoch"), (4, "4 epochs")])
def test_a_short_run_tells_nothing(epochs: int, said: str) -> None:
    words = str(overfitting(history(FALLING[:epochs], [0.5, 0.6, 0.7, 0.8][:epochs])))
    assert words == f"Too short to tell whether it overfits: {said}."


def test_a_run_that_diverged_is_told() -> None:
    losses = [0.9, 0.5, math.nan, math.nan, math.nan]
    assert "beyond all numbers" in str(overfitting(history(losses, losses)))


def test_the_best_epochs_are_the_first_of_their_kind() -> None:
    run = history(FALLING[:4], [0.9, 0.4, 0.4, 0.5])
    assert (lowest_loss(run)["epoch"], highest_accuracy(run)["epoch"]) == (2, 2)


@pytest.mark.parametrize("rise", [0, 0.001, 0.3])
def test_it_is_one_sentence(rise: float) -> None:
    validation = [0.9, 0.5, 0.4, *(0.4 + rise for _ in range(5))]
    words = str(overfitting(history(FALLING, validation)))
    assert words.endswith(".")
    assert words.count(". ") == 0
