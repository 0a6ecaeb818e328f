"""Which pages are open: the key that a page asks with, and the visitor whom the server keeps.

Nothing else on the server belongs to a visitor, and only one request creates one: asking for a key
(`POST /visitor`). A page that comes back too late gets a new key and sends what it holds once more,
so that a visitor who is freed loses nothing but the network of a run.
"""

from __future__ import annotations

import secrets
import time
from collections import defaultdict
from threading import Lock
from typing import Any

from ui.languages.messages import t
from ui.parts.problem import Problem
from ui.shipped import FIRST
from ui.visitor import Visitor

PAGES_PER_ADDRESS = 120  # a school shares one address
MOST_PAGES = 1000
SECONDS_AWAY = 300.0  # for so long a page may be silent; open ones say every minute that they are
NEW_PER_SECOND = 2.0  # pages of one address in the long run, after PAGES_PER_ADDRESS at once

GONE = t("page_unknown")
TOO_MANY = t("too_many_pages")


class Gone(Problem):
    """The server doesn't know this key; the page asks for a new one and repeats its question."""

    def __init__(self) -> None:
        super().__init__(GONE, 410)


class TooManyPages(Problem):
    """No further page of this address is let in."""

    def __init__(self) -> None:
        super().__init__(TOO_MANY, 429)


class Visitors:
    """The visitors of all open pages by their keys; may be used from several threads."""

    def __init__(self) -> None:
        self._by_key: dict[str, Visitor] = {}
        self._arrivals: dict[str, tuple[float, float]] = {}  # by address: arrivals left, and when
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._by_key)

    def arrive(self, address: str, dataset: str = FIRST) -> Visitor:
        """A new visitor from an address, with a key that nobody can guess.

        Where there is no room a visitor who has nothing on the server is freed, first of the same
        address, the one who was silent longest; raises TooManyPages where everybody has something.
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
        """The visitor with that key, who counts as present from now on; raises Gone."""
        visitor = self._by_key.get(key) if isinstance(key, str) else None
        if visitor is None:
            raise Gone
        visitor.last_seen = time.monotonic()
        return visitor

    def sweep(self) -> None:
        """Free the visitors whose page has been silent for too long."""
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
        """The visitors of the address that has most of those without anything on the server."""
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
