"""After Back, a lost connection or a restarted server the page goes on by itself.

Each page is marked, and the mark is still there at the end: nothing was reloaded.
"""

import time
from collections.abc import Iterator

import pytest

from tests.engines.engine import PATIENCE, Engine
from tests.engines.training import start, wait_for_state
from tests.engines.visit import (
    begin_visit,
    expect_marked,
    expect_validation_tab,
    ink,
    is_in_sight,
    open_tab,
    wait_for_answer,
    wait_for_ink,
    wait_for_reading,
)
from tests.tools.proxy import Proxy, proxied
from tests.tools.running import RestartableApp, restartable_app
from tests.tools.waiting import wait_until

ONE = [(0.5, 0.2), (0.5, 0.8)]
OTHER = [(0.8, 0.2), (0.8, 0.8)]
THIRD = [(0.2, 0.2), (0.2, 0.8)]
BAR = [(0.3, 0.5), (0.7, 0.5)]
QUIET = 4  # seconds until a silent connection is closed; the app itself waits for five


@pytest.fixture
def proxy(app_url: str) -> Iterator[Proxy]:
    with proxied(app_url) as proxy:
        yield proxy


@pytest.fixture
def server() -> Iterator[RestartableApp]:
    with restartable_app() as server:
        yield server


def test_after_a_link_and_back_the_page_goes_on(page: Engine) -> None:
    page.draw()
    assert wait_for_answer(page)["label"] == "7"
    drawn = ink(page)
    page.evaluate("location.href = 'robots.txt'")
    page.wait_for("location.pathname === '/robots.txt' && document.readyState === 'complete'")
    page.back()
    page.wait_for("location.pathname === '/'")
    wait_for_reading(page, label="7")
    wait_for_ink(page, drawn)
    page.draw(BAR)
    assert wait_for_answer(page)["state"] in ("digit", "refused")
    assert ink(page) > drawn
    expect_validation_tab(page)
    expect_marked(page)


def test_four_seconds_without_a_connection_are_outlasted(engine: Engine, proxy: Proxy) -> None:
    page = begin_visit(engine, proxy.url)
    page.draw(ONE)
    assert wait_for_answer(page)["label"] == "1"
    proxy.cut()
    open_tab(page, "Validation")  # one of Gradio's events
    open_tab(page, "Draw")
    page.draw(OTHER)  # the server reads what is in several parts
    wait_for_reading(page, state="error")
    time.sleep(4)
    proxy.restore()
    wait_for_reading(page, state="number", label="11")
    expect_validation_tab(page)
    expect_marked(page)


def test_a_page_whose_quiet_connections_are_closed_goes_on(engine: Engine, app_url: str) -> None:
    with proxied(app_url, quiet=QUIET) as proxy:
        page = begin_visit(engine, proxy.url)
        page.draw(ONE)
        for points, label in ((OTHER, "11"), (THIRD, "111")):  # of several parts, for the server
            closed = proxy.closed
            page.draw(points)
            assert wait_for_answer(page)["label"] == label
            wait_until(lambda closed=closed: proxy.closed > closed and not proxy.open, PATIENCE)
        expect_validation_tab(page)
        expect_marked(page)


def test_a_gap_of_three_seconds_does_not_end_a_run(engine: Engine, proxy: Proxy) -> None:
    page = begin_visit(engine, proxy.url)
    start(page, hidden=32, epochs=10)
    wait_for_state(page, "training")
    proxy.cut()
    time.sleep(3)
    proxy.restore()
    wait_for_state(page, "finished")
    assert page.evaluate("document.querySelectorAll('.runs li').length") == 1
    expect_marked(page)


def test_a_restarted_server_finds_the_drawing_and_the_tab_kept(
    engine: Engine, server: RestartableApp
) -> None:
    page = begin_visit(engine, server.url)
    page.draw()
    assert wait_for_answer(page)["label"] == "7"
    drawn = ink(page)
    expect_validation_tab(page)
    server.stop()
    server.start()
    assert is_in_sight(page, "#samples")
    open_tab(page, "Draw")
    wait_for_ink(page, drawn)
    page.draw(BAR)
    assert wait_for_answer(page)["state"] in ("digit", "refused")
    open_tab(page, "Train")
    page.wait_for("document.querySelector('#train-status .sentence').textContent !== ''")
    expect_validation_tab(page)
    expect_marked(page)
