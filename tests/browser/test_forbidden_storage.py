"""Where the browser may keep nothing, as in a sandboxed frame, the page works all the same."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LAPTOP
from tests.browser.test_corrections import correct, expect_label
from tests.tools.running import draw, open_page, wait_for_answer

FORBIDDEN = """
const get = () => { throw new DOMException("no", "SecurityError"); };
for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get });
"""


@pytest.fixture
def page(browser: Browser, app_url: str) -> Iterator[Page]:
    """A page whose storage throws whenever it is touched."""
    context = browser.new_context(viewport=LAPTOP, service_workers="block")
    context.add_init_script(FORBIDDEN)
    yield open_page(context.new_page(), app_url)
    context.close()


def test_a_drawing_is_read_explained_and_corrected_without_storage(page: Page) -> None:
    draw(page)
    assert wait_for_answer(page)["label"] == "7"
    page.click("#inside summary")
    expect(page.locator("#inside details")).to_have_attribute("data-target", "7")
    correct(page, "1")
    expect_label(page, "1")


def test_the_language_and_the_theme_can_be_chosen_without_storage(page: Page) -> None:
    page.select_option("#language", "de")
    expect(page.get_by_role("tab", name="Zeichnen")).to_be_visible()
    page.click("#theme-switch")
    expect(page.locator("body")).to_have_class("dark")
