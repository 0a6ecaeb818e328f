"""Whose run is next: every address in its turn, within limits, and no place is ever lost."""

import gc
import random

import pytest

from tests.tools.pictures import WEIGHTS
from tests.tools.waiting import wait_until
from ui.runs.queue import (
    AT_ONCE,
    LONGEST_QUEUE,
    MAX_WAITING_PER_ADDRESS,
    NOT_STARTED,
    QueueFull,
    RunQueue,
)
from ui.runs.run import Run
from ui.runs.settings import SHIPPED, Settings, Task

CLASS, OTHER, THIRD = "192.0.2.1", "198.51.100.7", "2001:db8:0:1::/64"
ENDLESS = Settings(images=SHIPPED, hidden=(16,), batch_size=10, epochs=100)


class Waiting(Run):
    """A run whose process is only a name."""

    def launch(self, on_end):
        self._end = lambda: on_end(self.task)
        return self.task


class Unstartable(Run):
    """A run for which the server has no process left."""

    def launch(self, on_end):
        raise BlockingIOError("fork: Resource temporarily unavailable")


def waiting_run(name="a run"):
    return Waiting(1, 1, (name, object()))


def queued(queue, address, visitors, runs_each=1):
    """Runs of so many visitors of an address, in the order in which they were queued."""
    runs = []
    for visitor in range(visitors):
        for number in range(runs_each):
            runs.append(waiting_run(f"{address}, visitor {visitor}, run {number}"))
            queue.enter(runs[-1], address, visitor)
    return runs


def order(queue, runs):
    """The names of the waiting runs by their place."""
    places = {queue.position(run): run.task[0] for run in runs}
    places.pop(0, None)
    assert sorted(places) == list(range(1, len(places) + 1)), "every place is taken once"
    return [places[place] for place in sorted(places)]


def starts(queue, runs):
    """End the first run that is under way, again and again: which run starts each time."""
    started = []
    while any(queue.position(run) for run in runs):
        before = {run for run in runs if run.state == "waiting"}
        next(run for run in runs if run.state == "loading").stop()
        (run,) = before - {run for run in runs if run.state == "waiting"}
        started.append(run.task[0])
    return started


def test_two_run_at_once_and_the_others_know_their_place():
    queue = RunQueue()
    runs = queued(queue, CLASS, 5)
    assert [queue.position(run) for run in runs] == [0, 0, 1, 2, 3]
    runs[0].stop()
    assert [queue.position(run) for run in runs] == [0, 0, 0, 1, 2]
    runs[3].stop()
    assert [queue.position(run) for run in runs] == [0, 0, 0, 0, 1]
    runs[1].stop()
    assert [run.state for run in runs] == ["stopped", "stopped", "loading", "stopped", "loading"]


def test_who_goes_away_loses_the_place():
    queue = RunQueue(at_once=1)
    runs = queued(queue, CLASS, 4)
    gone = runs.pop(1)
    assert queue.position(gone) == 1
    del gone
    gc.collect()
    assert [queue.position(run) for run in runs] == [0, 1, 2]
    runs[0].stop()
    assert runs[1].state == "loading"


def test_beside_a_class_of_sixty_the_run_of_another_address_starts_next():
    queue = RunQueue()
    pupils = queued(queue, CLASS, 60)
    (other,) = queued(queue, OTHER, 1)
    assert queue.position(other) == 1
    pupils[0].stop()
    assert other.state == "loading"


def test_addresses_alternate_and_within_one_who_came_first_is_first():
    queue = RunQueue()
    pupils = queued(queue, CLASS, 5)
    others = queued(queue, OTHER, 3)
    thirds = queued(queue, THIRD, 1)
    everybody = [*pupils, *others, *thirds]
    expected = [
        f"{OTHER}, visitor 0, run 0",
        f"{CLASS}, visitor 2, run 0",
        f"{THIRD}, visitor 0, run 0",
        f"{OTHER}, visitor 1, run 0",
        f"{CLASS}, visitor 3, run 0",
        f"{OTHER}, visitor 2, run 0",
        f"{CLASS}, visitor 4, run 0",
    ]
    assert order(queue, everybody) == expected
    assert starts(queue, everybody) == expected


def test_new_addresses_again_and_again_do_not_hold_up_the_one_that_waits():
    queue = RunQueue(at_once=1)
    pupils = queued(queue, CLASS, 4)
    under_way, started = pupils[0], []
    for number in range(6):
        (stranger,) = queued(queue, f"203.0.113.{number}", 1)
        started.append(stranger)
        under_way.stop()
        under_way = next(run for run in [*pupils, *started] if run.state == "loading")
    assert sum(run.state != "waiting" for run in pupils) >= 3


def test_visitors_of_one_address_take_turns_too():
    queue = RunQueue(at_once=1)
    first = queued(queue, CLASS, 1)
    eager = [waiting_run(f"eager {number}") for number in range(2)]
    for run in eager:
        queue.enter(run, CLASS, "eager")
    late = waiting_run("late")
    queue.enter(late, CLASS, "late")
    assert order(queue, [*first, *eager, late]) == ["eager 0", "late", "eager 1"]
    assert starts(queue, [*first, *eager, late]) == ["eager 0", "late", "eager 1"]


def test_who_has_a_run_under_way_gives_way_to_a_visitor_of_the_same_address_who_has_none():
    queue = RunQueue(at_once=1)
    eager = [waiting_run(f"eager {number}") for number in range(2)]
    for run in eager:
        queue.enter(run, CLASS, "eager")
    late = waiting_run("late")
    queue.enter(late, CLASS, "late")
    assert order(queue, [*eager, late]) == ["late", "eager 1"]


def test_one_address_may_queue_sixty_and_all_together_two_hundred():
    queue, runs = RunQueue(), []
    for address in (CLASS, OTHER, THIRD):
        runs += queued(queue, address, MAX_WAITING_PER_ADDRESS)
        while sum(run.state == "waiting" for run in runs) % MAX_WAITING_PER_ADDRESS:
            runs += queued(queue, address, 1)  # two have started at once
        with pytest.raises(QueueFull, match="60 runs from your network"):
            queue.enter(waiting_run(), address)
    runs += queued(queue, "a fourth", LONGEST_QUEUE - 3 * MAX_WAITING_PER_ADDRESS)
    with pytest.raises(QueueFull, match="Too many runs are waiting on this server"):
        queue.enter(waiting_run(), "a fifth")
    assert sum(run.state == "loading" for run in runs) == AT_ONCE
    runs[0].stop()
    queue.enter(waiting_run(), "a fifth")


def test_a_refused_run_takes_no_place():
    queue = RunQueue()
    runs = queued(queue, CLASS, AT_ONCE + MAX_WAITING_PER_ADDRESS)
    for _ in range(3):
        refused = waiting_run()
        with pytest.raises(QueueFull):
            queue.enter(refused, CLASS)
        assert queue.position(refused) == 0
    assert [queue.position(run) for run in runs] == [0, 0, *range(1, MAX_WAITING_PER_ADDRESS + 1)]


def test_places_shrink_unless_somebody_arrives_and_are_the_order_of_starts():
    chance = random.Random(0)
    for _ in range(20):
        queue, runs = RunQueue(chance.choice((1, 2, 3))), []
        for _ in range(80):
            before = {run: queue.position(run) for run in runs if run.state == "waiting"}
            following = min((place, run.number) for run, place in before.items()) if before else ()
            under_way = [run for run in runs if run.state == "loading"]
            match chance.choice(("arrive", "arrive", "end", "end", "leave")):
                case "arrive":
                    run = Waiting(len(runs), 1, object())
                    runs.append(run)
                    queue.enter(run, chance.choice("abcd"), chance.choice("vwx"))
                    continue
                case "end" if under_way:
                    chance.choice(under_way).stop()
                    if following:
                        assert runs[following[1]].state == "loading", "it was number 1"
                case "leave" if before:
                    chance.choice(list(before)).stop()
            for run, place in before.items():
                assert queue.position(run) <= place
        assert sum(run.state == "loading" for run in runs) <= queue.at_once


def test_a_run_that_can_not_be_started_says_so_and_the_next_one_starts():
    queue = RunQueue(at_once=1)
    first = waiting_run()
    queue.enter(first, CLASS)
    unstartable, following = Unstartable(2, 1, None), waiting_run()
    queue.enter(unstartable, CLASS, "one")
    queue.enter(following, CLASS, "other")
    first.stop()
    assert unstartable.state == "failed"
    assert unstartable.report.ending.reason == NOT_STARTED
    assert following.state == "loading"
    alone = Unstartable(3, 1, None)
    following.stop()
    queue.enter(alone, CLASS)
    assert alone.state == "failed"


def test_a_process_that_is_killed_makes_room_for_the_next():
    queue, runs = RunQueue(at_once=1), []
    for number in range(3):
        runs.append(Run(number, 1, Task(ENDLESS, WEIGHTS, WEIGHTS)))
        queue.enter(runs[-1], CLASS, number)
    for run, following in zip(runs, [*runs[1:], None], strict=True):
        (process,) = queue._processes
        process.kill()
        wait_until(lambda run=run: not run.active)
        if following:
            wait_until(lambda following=following: following.state != "waiting")
    wait_until(lambda: not queue._processes)
