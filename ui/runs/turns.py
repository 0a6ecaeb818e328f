"""Fair merging of several queues into one: their owners take turns."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from itertools import chain, zip_longest
from typing import TypeVar

REMEMBERED = 200  # latest turns; earlier ones are forgotten

Owner = TypeVar("Owner", bound=Hashable)
Item = TypeVar("Item")


class Turns:
    """Remembers the latest turns of the owners of queues, and orders waiting items."""

    def __init__(self) -> None:
        self._turns: dict[Hashable, int] = {}  # time by owner, in the order of the turns

    def __contains__(self, owner: Hashable) -> bool:
        return owner in self._turns

    def had(self, owner: Hashable, time: int) -> None:
        """Note that an owner has a turn at `time`, later than all before."""
        self._turns.pop(owner, None)
        self._turns[owner] = time
        if len(self._turns) > REMEMBERED:
            del self._turns[next(iter(self._turns))]

    def in_turn(
        self, queues: Mapping[Owner, list[Item]], waiting_since: Callable[[Item], int]
    ) -> list[Item]:
        """The first item of each owner's queue, then the second of each, and so on.

        Owners are sorted by how long they have waited: since their latest turn, or since the time
        that `waiting_since` returns for their items, whichever is later. The owner with the latest
        turn of all is never first if another one waits.
        """

        def waits_since(owner: Owner) -> int:
            return max(self._turns.get(owner, 0), min(map(waiting_since, queues[owner])))

        owners = sorted(queues, key=waits_since)
        latest = next(reversed(self._turns), None)
        if len(owners) > 1 and owners[0] == latest:
            owners[:2] = reversed(owners[:2])
        rounds = zip_longest(*(queues[owner] for owner in owners))
        return [item for item in chain.from_iterable(rounds) if item is not None]
