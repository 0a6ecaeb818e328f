"""How much memory the networks of all runs take, so that together they can't fill the server's."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from ui.languages.messages import t
from ui.runs.memory import server_megabytes
from ui.runs.parse import WrongSettings
from ui.runs.run import Run
from ui.runs.settings import Settings

MOST_MB = 1000  # of all runs, those that wait included
MOST_PER_ADDRESS_MB = 400  # a school shares one; a network of the tutorial takes 1 MB


class KeptNetworks:
    """Counts the memory of each run, by address, until nothing refers to the run any more."""

    def __init__(self) -> None:
        self._runs: WeakKeyDictionary[Run, tuple[str, float]] = WeakKeyDictionary()

    def check(self, settings: Settings, address: str) -> None:
        """Raise WrongSettings where there is no room for the network of one more run."""
        kept = list(self._runs.values())
        more = server_megabytes(settings)
        here = sum(megabytes for owner, megabytes in kept if owner == address)
        if here + more > MOST_PER_ADDRESS_MB:
            raise WrongSettings(t("address_memory_full"))
        if sum(megabytes for _, megabytes in kept) + more > MOST_MB:
            raise WrongSettings(t("server_memory_full"))

    def add(self, run: Run, address: str) -> None:
        """Count a run from now on."""
        self._runs[run] = (address, server_megabytes(run.settings))


kept = KeptNetworks()
