"""The page without its server: opened again after the server and the browser have ended."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import LAPTOP
from tests.tools.running import (
    FLAGS,
    RestartableApp,
    draw,
    find_browser,
    open_page,
    restartable_app,
    wait_for_answer,
)


@pytest.fixture
def app(browser: object) -> Iterator[RestartableApp]:
    """An app that can be ended; `browser` skips the test where there is none."""
    with restartable_app() as app:
        yield app


def opened(browser: object, folder: Path) -> BrowserContext:
    """A browser with its profile in a folder."""
    return browser.browser_type.launch_persistent_context(
        folder, executable_path=find_browser(), args=list(FLAGS), viewport=LAPTOP
    )


def wait_until_stored(page: Page) -> None:
    page.get_by_role("tab", name="About").click()
    expect(page.locator("#offline [data-ready=true]")).to_contain_text(
        "This page opens without a connection, too."
    )
    page.get_by_role("tab", name="Draw").click()


def test_a_seven_is_read_after_the_server_and_the_browser_have_ended(
    app: RestartableApp, browser: object, tmp_path: Path
) -> None:
    context = opened(browser, tmp_path)
    page = open_page(context.pages[0], app.url)
    wait_until_stored(page)
    context.close()
    app.stop()

    context = opened(browser, tmp_path)
    page = context.pages[0]
    page.goto(f"{app.url}/?tab=draw")
    page.wait_for_function("document.querySelector('#sketchpad canvas')?.style.cursor > ''")
    draw(page)
    assert wait_for_answer(page)["label"] == "7"
    expect(page.locator("#draw-reader .away")).to_contain_text("out of reach")

    app.start()
    expect(page.locator("#draw-reader .away")).to_be_hidden(timeout=60_000)
    page.wait_for_selector("body[data-dataset]")
    context.close()


def test_a_private_window_says_so(browser: object, app_url: str) -> None:
    context = browser.new_context(viewport=LAPTOP, service_workers="allow")
    page = context.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'serviceWorker', { value: undefined })")
    open_page(page, app_url)
    page.get_by_role("tab", name="About").click()
    expect(page.locator("#offline")).to_contain_text("the browser stores nothing for it")
    context.close()
