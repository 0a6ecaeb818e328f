"""The queue of training runs: two at once on the server, with addresses taking turns."""

from __future__ import annotations

import weakref
from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from operator import attrgetter
from threading import RLock

from model.messages import MessageError
from ui.languages.messages import t
from ui.runs.run import Process, Run
from ui.runs.turns import Turns

AT_ONCE = 2
LONGEST_QUEUE = 200
MAX_WAITING_PER_ADDRESS = 60  # runs that wait; a school class shares one address
NOT_STARTED = t("run_not_started")


class QueueFull(MessageError):
    """A run can't be queued now; the message tells the visitor why."""


@dataclass(frozen=True)
class Place:
    """A place in the queue. The reference is weak: a run leaves the queue with its visitor.

    Attributes:
        run: the run that waits.
        address: the address of its visitor; visitors of one address share its turns.
        visitor: a value that identifies the visitor within the address.
        address_waits_since, visitor_waits_since: when the address and the visitor began to have
            runs here that wait, by the queue's own clock.
    """

    run: weakref.ref[Run]
    address: str
    visitor: Hashable
    address_waits_since: int
    visitor_waits_since: int

    @property
    def waits(self) -> bool:
        """Whether its run exists, and is neither started nor stopped."""
        run = self.run()
        return run is not None and run.state == "waiting"


class RunQueue:
    """Launches runs, at most `at_once` of them at a time.

    Addresses take turns, and so do the visitors of one address; the runs of one visitor start in
    the order in which they were queued. A run of several seeds waits anew before each of them.
    """

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self.at_once = at_once
        self._lock = RLock()
        self._clock = count(1)
        self._processes: set[Process] = set()
        self._places: list[Place] = []  # in the order of arrival
        self._addresses = Turns()
        self._visitors: dict[str, Turns] = {}  # by address

    def enter(self, run: Run, address: str = "", visitor: Hashable = None) -> None:
        """Launch a run, now or when its turn comes.

        If its process can't be started, the run fails, and its report contains the reason.

        Args:
            run: a new run.
            address: the visitor's; at most MAX_WAITING_PER_ADDRESS runs of one address wait.
            visitor: a value that identifies the visitor within the address.

        Raises:
            QueueFull: too many runs wait, of this address or of all.
        """
        with self._lock:
            places = self._waiting()
            if len(places) >= LONGEST_QUEUE:
                raise QueueFull(t("too_many_runs"))
            here = [place for place in places if place.address == address]
            if len(here) >= MAX_WAITING_PER_ADDRESS:
                raise QueueFull(t("too_many_runs_of_address", most=MAX_WAITING_PER_ADDRESS))
            now = next(self._clock)
            mine = [place for place in here if place.visitor == visitor]
            place = Place(
                weakref.ref(run),
                address,
                visitor,
                here[0].address_waits_since if here else now,
                mine[0].visitor_waits_since if mine else now,
            )
            self._places = [*places, place]
            self._advance()

    def position(self, run: Run) -> int:
        """The place of a waiting run in the order in which runs will start, from 1; otherwise 0.

        It decreases with each run ahead that starts or leaves. It increases only for new runs with
        an earlier turn: those of another address, or of another visitor of the same address.
        """
        with self._lock:
            runs = [place.run() for place in self._order()]
        return runs.index(run) + 1 if run in runs else 0

    def _waiting(self) -> list[Place]:
        return [place for place in self._places if place.waits]

    def _order(self) -> list[Place]:
        """The places of waiting runs, in the order in which these will start."""
        addresses: dict[str, dict[Hashable, list[Place]]] = {}
        for place in self._waiting():
            visitors = addresses.setdefault(place.address, {})
            visitors.setdefault(place.visitor, []).append(place)
        queues = {
            address: self._visitors.get(address, Turns()).in_turn(
                visitors, attrgetter("visitor_waits_since")
            )
            for address, visitors in addresses.items()
        }
        return self._addresses.in_turn(queues, attrgetter("address_waits_since"))

    def _advance(self) -> None:
        for place in self._order():
            if len(self._processes) >= self.at_once:
                break
            run = place.run()
            if run is None:
                continue
            try:
                self._processes.add(run.launch(partial(self._ended, place)))
            except OSError:
                run.reports[-1].close(NOT_STARTED)
            else:
                self._note_turn(place)
        self._places = self._waiting()

    def _note_turn(self, place: Place) -> None:
        now = next(self._clock)
        self._addresses.had(place.address, now)
        self._visitors.setdefault(place.address, Turns()).had(place.visitor, now)
        self._visitors = {
            address: turns
            for address, turns in self._visitors.items()
            if address in self._addresses
        }

    def _ended(self, place: Place, process: Process) -> None:
        with self._lock:
            self._processes.discard(process)
            run = place.run()
            if run and run.wait_again():
                now = next(self._clock)
                again = replace(place, address_waits_since=now, visitor_waits_since=now)
                self._places = [*self._waiting(), again]
            self._advance()


queue = RunQueue()
