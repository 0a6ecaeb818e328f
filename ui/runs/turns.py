"""Turns: several queues become one, so that the owner of a long one doesn't hold up the others."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from itertools import chain, zip_longest
from typing import TypeVar

REMEMBERED = 200  # latest turns; whoever had an earlier one counts as having had none

Owner = TypeVar("Owner", bound=Hashable)
Item = TypeVar("Item")


class Turns:
    """Remembers which owner of a queue had a turn, and when, and says who is next."""

    def __init__(self) -> None:
        self._turns: dict[Hashable, int] = {}  # in this order

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

        Whoever has waited longest comes first: since the owner's latest turn, or since the time
        that `waiting_since` returns of the items. Who had the latest turn of all gives way to one
        other.
        """

        def waits_since(owner: Owner) -> int:
            return max(self._turns.get(owner, 0), min(map(waiting_since, queues[owner])))

        owners = sorted(queues, key=waits_since)
        latest = next(reversed(self._turns), None)
        if len(owners) > 1 and owners[0] == latest:
            owners[:2] = reversed(owners[:2])
        rounds = zip_longest(*(queues[owner] for owner in owners))
        return [item for item in chain.from_iterable(rounds) if item is not None]
