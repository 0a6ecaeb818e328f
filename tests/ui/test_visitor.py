"""A visitor's runs and the network in use, without any process."""

import math
import threading
import tracemalloc
import weakref
from collections import Counter
from types import SimpleNamespace

import numpy as np
import pytest

from model.data.datasets import MNIST
from model.training.loop import EpochRecord, new_network
from tests.tools.messages import english
from tests.tools.waiting import RUN_TIMEOUT
from ui import visitor as module
from ui.page.header import choose
from ui.runs.messages import Ending, Snapshot
from ui.runs.parse import WrongSettings
from ui.runs.queue import QueueFull
from ui.runs.settings import ALL, SHIPPED, TRAINED_ON, Settings
from ui.shipped import shipped
from ui.train.tab import changes, start_run
from ui.train.view import note_text, runs_value, status_value
from ui.validation.curves import curves_of
from ui.validation.tab import introduction
from ui.visitor import COLOURS, MOST_RUNS, Hand, Visitor

QUICK = Settings(images=SHIPPED, hidden=(4,), epochs=1)
NO_ANSWERS = np.zeros(0, np.uint8)


@pytest.fixture(autouse=True)
def endless_queue(monkeypatch):
    """A queue in which every run waits for ever."""
    queue = SimpleNamespace(enter=lambda *arguments: None, position=lambda run: 1)
    monkeypatch.setattr(module, "queue", queue)


def finish(run, validation_loss=0.6):
    """Let a run end as if it had trained."""
    network = new_network(run.settings.recipe, MNIST)
    weights = {name: value.numpy().copy() for name, value in network.state_dict().items()}
    record = EpochRecord(1, 0.5, 0.8, validation_loss, 0.7, 1.0)
    first_layer = np.zeros((4, 28, 28), np.int8)
    run.report.hear(Snapshot(record, np.eye(10, dtype=int), first_layer, weights, NO_ANSWERS))
    run.report.hear(Ending(True))


def test_two_runs_at_a_time():
    visitor = Visitor()
    visitor.start(QUICK)
    visitor.start(QUICK)
    with pytest.raises(WrongSettings, match=r"2 of your runs are under way; stop one before"):
        visitor.start(QUICK)
    assert visitor.latest.number == 1, "the first that is under way is shown"
    visitor.stop()
    assert [run.state for run in visitor.runs] == ["stopped", "waiting"]
    visitor.start(QUICK)
    assert [run.number for run in visitor.runs] == [2, 3]  # the first had not trained at all
    finish(visitor.latest)
    assert visitor.latest.number == 3
    assert status_value(visitor)["busy"]
    visitor.start(QUICK)
    assert status_value(visitor)["full"]
    finish(visitor.run(3))
    assert not status_value(visitor)["full"]
    finish(visitor.run(4))
    assert visitor.latest.number == 4, "the last, where all have ended"
    assert not visitor.training


def test_a_run_waits_among_those_of_its_address(monkeypatch):
    entered = []
    queue = SimpleNamespace(enter=lambda run, address, visitor: entered.append((address, visitor)))
    monkeypatch.setattr(module, "queue", queue)
    visitors = [Visitor(address="192.0.2.1"), Visitor(address="192.0.2.1"), Visitor()]
    for visitor in (*visitors, visitors[0]):
        visitor.start(QUICK)
    assert [address for address, _ in entered] == ["192.0.2.1", "192.0.2.1", "", "192.0.2.1"]
    first, second, _, again = (visitor for _, visitor in entered)
    assert first == again != second


def test_a_run_that_may_not_be_queued_is_none(monkeypatch):
    def refuse(*arguments):
        raise QueueFull("Too many runs are waiting on this server; please try later.")

    monkeypatch.setattr(module, "queue", SimpleNamespace(enter=refuse))
    visitor = Visitor()
    with pytest.raises(QueueFull):
        visitor.start(QUICK)
    assert (visitor.runs, visitor.started) == ([], 0)
    fields = vars(QUICK) | {"hidden": "4"}
    answer = start_run(visitor, {"values": list(fields.values())})
    assert "please try later" in str(answer["problem"])


def test_a_run_that_needs_too_much_memory_is_refused_before_it_is_queued(monkeypatch):
    def fail(*arguments):
        raise AssertionError("queued")

    monkeypatch.setattr(module, "queue", SimpleNamespace(enter=fail))
    visitor = Visitor()
    huge = Settings(images=ALL, hidden=(1024,) * 4, batch_size=10_000, augmentation=True)
    with pytest.raises(WrongSettings, match=r"need about \d\.\d GB; at most .* GB is free for one"):
        visitor.start(huge)
    assert (visitor.runs, visitor.started) == ([], 0)


def test_a_closed_visitor_keeps_nothing_and_starts_nothing():
    visitor = Visitor()
    for _ in range(2):
        visitor.start(QUICK)
    waits, trained = visitor.runs[1], visitor.runs[0]
    finish(trained)
    visitor.use(trained)
    base = visitor.base
    visitor.hands["mnist"] = Hand(base, base)
    visitor.symbols = visitor.things = base
    changes(visitor, {})
    kept = [weakref.ref(one) for one in (base.network, trained.report, trained.report.snapshot)]
    del trained, base
    visitor.close()
    visitor.close()
    assert waits.state == "stopped"
    assert [one() for one in kept] == [None] * 3
    assert visitor.predictor is shipped("mnist")
    assert (visitor.runs, visitor.training, visitor.latest) == ([], False, None)
    assert changes(visitor, {})["status"]["state"] == "idle"
    with pytest.raises(WrongSettings, match="reload"):
        visitor.start(QUICK)


def test_a_closed_visitor_gives_back_memory():
    """All that belonged to the largest networks, by the numbers of Python's allocations."""
    wide = Settings(images=SHIPPED, hidden=(1024,) * 4, epochs=1)
    visitor = Visitor()
    shipped("mnist")
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for _ in range(3):
            visitor.start(wide)
            finish(visitor.latest)
        used, _ = tracemalloc.get_traced_memory()
        assert used - before > 3 * 15e6
        visitor.close()
        after, _ = tracemalloc.get_traced_memory()
        assert after - before < 1e6
    finally:
        tracemalloc.stop()


def test_messages_that_arrive_while_a_visitor_is_closed_keep_nothing():
    visitor = Visitor()
    visitor.start(QUICK)
    run = visitor.latest
    listened_to = run.report  # by the thread
    visitor.close()
    finish(SimpleNamespace(report=listened_to, settings=QUICK))
    assert (run.report.records, run.report.snapshot, run.usable) == ([], None, False)
    kept = weakref.ref(listened_to)
    del listened_to
    assert kept() is None


def test_a_visitor_who_is_closed_while_a_run_is_started_leaves_no_run(monkeypatch):
    visitor, closing = Visitor(), []

    def enter(run, address, visitor_number):
        closing.append(threading.Thread(target=visitor.close))
        closing[0].start()

    monkeypatch.setattr(module, "queue", SimpleNamespace(enter=enter))
    visitor.start(QUICK)
    closing[0].join(RUN_TIMEOUT)
    assert visitor.runs == []
    assert not visitor.training


def test_the_first_runs_have_colours_of_their_own_and_later_ones_the_rarest():
    visitor = Visitor()
    for number in range(MOST_RUNS):
        visitor.start(QUICK)
        finish(visitor.latest)
        colours = Counter(run.colour for run in visitor.runs)
        assert max(colours.values()) == number // COLOURS + 1
    with pytest.raises(WrongSettings, match="remove one"):
        visitor.start(QUICK)
    visitor.remove(visitor.run(3))
    visitor.start(QUICK)
    assert set(Counter(run.colour for run in visitor.runs).values()) == {MOST_RUNS // COLOURS}
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
    assert "run 1" in english(note_text(visitor))
    assert runs_value(visitor)[0]["used"]
    visitor.remove(visitor.latest)
    assert visitor.predictor is shipped("mnist")
    assert "shipped" in note_text(visitor)


def test_only_news_is_sent():
    visitor = Visitor()
    visitor.start(QUICK)
    first = changes(visitor, {})
    seen = {"seen": first["seen"]}
    assert {"note", "curves", "runs"} <= first.keys()
    assert changes(visitor, seen).keys() == {"status"}
    finish(visitor.latest)
    assert changes(visitor, seen).keys() == first.keys()


def test_a_visitor_who_is_freed_ends_the_run_and_no_other():
    here, gone = Visitor(), Visitor()
    for visitor in (here, gone):
        visitor.start(QUICK)
    run = gone.latest
    gone.close()
    assert (here.latest.state, run.state) == ("waiting", "stopped")


def test_a_data_set_that_there_is_not_is_never_chosen():
    visitor = Visitor()
    told = choose(visitor, {"dataset": "words"})
    assert (visitor.dataset, told) == (
        "mnist",
        {"dataset": "mnist", "numbers": True, "colour": False, "run": 0},
    )


def test_the_page_is_told_which_run_reads():
    visitor = Visitor()
    visitor.start(QUICK)
    finish(visitor.latest)
    visitor.dataset = "fashion-mnist"
    visitor.use(visitor.latest)
    told = {"dataset": "mnist", "numbers": True, "colour": False, "run": 1}
    assert visitor.network == told, "the page follows the run"
    assert english(introduction(visitor)).startswith("Your run 1, 4 · Adam")
    visitor.in_use.clear()
    assert "The shipped network" in english(introduction(visitor))


def test_a_network_that_has_gone_astray_is_of_no_use():
    visitor = Visitor()
    visitor.start(QUICK)
    finish(visitor.latest, validation_loss=math.nan)
    assert not visitor.latest.usable
    assert not runs_value(visitor)[0]["usable"]


def test_curves_of_a_run_without_a_whole_epoch_are_words():
    plots, words = curves_of({"epochs": []}, 10, 10_000)
    assert plots is None
    assert "no curves" in english(words)
