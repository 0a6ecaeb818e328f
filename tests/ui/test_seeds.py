"""A run of several seeds: it trains with one after the other, and others come in between."""

from dataclasses import replace

import numpy as np
import pytest

from model.messages import text
from model.training.loop import EpochRecord
from tests.tools.pictures import WEIGHTS
from tests.tools.waiting import wait_until
from ui.runs.messages import Ending, Report, Snapshot
from ui.runs.queue import NOT_STARTED, RunQueue
from ui.runs.run import Run
from ui.runs.seeds import deviations, means, most_missed
from ui.runs.settings import ALL, SHIPPED, Settings, Task
from ui.shipped import shipped
from ui.train.missed.part import missed_value
from ui.train.verdict.part import of_seeds
from ui.train.view import curves_value, figures, result, share_done
from ui.visitor import Visitor

SETTINGS = Settings(images=SHIPPED, hidden=(8,), batch_size=1000, epochs=1)
MATRIX, LAYER = np.eye(10, dtype=int), np.zeros((1, 28, 28), np.int8)


def new_run(seeds: int, **settings: object) -> Run:
    return Run(1, 1, Task(replace(SETTINGS, seeds=seeds, **settings), "/nowhere", WEIGHTS))


def ended_run(accuracies: list[float], answers: list[np.ndarray]) -> Run:
    """A run whose seeds have ended with these accuracies and answers."""
    run = new_run(len(accuracies))
    run.reports = [Report() for _ in accuracies]
    for report, accuracy, said in zip(run.reports, accuracies, answers, strict=True):
        record = EpochRecord(1, 0.5, accuracy, 0.6, accuracy, 1.0)
        report.hear(Snapshot(record, MATRIX, LAYER, {}, said.astype(np.uint8)))
        report.hear(Ending(True))
    return run


def test_the_seeds_train_one_after_the_other_and_a_waiting_run_comes_in_between() -> None:
    queue = RunQueue(at_once=1)
    run, other = new_run(3), new_run(1)
    states = []
    queue.enter(run, "192.0.2.1")
    queue.enter(other, "198.51.100.7")
    wait_until(lambda: other.state == "finished" or states.append(len(run.reports)))
    assert max(states) <= 2, "the other run waited for the first seed only"
    wait_until(lambda: not run.active)
    assert run.state == "finished"
    assert [len(report.epochs) for report in run.reports] == [1, 1, 1]
    losses = {report.epochs[0].validation_loss for report in run.reports}
    assert len(losses) == 3, "each seed has weights of its own"
    assert run.report.film.held > 0
    assert run.predictor.network is not None
    for report in run.reports[1:]:
        assert (report.film.opening, report.snapshot.weights) == (None, {})
        assert len(report.snapshot.first_layer) == 0
    assert share_done(run) == 1


def test_a_seed_ends_like_a_run_with_that_seed() -> None:
    run, alone = new_run(2), new_run(1, seed=1)
    queue = RunQueue()
    queue.enter(run)
    queue.enter(alone)
    wait_until(lambda: not run.active and not alone.active)
    figures = [report.epochs[0].validation_loss for report in (run.reports[1], alone.report)]
    assert figures[0] == figures[1]


def test_a_run_that_is_stopped_between_two_seeds_does_not_go_on() -> None:
    queue = RunQueue(at_once=1)
    run = new_run(20)
    queue.enter(run)
    wait_until(lambda: len(run.reports) == 2)
    run.stop()
    wait_until(lambda: not queue._processes)
    assert run.state == "stopped"
    assert run.usable
    assert len(run.reports) <= 3


def test_the_curve_is_the_mean_and_the_band_the_standard_deviation() -> None:
    nothing = np.zeros(0)
    run = ended_run([0.9, 0.92, 0.94], [nothing] * 3)
    assert means(run)[0].validation_accuracy == pytest.approx(0.92)
    assert deviations(run)[0].validation_accuracy == pytest.approx(0.02)
    (curve,) = curves_value(Visitor(runs=[run]))["runs"]
    assert curve["points"] == [[1, 0.5, 0.6, 92.0, 92.0]]
    assert curve["spread"] == [[1, 0.0, 0.0, 2.0, 2.0]]
    assert text(result(run)) == "92.00\N{NO-BREAK SPACE}% ± 2.00 over 3 seeds"
    assert figures(run)["deviation_of_accuracy"] == 0.02
    assert text(of_seeds(run)[0]) == "The verdict is the same for 3 of 3 seeds."


def test_of_one_seed_there_is_no_band() -> None:
    run = ended_run([0.9], [np.zeros(0)])
    assert deviations(run) == []
    assert of_seeds(run) == []
    assert missed_value(run)["words"] == ""


def test_a_seed_that_diverged_leaves_the_mean_of_the_others_undefined_and_breaks_nothing() -> None:
    run = ended_run([0.9, 0.1], [np.zeros(0)] * 2)
    run.reports[1].records[0] = EpochRecord(1, np.inf, 0.1, np.nan, 0.1, 1.0)
    (curve,) = curves_value(Visitor(runs=[run]))["runs"]
    assert curve["points"][0][1:3] == [None, None]
    assert curve["spread"][0][1:3] == [None, None]


def test_the_pictures_that_most_seeds_miss_are_shown_the_most_missed_ones_first() -> None:
    labels = shipped("mnist").validation[1][8000:]
    answers = [labels.copy() for _ in range(3)]
    for seed in range(3):
        answers[seed][7] = (labels[7] + 1) % 10
    for seed in range(2):
        answers[seed][4] = (labels[4] + 2) % 10
    answers[0][5] = (labels[5] + 1) % 10  # one of three: by chance
    run = ended_run([0.9] * 3, answers)
    found = most_missed(run, labels)
    assert [(one.index, one.count) for one in found] == [(7, 3), (4, 2)]
    assert found[1].answer == (labels[4] + 2) % 10
    value = missed_value(run)
    assert text(value["words"]) == "The 2 pictures that most of the 3 seeds miss:"
    assert len(value["pictures"]) == 2
    wanted = f"{labels[7]}, read as {(labels[7] + 1) % 10}; 3 of 3 miss it"
    assert text(value["pictures"][0]["words"]) == wanted


class Unstartable(Run):
    """A run for whose second seed the server has no process left."""

    def launch(self, on_end):
        if len(self.reports) > 1:
            raise BlockingIOError("fork: Resource temporarily unavailable")
        return super().launch(on_end)


def test_a_seed_that_can_not_be_started_ends_the_run_with_what_it_has() -> None:
    run = Unstartable(1, 1, new_run(3).task)
    RunQueue().enter(run)
    wait_until(lambda: not run.active)
    assert run.state == "stopped"
    assert run.reports[1].ending.reason == NOT_STARTED
    assert run.usable


def test_the_figures_of_many_long_runs_take_no_time_once_they_are_known() -> None:
    runs = [ended_run([0.9, 0.91], [np.zeros(0)] * 2) for _ in range(3)]
    first = [means(run) for run in runs]
    assert all(means(run) is known for run, known in zip(runs, first, strict=True))
    third = Report()
    third.hear(Snapshot(EpochRecord(1, 0.5, 0.7, 0.6, 0.7, 1.0), MATRIX, LAYER, {}, np.zeros(0)))
    third.hear(Ending(True))
    runs[0].reports.append(third)
    assert means(runs[0])[0].validation_accuracy == pytest.approx((0.9 + 0.91 + 0.7) / 3)


def test_pictures_in_another_order_than_those_here_are_not_shown() -> None:
    run = ended_run([0.9, 0.9], [np.zeros(10_000)] * 2)
    settings = replace(SETTINGS, dataset="cifar-10", images=ALL, seeds=2)
    run.task = replace(run.task, settings=settings)
    assert missed_value(run)["pictures"] == []
