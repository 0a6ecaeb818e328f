"""The open pages: the key that each page sends, and the visitor that the server keeps for it.

A visitor holds everything on the server that belongs to a page. Only a request for a key
(`POST /visitor`) creates one. A page whose visitor was freed gets a new key and sends its drawings,
corrections and examples again, so only the networks of training runs are lost.
"""

from __future__ import annotations

import secrets
import time
from collections import defaultdict
from threading import Lock
from typing import Any

from ui.languages.messages import t
from ui.parts.problem import Problem
from ui.shipped import FIRST_DATASET
from ui.visitor import Visitor

PAGES_PER_ADDRESS = 120  # a school shares one address
MOST_PAGES = 1000
SECONDS_AWAY = 300.0  # without a request, then the page is closed; open pages send one a minute
NEW_PER_SECOND = 2.0  # new pages of one address, after a burst of PAGES_PER_ADDRESS

PAGE_GONE = t("page_unknown")
TOO_MANY = t("too_many_pages")


class Gone(Problem):
    """The key is unknown. The page requests a new one and repeats its question."""

    def __init__(self) -> None:
        super().__init__(PAGE_GONE, 410)


class TooManyPages(Problem):
    """The address has too many pages."""

    def __init__(self) -> None:
        super().__init__(TOO_MANY, 429)


class Visitors:
    """The visitors of all open pages by key; thread-safe."""

    def __init__(self) -> None:
        self._by_key: dict[str, Visitor] = {}
        self._arrivals: dict[str, tuple[float, float]] = {}  # by address: pages left, and when
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._by_key)

    def arrive(self, address: str, dataset: str = FIRST_DATASET) -> Visitor:
        """Create a visitor from an address, with an unguessable key.

        If there is no room, a visitor without runs or taught networks is freed: preferably one of
        the same address, and the one with the oldest last request. Raises TooManyPages if every
        visitor has some.
        """
        with self._lock:
            now = time.monotonic()
            self._count_arrival(address, now)
            here = [one for one in self._by_key.values() if one.address == address]
            if len(here) >= PAGES_PER_ADDRESS:
                self._make_room(here)
            elif len(self._by_key) >= MOST_PAGES:
                self._make_room(self._most_crowded())
            visitor = Visitor(dataset, address=address, key=secrets.token_urlsafe(16))
            visitor.last_seen = now
            self._by_key[visitor.key] = visitor
            return visitor

    def find(self, key: Any) -> Visitor:
        """The visitor with a key; updates the time of the last request. Raises Gone."""
        visitor = self._by_key.get(key) if isinstance(key, str) else None
        if visitor is None:
            raise Gone
        visitor.last_seen = time.monotonic()
        return visitor

    def sweep(self) -> None:
        """Free the visitors without a request in the last SECONDS_AWAY."""
        with self._lock:
            now = time.monotonic()
            away = [one for one in self._by_key.values() if now - one.last_seen > SECONDS_AWAY]
            for visitor in away:
                del self._by_key[visitor.key]
            for address, (left, since) in list(self._arrivals.items()):
                if left + (now - since) * NEW_PER_SECOND >= PAGES_PER_ADDRESS:
                    del self._arrivals[address]
        for visitor in away:
            visitor.close()

    def _count_arrival(self, address: str, now: float) -> None:
        left, since = self._arrivals.get(address, (float(PAGES_PER_ADDRESS), now))
        left = min(PAGES_PER_ADDRESS, left + (now - since) * NEW_PER_SECOND)
        if left < 1:
            raise TooManyPages
        self._arrivals[address] = (left - 1, now)

    def _most_crowded(self) -> list[Visitor]:
        """Visitors without runs or taught networks, of the address that has most of these."""
        idle = defaultdict(list)
        for visitor in self._by_key.values():
            if not visitor.holds_something:
                idle[visitor.address].append(visitor)
        return max(idle.values(), key=len, default=[])

    def _make_room(self, visitors: list[Visitor]) -> None:
        idle = [visitor for visitor in visitors if not visitor.holds_something]
        if not idle:
            raise TooManyPages
        del self._by_key[min(idle, key=lambda visitor: visitor.last_seen).key]


visitors = Visitors()
