"""A training run of a visitor: its settings, its process, and the messages from it."""

from __future__ import annotations

import math
import pickle
import weakref
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, replace
from functools import cached_property
from threading import Thread

import torch

from model import Predictor
from model.data.datasets import DATA_SETS
from model.training.examples.detection import ALL_CLASSES
from model.training.loop import new_network
from ui.languages.messages import t, text
from ui.runs.messages import Ending, Report
from ui.runs.settings import Settings, Task
from ui.runs.spare import Process, spare

DIED = t("run_died")


class Run:
    """A run, from the queue to the trained network.

    With several seeds it trains once with each, and waits in the queue before each of them. The
    network and its film are those of the first seed.

    A process ends when the run is stopped, closed or garbage-collected, and when the server ends.

    Args:
        number: of the visitor's runs, from 1.
        colour: of its curves, from 1.
        task: the settings, and the folders with images.
    """

    def __init__(self, number: int, colour: int, task: Task) -> None:
        self.number = number
        self.colour = colour
        self.task = task
        self.reports = [Report()]  # one for each seed that was started, or waits
        self.stopped = False
        self._end: weakref.finalize | None = None

    @property
    def settings(self) -> Settings:
        """The settings that the visitor chose."""
        return self.task.settings

    @property
    def report(self) -> Report:
        """The messages of the first seed."""
        return self.reports[0]

    @property
    def state(self) -> str:
        """One of "waiting", "loading", "training", "finished", "stopped" and "failed"."""
        ending = self.reports[-1].ending
        if ending and ending.finished and len(self.reports) == self.settings.seeds:
            return "finished"
        if self.stopped:
            return "stopped"
        if ending and not ending.finished:
            return "stopped" if self.report.snapshot else "failed"
        if self._end is None:
            return "waiting"
        return "training" if self.report.snapshot else "loading"

    @property
    def active(self) -> bool:
        """Whether it has not ended yet."""
        return self.state in ("waiting", "loading", "training")

    @property
    def usable(self) -> bool:
        """Whether it has ended with a network whose loss is finite."""
        records = self.report.records
        return not self.active and bool(records) and math.isfinite(records[-1].validation_loss)

    @property
    def can_read(self) -> bool:
        """Whether its network can be used on the page: it tells all classes apart."""
        return self.usable and self.settings.detect == ALL_CLASSES

    @property
    def worth_listing(self) -> bool:
        """Whether it is active, or has trained at all."""
        return self.active or any(record.epoch > 0 for record in self.report.records)

    def launch(self, on_end: Callable[[Process], None]) -> Process:
        """Start the process. When it has ended, a thread calls `on_end` with it.

        Raises OSError if no process or thread can be started.
        """
        process = spare.take()
        number = len(self.reports) - 1
        settings = replace(self.settings, seed=self.settings.seed + number)
        task = replace(self.task, settings=settings, figures_only=number > 0)
        # The thread refers to the report and not to the run, which may be garbage-collected.
        listening = (process, task, self.reports[-1], on_end)
        try:
            Thread(target=_listen, args=listening, daemon=True).start()
        except RuntimeError as problem:
            process.kill()
            process.communicate()
            raise OSError("There is no thread left for a run.") from problem
        self._end = weakref.finalize(self, process.terminate)
        if self.stopped:  # meanwhile, by another thread
            self._end()
        if len(self.reports) < self.settings.seeds:
            with suppress(OSError):
                spare.prepare()
        return process

    def wait_again(self) -> bool:
        """Wait for the next seed, if there is one; called when the process has ended."""
        ending = self.reports[-1].ending
        if self.stopped or not ending or not ending.finished:
            return False
        if len(self.reports) == self.settings.seeds:
            return False
        assert self._end is not None  # set by launch
        self._end.detach()
        self._end = None
        self.reports.append(Report())
        return True

    def stop(self) -> None:
        """End the process; the latest snapshot stays."""
        if self.active:
            self.stopped = True
            end = self._end  # another thread may reset it
            if end:
                end()

    def close(self) -> None:
        """End the process and free its report and network; may be called twice.

        The listening thread keeps writing into the old report until the process has ended.
        """
        self.stop()
        self.reports = [Report(ending=Ending(False))]
        self.__dict__.pop("predictor", None)

    @cached_property
    def predictor(self) -> Predictor:
        """A predictor with the trained network: uncalibrated, and refusing only blank pictures.

        Only for a run that has ended with a snapshot.
        """
        network = new_network(self.settings.recipe, DATA_SETS[self.settings.dataset])
        snapshot = self.report.snapshot
        assert snapshot is not None
        weights = snapshot.weights
        network.load_state_dict({name: torch.from_numpy(array) for name, array in weights.items()})
        predictor = Predictor(network)
        predictor.history = {
            "recipe": text(self.settings.of_first_seed.name),
            "seed": self.settings.seed,
            "epochs": [asdict(record) for record in self.report.epochs],
        }
        return predictor


def _listen(
    process: Process, task: Task, report: Report, on_end: Callable[[Process], None]
) -> None:
    """Send the task, receive the messages, and call `on_end` in any case."""
    assert process.stdin is not None  # both are pipes
    assert process.stdout is not None
    try:
        with suppress(OSError):  # it may have ended already
            pickle.dump(task, process.stdin)
            process.stdin.flush()
        with suppress(EOFError, OSError, pickle.UnpicklingError):
            while True:
                report.hear(pickle.load(process.stdout))
    finally:
        process.stdout.close()  # ends a process that still writes
        with suppress(BrokenPipeError):  # it ended before it read its task
            process.stdin.close()  # ends a process that still trains
        process.wait()
        report.close(DIED)
        on_end(process)
