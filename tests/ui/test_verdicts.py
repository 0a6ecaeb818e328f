"""Verdicts are made once for everybody, and nobody waits for those of somebody else."""

from threading import Event, Thread

import pytest

from model import Predictor
from ui import verdicts
from ui.shipped import shipped
from ui.verdicts import second_verdicts, validation_verdicts
from ui.visitor import Visitor


@pytest.fixture
def mine():
    """A network of a visitor's own, judged by a few pictures."""
    base = shipped("mnist")
    predictor = Predictor(base.network, base.calibration, base.folder)
    predictor.validation = tuple(part[:20] for part in base.validation)
    return predictor


def test_two_who_come_at_once_wait_for_one_pass(mine, monkeypatch):
    passes = []
    real = verdicts.judge
    monkeypatch.setattr(verdicts, "judge", lambda *a: passes.append(a) or real(*a))
    threads = [Thread(target=validation_verdicts, args=[mine]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passes) == 1
    assert len(validation_verdicts(mine).labels) == 20


def test_nobody_waits_while_another_network_is_judged(mine, monkeypatch):
    validation_verdicts(shipped("cifar-10"))
    begun, go_on = Event(), Event()
    real = verdicts.judge

    def slow(*arguments):
        begun.set()
        assert go_on.wait(60)
        return real(*arguments)

    monkeypatch.setattr(verdicts, "judge", slow)
    thread = Thread(target=validation_verdicts, args=[mine])
    thread.start()
    assert begun.wait(60)
    other = Thread(target=validation_verdicts, args=[shipped("cifar-10")])
    other.start()
    other.join(30)
    waits = other.is_alive()
    go_on.set()
    thread.join()
    assert not waits


def test_the_second_network_judges_the_same_pictures_once_for_all(mine, monkeypatch):
    monkeypatch.setattr(verdicts, "_second", verdicts._Judged({}, {}))
    passes = []
    real = verdicts.judge
    monkeypatch.setattr(verdicts, "judge", lambda *a: passes.append(a) or real(*a))
    visitors = [Visitor(), Visitor()]
    monkeypatch.setattr(Visitor, "predictor", property(lambda self: mine))
    one, other = map(second_verdicts, visitors)
    assert one is other
    assert len(passes) == 1
    assert len(one.labels) == 20
