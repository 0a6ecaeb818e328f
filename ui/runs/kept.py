"""A limit of the memory that the networks of all runs take together."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from ui.languages.messages import t
from ui.runs.memory import server_megabytes
from ui.runs.parse import WrongSettings
from ui.runs.run import Run
from ui.runs.settings import Settings

MAX_ALL_RUNS_MB = 1000  # MB of all runs, including those that wait
MOST_PER_ADDRESS_MB = 400  # a school shares an address; the tutorial's network takes 1 MB


class KeptNetworks:
    """Counts the memory of runs by address, until a run is garbage-collected."""

    def __init__(self) -> None:
        self._runs: WeakKeyDictionary[Run, tuple[str, float]] = WeakKeyDictionary()

    def check(self, settings: Settings, address: str) -> None:
        """Raise WrongSettings if there is no room for the network of another run."""
        kept = list(self._runs.values())
        more = server_megabytes(settings)
        here = sum(megabytes for owner, megabytes in kept if owner == address)
        if here + more > MOST_PER_ADDRESS_MB:
            raise WrongSettings(t("address_memory_full"))
        if sum(megabytes for _, megabytes in kept) + more > MAX_ALL_RUNS_MB:
            raise WrongSettings(t("server_memory_full"))

    def add(self, run: Run, address: str) -> None:
        """Count a run of an address."""
        self._runs[run] = (address, server_megabytes(run.settings))


kept = KeptNetworks()
