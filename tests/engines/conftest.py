"""Fixtures: Firefox and WebKit, each started once, and a new visit to the page for each test."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.engines import firefox, webkit
from tests.engines.engine import Engine
from tests.engines.visit import begin_visit
from tests.tools.pictures import encoded, tall_seven
from tests.tools.running import running_app


class Browser(NamedTuple):
    """Whether a browser is installed, how to start it, and how to get it."""

    is_found: bool
    running: Callable[[], AbstractContextManager[Engine]]
    needs: str


BROWSERS = {
    "Firefox": Browser(bool(firefox.find_firefox()), firefox.running_firefox, firefox.NEEDS),
    "WebKit": Browser(bool(webkit.find_webkit()), webkit.running_webkit, webkit.NEEDS),
}


@pytest.fixture(scope="session", params=BROWSERS)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A real browser; without one the tests are skipped, except under CI=true."""
    browser = BROWSERS[request.param]
    if not browser.is_found:
        missing = (
            f"No {request.param} is installed; `sudo apt-get install {browser.needs}` gets it."
        )
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with browser.running() as engine:
        yield engine


@pytest.fixture(scope="session")
def app_url() -> Iterator[str]:
    """The address of the running app, for both browsers."""
    with running_app() as url:
        yield url


@pytest.fixture
def page(engine: Engine, app_url: str) -> Engine:
    """A new visit to the app."""
    return begin_visit(engine, app_url)


@pytest.fixture
def seven(tmp_path: Path) -> Path:
    """A picture of a 7."""
    path = tmp_path / "seven.png"
    path.write_bytes(encoded(tall_seven(), "PNG"))
    return path
