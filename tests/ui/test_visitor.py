"""A visitor's runs and the network in use, without any process."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from model.data.datasets import MNIST
from model.training.loop import EpochRecord, new_network
from ui import visitor as module
from ui.page.header import choose, in_use
from ui.runs.messages import Ending, Snapshot
from ui.runs.parse import WrongSettings
from ui.runs.settings import SHIPPED, TRAINED_ON, Settings
from ui.shipped import shipped
from ui.train.tab import changes
from ui.train.view import note_text, runs_value
from ui.validation.curves import curves_of
from ui.validation.tab import introduction
from ui.visitor import MOST_RUNS, Visitor

QUICK = Settings(images=SHIPPED, hidden=(4,), epochs=1)


@pytest.fixture(autouse=True)
def endless_queue(monkeypatch):
    """A queue in which every run waits for ever."""
    queue = SimpleNamespace(enter=lambda run: None, position=lambda run: 1)
    monkeypatch.setattr(module, "queue", queue)


def finish(run, validation_loss=0.6):
    """Let a run end as if it had trained."""
    network = new_network(run.settings.recipe, MNIST)
    weights = {name: value.numpy() for name, value in network.state_dict().items()}
    record = EpochRecord(1, 0.5, 0.8, validation_loss, 0.7, 1.0)
    first_layer = np.zeros((4, 28, 28), np.int8)
    run.report.hear(Snapshot(record, np.eye(10, dtype=int), first_layer, weights))
    run.report.hear(Ending(True))


def test_one_run_at_a_time():
    visitor = Visitor()
    visitor.start(QUICK)
    with pytest.raises(WrongSettings, match="stop it"):
        visitor.start(QUICK)
    visitor.stop()
    visitor.start(QUICK)
    assert [run.number for run in visitor.runs] == [2]  # the first had not trained at all
    finish(visitor.latest)
    visitor.start(QUICK)
    assert [run.number for run in visitor.runs] == [2, 3]


def test_every_run_has_a_colour_of_its_own():
    visitor = Visitor()
    for _ in range(MOST_RUNS):
        visitor.start(QUICK)
        finish(visitor.latest)
    with pytest.raises(WrongSettings, match="remove one"):
        visitor.start(QUICK)
    visitor.remove(visitor.run(3))
    visitor.start(QUICK)
    assert sorted(run.colour for run in visitor.runs) == list(range(1, MOST_RUNS + 1))
    assert visitor.latest.number == MOST_RUNS + 1


def test_a_network_is_in_use_for_its_visitor_alone():
    visitor, other = Visitor(), Visitor()
    visitor.start(QUICK)
    finish(visitor.latest)
    visitor.use(visitor.latest)
    assert visitor.predictor.network.layers[1].out_features == 4
    assert visitor.predictor.history["epochs"][0]["validation_accuracy"] == 0.7
    assert other.predictor is shipped("mnist")
    images, labels = visitor.predictor.validation
    assert len(images) == 10_000 - TRAINED_ON, "nothing that it was trained on"
    assert np.array_equal(labels, shipped("mnist").validation[1][TRAINED_ON:])
    assert len(shipped("mnist").validation[0]) == 10_000
    assert "run 1" in note_text(visitor)
    assert runs_value(visitor)[0]["used"]
    visitor.remove(visitor.latest)
    assert visitor.predictor is shipped("mnist")
    assert "shipped" in note_text(visitor)


def test_only_news_is_sent():
    visitor = Visitor()
    visitor.start(QUICK)
    first, second = changes(visitor), changes(visitor)
    assert isinstance(first[2], str)
    assert [part.get("__type__") for part in second[2:]] == ["update"] * len(second[2:])
    finish(visitor.latest)
    assert isinstance(changes(visitor)[2], str)


def test_a_visitor_who_is_freed_ends_the_run_and_no_other():
    here, gone = Visitor(), Visitor()
    for visitor in (here, gone):
        visitor.start(QUICK)
    run = gone.latest
    gone.close()
    assert (here.latest.state, run.state) == ("waiting", "stopped")


def test_a_data_set_that_there_is_not_is_never_chosen():
    visitor = Visitor()
    told = choose(visitor, SimpleNamespace(dataset="words"))
    assert (visitor.dataset, told) == (
        "mnist",
        {"dataset": "mnist", "numbers": True, "colour": False, "run": 0, "key": ""},
    )


def test_the_page_is_told_which_run_reads():
    visitor = Visitor()
    visitor.start(QUICK)
    finish(visitor.latest)
    visitor.dataset = "fashion-mnist"
    visitor.use(visitor.latest)
    told = {"dataset": "mnist", "numbers": True, "colour": False, "run": 1, "key": ""}
    assert in_use(visitor) == told, "the page follows the run"
    assert introduction(visitor).startswith("<p class='network'><strong>Your run 1, 4 · Adam")
    visitor.in_use.clear()
    assert "The shipped network" in introduction(visitor)


def test_a_network_that_has_gone_astray_is_of_no_use():
    visitor = Visitor()
    visitor.start(QUICK)
    finish(visitor.latest, validation_loss=math.nan)
    assert not visitor.latest.usable
    assert not runs_value(visitor)[0]["usable"]


def test_curves_of_a_run_without_a_whole_epoch_are_words():
    plots, words = curves_of({"epochs": []})
    assert not plots.visible
    assert "no curves" in words
