"""Which pages the server keeps: every page has a key, nobody is pushed out by another network."""

from contextlib import suppress

import pytest

from ui.ask import visitors as module
from ui.ask.visitors import (
    MOST_PAGES,
    NEW_PER_SECOND,
    PAGES_PER_ADDRESS,
    SECONDS_AWAY,
    Gone,
    TooManyPages,
    Visitors,
)


class Clock:
    """Stands still until it is moved."""

    def __init__(self):
        self.now = 1000.0

    def monotonic(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


@pytest.fixture
def visitors(clock):
    return Visitors()


def arrive(visitors, clock, count, address="203.0.113.9"):
    """So many pages of one address, no faster than it may load them."""
    arrived = []
    for _ in range(count):
        clock.now += 1 / NEW_PER_SECOND
        arrived.append(visitors.arrive(address))
    return arrived


def known(visitors, some):
    """Those whom the server still keeps."""
    kept = []
    for visitor in some:
        with suppress(Gone):
            kept.append(visitors.find(visitor.key))
    return kept


def test_every_page_has_a_key_that_finds_nobody_else_and_that_nobody_can_guess(visitors, clock):
    arrived = arrive(visitors, clock, 100)
    keys = {visitor.key for visitor in arrived}
    assert len(keys) == 100
    assert min(map(len, keys)) >= 22  # 128 bits in base64
    assert known(visitors, arrived) == arrived
    starts = {key[:4] for key in keys}
    assert len(starts) > 90, "keys must not count up"


@pytest.mark.parametrize("key", [None, "", "somebody", 7, ["key"], {"a": 1}, True, b"x", 1.5])
def test_a_key_that_nobody_has_is_one_sentence(visitors, key):
    visitors.arrive("203.0.113.9")
    with pytest.raises(Gone, match="no longer knows this page") as refused:
        visitors.find(key)
    assert refused.value.status_code == 410


def test_invented_pages_of_one_address_evict_nobody_elses(visitors, clock):
    others = [visitors.arrive(f"198.51.100.{number}") for number in range(200)]
    for _ in range(1100):  # all at once …
        with suppress(TooManyPages):
            visitors.arrive("203.0.113.9")
    arrive(visitors, clock, 1100)  # … and as fast as it may
    clock.now = others[0].last_seen
    assert known(visitors, others) == others
    assert len(visitors) == len(others) + PAGES_PER_ADDRESS


def test_where_the_server_is_full_the_most_crowded_address_makes_room(visitors, clock):
    crowd = arrive(visitors, clock, PAGES_PER_ADDRESS, "203.0.113.9")
    others = []
    number = 0
    while len(visitors) < MOST_PAGES:
        number += 1
        others.append(visitors.arrive(f"2001:db8:{number:x}::"))
    newcomer = visitors.arrive("192.0.2.77")
    assert len(visitors) == MOST_PAGES
    assert known(visitors, [newcomer, *others]) == [newcomer, *others]
    assert known(visitors, crowd) == crowd[1:], "the one of it who was silent longest"


def test_who_has_something_on_the_server_is_kept_and_the_unused_are_freed_first(visitors, clock):
    here = arrive(visitors, clock, PAGES_PER_ADDRESS)
    for visitor in here[:-2]:
        visitor.hands["mnist"] = "a head that corrections taught"
    visitors.find(here[-2].key)
    clock.now += 10
    visitors.find(here[-2].key)  # the last one is now the one who was silent longest
    visitors.arrive("203.0.113.9")
    assert known(visitors, here) == here[:-1]
    visitors.arrive("203.0.113.9")
    assert known(visitors, here) == here[:-2]


def test_no_page_is_let_in_where_all_of_an_address_hold_something(visitors, clock):
    here = arrive(visitors, clock, PAGES_PER_ADDRESS)
    for visitor in here:
        visitor.symbols = "a network"
    clock.now += 10
    with pytest.raises(TooManyPages, match="Too many pages of this network") as refused:
        visitors.arrive("203.0.113.9")
    assert refused.value.status_code == 429
    assert visitors.arrive("198.51.100.7"), "another address has room"
    assert known(visitors, here) == here


def test_no_page_is_let_in_where_all_of_a_full_server_hold_something(visitors, clock):
    for number in range(MOST_PAGES):
        visitors.arrive(f"address {number}").things = "a network"
    with pytest.raises(TooManyPages):
        visitors.arrive("198.51.100.7")


def test_a_silent_page_is_freed_and_its_run_ended(visitors, clock, monkeypatch):
    silent, present = arrive(visitors, clock, 2)
    ended = []
    monkeypatch.setattr(type(silent), "close", lambda visitor: ended.append(visitor))
    clock.now = silent.last_seen + SECONDS_AWAY
    visitors.sweep()
    assert len(visitors) == 2
    visitors.find(present.key)
    clock.now += 1
    visitors.sweep()
    assert known(visitors, [silent, present]) == [present]
    assert ended == [silent]


def test_a_school_loads_all_its_pages_at_once_and_then_more_as_time_passes(visitors, clock):
    for _ in range(PAGES_PER_ADDRESS):
        visitors.arrive("203.0.113.9")
    with pytest.raises(TooManyPages):
        visitors.arrive("203.0.113.9")
    clock.now += 1 / NEW_PER_SECOND
    visitors.arrive("203.0.113.9")
    with pytest.raises(TooManyPages):
        visitors.arrive("203.0.113.9")


def test_addresses_that_are_quiet_are_forgotten(visitors, clock):
    arrive(visitors, clock, 5)
    clock.now += PAGES_PER_ADDRESS / NEW_PER_SECOND + SECONDS_AWAY + 1
    visitors.sweep()
    assert len(visitors) == 0
    assert not visitors._arrivals
