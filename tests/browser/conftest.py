"""Fixtures: the running app, a real browser, and a fresh page of it."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.tools.running import find_browser, launch_browser, open_page, running_app

NO_BROWSER = "No Chromium or Chrome is installed; get one with `sudo apt-get install chromium`."


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser; without one the tests are skipped, except under CI=true."""
    if find_browser() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = launch_browser(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def app_url(browser: Browser) -> Iterator[str]:
    """The address of the running app; the browser is asked for first, so no app starts in vain."""
    with running_app() as url:
        yield url


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh desktop window of 1280 × 800."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, app_url: str) -> Page:
    """The app, opened in a fresh window."""
    return open_page(context.new_page(), app_url)


@pytest.fixture
def phone(browser: Browser, app_url: str) -> Iterator[Page]:
    """The app on a touch screen of 390 × 844."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        has_touch=True,
        is_mobile=True,
    )
    yield open_page(context.new_page(), app_url)
    context.close()
