"""What is said once a run has ended: the order of the classes, the confusion, what to change."""

import numpy as np
import pytest

from model.evaluation.overfitting import FAILS, FITS, OVERFITS, Verdict
from model.messages import text
from model.training.loop import EpochRecord
from ui.runs.messages import Ending, Report, Snapshot
from ui.runs.settings import Settings
from ui.train.verdict.after import after_run
from ui.train.verdict.part import offered, verdict_value


class Run:
    """An ended run with these confusion matrices."""

    def __init__(self, *confusions: np.ndarray) -> None:
        self.number, self.active, self.can_read = 1, False, True
        self.settings = Settings(images="shipped")
        self.report = Report()
        self.reports = [self.report]
        for epoch, confusion in enumerate(confusions, 1):
            record = EpochRecord(epoch, 0.05, 0.99, 0.3, 0.94, 1.0)
            layer = np.zeros((1, 28, 28), np.int8)
            self.report.hear(Snapshot(record, confusion, layer, {}, np.zeros(0, np.uint8), dead=7))
        self.report.hear(Ending(True))


def confusion(right: dict[int, int]) -> np.ndarray:
    """Of ten images of each class so many are right, the rest taken for a 9, or a 9 for a 0."""
    matrix = np.zeros((10, 10), int)
    for label in range(10):
        matrix[label, label] = right.get(label, 0)
        matrix[label, 9 if label < 9 else 0] += 10 - right.get(label, 0)
    return matrix


def test_the_classes_are_named_in_the_order_in_which_they_were_learned() -> None:
    run = Run(confusion({1: 9, 0: 8}), confusion({1: 10, 0: 9, 7: 10}), confusion({0: 1, 7: 10}))
    order, never, confused = map(text, after_run(run))
    assert order == "90 % of the images right, in this order: 1 · 0 · 7."
    assert never == "Never 90 % right: 2 · 3 · 4 · 5 · 6 · 8 · 9."
    assert confused == "Most often confused: 1 as 9, 10 times."


def test_a_run_that_goes_on_has_no_sentences_and_no_suggestions() -> None:
    run = Run(*[confusion({1: 9})] * 5)
    run.active = True
    assert after_run(run) == []
    assert verdict_value(run)["next"] == []


def test_dead_units_are_counted_in_the_verdict() -> None:
    said = text(verdict_value(Run(*[confusion({1: 9})] * 5))["sentence"])
    assert "7 of its 190 hidden units are dead" in said


def suggestions(name: str, best: int = 3, **settings: object) -> dict[str, list]:
    found = Verdict(name, 0.1, 0.4, 0.99, 0.95, best, False, 2.3)
    made = Settings(images="shipped", **settings)
    return {one["name"]: one["values"] for one in offered(made, found)}


def test_against_overfitting_there_are_five_cures_and_each_changes_one_setting() -> None:
    offers = suggestions(OVERFITS, training_images=500)
    assert list(offers) == ["more-images", "distortion", "dropout", "weight-decay", "fewer-epochs"]
    usual = suggestions(FITS)["more-epochs"]
    for values in suggestions(OVERFITS).values():
        changed = [
            i for i, (one, other) in enumerate(zip(values, usual, strict=True)) if one != other
        ]
        assert len(changed) <= 2  # the one, and the epochs of `usual`


@pytest.mark.parametrize(
    ("settings", "cure"),
    [
        ({"learning_rate": 0.5}, "lower-rate"),
        ({"optimiser": "sgd"}, "adam"),
        ({"activation": "sigmoid"}, "relu"),
        ({"hidden": (1,)}, "wider"),
    ],
)
def test_what_hardly_learns_is_offered_its_cure(settings: dict, cure: str) -> None:
    assert cure in suggestions(FAILS, **settings)


def test_what_was_tried_is_not_offered_again() -> None:
    tried = {"dropout": 0.3, "weight_decay": 0.1, "augmentation": True}
    assert set(suggestions(OVERFITS, **tried)) == {"fewer-epochs", "smaller"}
