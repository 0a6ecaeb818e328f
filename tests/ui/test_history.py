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
                "seconds": 1.0,
            }
            for epoch, (train, held_out) in enumerate(
                zip(training, validation, strict=True), start=1
            )
        ]
    }


FALLING = [0.8, 0.4, 0.3, 0.2, 0.15, 0.1, 0.05, 0.02]


def words_of(training: list[float], validation: list[float]) -> str:
    return str(overfitting(history(training, validation), classes=10, validated=10_000))


def test_a_run_with_a_gap_overfits_and_both_losses_and_the_best_epoch_are_named() -> None:
    words = words_of(FALLING, [0.9, 0.5, 0.4, 0.42, 0.45, 0.5, 0.55, 0.6])
    # Of the last three epochs the means: 0.057 and 0.55.
    assert words == (
        "It overfits: the validation loss, 0.550, lies far above the training loss, 0.057, and "
        "94.3\u00a0% of the training images are right, but 45.0\u00a0% of the validation images. "
        "The validation loss was lowest in epoch 3."
    )


def test_a_run_whose_losses_fall_side_by_side_does_not() -> None:
    words = words_of(FALLING, [1.1 * loss for loss in FALLING])
    assert words.startswith("No sign of overfitting: the validation loss, 0.062, lies close to")
    assert words.endswith("The validation loss still falls.")


def test_one_bad_epoch_at_the_end_does_not_decide() -> None:
    validation = [1.05 * loss for loss in FALLING]
    assert words_of(FALLING, [*validation[:-1], 0.07]).startswith("No sign of overfitting")


def test_a_run_that_learns_nothing_is_compared_with_guessing() -> None:
    words = words_of([2.31] * 8, [2.30] * 8)
    assert words == "It hardly learns: its training loss is 2.310, and guessing gives 2.303."


@pytest.mark.parametrize(("epochs", "said"), [(1, "one epoch"), (3, "3 epochs")])
def test_a_short_run_tells_nothing(epochs: int, said: str) -> None:
    words = words_of(FALLING[:epochs], [0.5, 0.6, 0.7][:epochs])
    assert words == f"After {said} it is too early to tell whether it overfits."


def test_a_run_that_diverged_is_told() -> None:
    losses = [0.9, 0.5, math.nan, math.nan, math.nan]
    assert "beyond all numbers" in words_of(losses, losses)


def test_the_best_epochs_are_the_first_of_their_kind() -> None:
    run = history(FALLING[:4], [0.9, 0.4, 0.4, 0.5])
    assert (lowest_loss(run)["epoch"], highest_accuracy(run)["epoch"]) == (2, 2)
