"""The state of a visitor."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from model import Predictor
from ui.languages.messages import t
from ui.runs.kept import kept
from ui.runs.memory import check_memory
from ui.runs.parse import WrongSettings
from ui.runs.queue import queue
from ui.runs.run import Run
from ui.runs.settings import SHIPPED, TRAINED_ON, Settings, Task
from ui.shipped import DATA, DATASETS, FIRST_DATASET, WEIGHTS_DIR, shipped


@dataclass(frozen=True)
class Hand:
    """A head trained on corrections: the predictor with it, and the one without."""

    base: Predictor
    predictor: Predictor


MOST_RUNS = 24  # in the list; ui.runs.kept limits the memory that they take
COLOURS = 6  # of curves
MOST_UNDER_WAY = 2  # runs that train or wait
_starting = Lock()


@dataclass(eq=False)
class Visitor:
    """A visitor's choices, runs and taught networks; `close` frees them."""

    dataset: str = FIRST_DATASET
    runs: list[Run] = field(default_factory=list)
    in_use: dict[str, Run] = field(default_factory=dict)  # by data set
    started: int = 0  # runs so far; counts the removed ones too
    address: str = ""  # the client address, for turns of runs
    key: str = ""  # sent by the page
    last_seen: float = 0.0  # time.monotonic() of the last request
    hands: dict[str, Hand] = field(default_factory=dict)  # from corrections, by data set
    symbols: Predictor | None = None  # taught in the Teach tab
    things: Predictor | None = None  # taught in the Teach tab, from photos
    closed: bool = False

    @property
    def holds_something(self) -> bool:
        """Whether the visitor has runs or taught networks."""
        return bool(self.runs or self.hands or self.symbols or self.things)

    @property
    def network(self) -> dict[str, Any]:
        """The data set in use, and the number of the run that reads it; 0 for none."""
        return {
            "dataset": self.dataset,
            "numbers": DATASETS[self.dataset].reads_numbers,
            "colour": DATASETS[self.dataset].in_colour,
            "run": self.reader.number if self.reader else 0,
        }

    @property
    def reader(self) -> Run | None:
        """The run whose network is in use; None for the shipped network."""
        return self.in_use.get(self.dataset)

    @property
    def base(self) -> Predictor:
        """The predictor in use, without corrections."""
        return self.reader.predictor if self.reader else shipped(self.dataset)

    @property
    def hand(self) -> Hand | None:
        """The head from corrections of the network in use; None without any."""
        hand = self.hands.get(self.dataset)
        return hand if hand and hand.base is self.base else None

    @property
    def predictor(self) -> Predictor:
        """The predictor in use, with corrections."""
        return self.hand.predictor if self.hand else self.base

    @property
    def under_way(self) -> list[Run]:
        """The runs that train or wait, in the order in which they were started."""
        return [run for run in self.runs if run.active]

    @property
    def latest(self) -> Run | None:
        """The first run that is under way, or else the last one."""
        return next(iter(self.under_way), self.runs[-1] if self.runs else None)

    @property
    def training(self) -> bool:
        """Whether a run is under way, or waits for its turn."""
        return bool(self.under_way)

    def start(self, settings: Settings) -> None:
        """Start a run; raises WrongSettings if no run can be started now, or QueueFull."""
        if settings.images == SHIPPED or settings.seeds > 1:  # to train on, or to show
            _ = shipped(settings.dataset).validation  # raises gr.Error if damaged
        check_memory(settings)
        with _starting:
            if self.closed:
                raise WrongSettings(t("page_unknown"))
            if len(self.under_way) >= MOST_UNDER_WAY:
                raise WrongSettings(t("too_many_runs_of_visitor", most=MOST_UNDER_WAY))
            self.runs = [run for run in self.runs if run.worth_listing]
            for run in self.runs:  # only the latest run has a film
                run.report.film.clear()
            if len(self.runs) >= MOST_RUNS:
                raise WrongSettings(t("too_many_runs_in_plot", most=MOST_RUNS))
            kept.check(settings, self.address)
            used = Counter(run.colour for run in self.runs)
            colour = min(range(1, COLOURS + 1), key=lambda each: used[each])
            task = Task(settings, DATA, WEIGHTS_DIR / settings.dataset)
            run = Run(self.started + 1, colour, task)
            queue.enter(run, self.address, id(self))  # not a reference to the visitor
            kept.add(run, self.address)
            self.started += 1
            self.runs.append(run)

    def stop(self) -> None:
        """End the run that `latest` is, if it is under way."""
        if self.latest:
            self.latest.stop()

    def run(self, number: object) -> Run | None:
        """The run of that number, unless it was removed."""
        return next((run for run in self.runs if run.number == number), None)

    def use(self, run: Run) -> None:
        """Use the network of an ended run, and its data set."""
        settings = run.settings
        pictures = shipped(settings.dataset).validation
        if settings.images == SHIPPED and pictures:
            # It is evaluated only on pictures that it was not trained on.
            images, labels = pictures
            pictures = images[TRAINED_ON:], labels[TRAINED_ON:]
        run.predictor.validation = pictures
        self.in_use[settings.dataset] = run
        self.dataset = settings.dataset

    def remove(self, run: Run) -> None:
        """Forget a run, and its network if that is in use."""
        run.close()
        with _starting:
            self.runs = [other for other in self.runs if other is not run]
        if self.in_use.get(run.settings.dataset) is run:
            del self.in_use[run.settings.dataset]

    def close(self) -> None:
        """End all runs, and free every network that was trained or taught here.

        Afterwards the shipped networks are in use, and no run can be started. May be called twice.
        """
        with _starting:
            self.closed = True
            runs, self.runs = self.runs, []
        for run in runs:
            run.close()
        self.in_use, self.hands = {}, {}
        self.symbols = self.things = None
