"""Fixtures: the running app, a real browser, and pages of it.

A page's first visit takes seconds, for a new window has nothing in its caches. So `page` and
`phone` are the same two windows all the time: each test gets a new visit there, with nothing kept
of the one before. `visit` opens windows of their own, for tests with several visitors; no window
holds two pages, for the browser lets one that is behind another paint slowly.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.tools.running import find_browser, launch_browser, open_page, running_app

NO_BROWSER = "No Chromium or Chrome is installed; get one with `sudo apt-get install chromium`."
LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
NETWORKS = "**/networks/**"

Look = Callable[..., Page]

expect.set_options(timeout=30_000)  # milliseconds; others may keep the processor busy


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


@pytest.fixture(scope="session")
def laptop_window(browser: Browser) -> Iterator[Page]:
    """For `page` and `look`."""
    context = browser.new_context(service_workers="block")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def phone_window(browser: Browser) -> Iterator[Page]:
    """For `phone`."""
    context = browser.new_context(
        viewport=PHONE,
        device_scale_factor=2,
        has_touch=True,
        is_mobile=True,
        service_workers="block",
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def look(laptop_window: Page, app_url: str) -> Iterator[Look]:
    """Begins a visit in a window of that size, on a system that wants such colours or motion."""

    def new(width: int, height: int, **wishes: str) -> Page:
        laptop_window.set_viewport_size({"width": width, "height": height})
        laptop_window.emulate_media(**wishes)
        return open_page(laptop_window, app_url)

    yield new
    leave(laptop_window, app_url)


@pytest.fixture
def page(look: Look) -> Page:
    """A new visit to the app in a window of 1280 × 800."""
    return look(**LAPTOP)


@pytest.fixture
def served(look: Look, laptop_window: Page) -> Page:
    """The same, where the networks never arrive, so that the server reads every drawing."""
    laptop_window.route(NETWORKS, lambda route: route.abort())
    return look(**LAPTOP)


@pytest.fixture
def phone(phone_window: Page, app_url: str) -> Iterator[Page]:
    """A new visit to the app on a touch screen of 390 × 844."""
    phone_window.set_viewport_size(PHONE)
    yield open_page(phone_window, app_url)
    leave(phone_window, app_url)


@pytest.fixture
def visit(browser: Browser, app_url: str) -> Iterator[Callable[[], Page]]:
    """Opens the app as another visitor, in a new window, every time it is called."""
    contexts = []

    def new() -> Page:
        contexts.append(browser.new_context(viewport=LAPTOP, service_workers="block"))
        return open_page(contexts[-1].new_page(), app_url)

    yield new
    for context in contexts:
        context.close()


def leave(page: Page, app_url: str) -> None:
    """End a visit, whatever state it is in, so that the next one finds nothing of it.

    What it kept is deleted from a page that has no scripts, for the app keeps things to the last.
    """
    page.unroute_all(behavior="ignoreErrors")
    page.mouse.up()
    page.emulate_media(
        media="null", color_scheme="null", reduced_motion="null", forced_colors="null"
    )
    page.goto(f"{app_url}/health")
    page.evaluate("sessionStorage.clear(), localStorage.clear()")
    page.context.clear_cookies()
