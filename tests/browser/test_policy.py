"""The Content-Security-Policy forbids nothing that the page needs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LAPTOP
from tests.tools.pictures import encoded, tall_seven
from tests.tools.running import draw, open_page, upload, wait_for_answer

TABS = ("Draw", "Validation", "Teach", "Train", "About")


@pytest.fixture
def visited(browser: Browser, app_url: str) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what its console says of the policy."""
    context = browser.new_context(viewport=LAPTOP, service_workers="block")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    yield page, said
    context.close()


def violations(said: list[str]) -> list[str]:
    return [text for text in said if "Content Security Policy" in text]


def test_no_tab_violates_the_policy(visited: tuple[Page, list[str]], app_url: str) -> None:
    page, said = visited
    open_page(page, app_url)
    draw(page)
    assert wait_for_answer(page)["label"] == "7"
    page.click("#inside summary")
    expect(page.locator("#inside details")).to_have_attribute("data-target", "7")
    upload(page, "seven.png", encoded(tall_seven(), "PNG"))
    page.wait_for_selector("#reading [data-source=picture]")
    for tab in TABS:
        page.get_by_role("tab", name=tab, exact=True).click()
        page.wait_for_load_state("networkidle")
    page.select_option("#language", "de")
    expect(page.get_by_role("tab", name="Zeichnen")).to_be_visible()
    page.click("#theme-switch")
    expect(page.locator("body")).to_have_class("dark")
    assert violations(said) == []


def test_a_script_from_elsewhere_violates_it(visited: tuple[Page, list[str]], app_url: str) -> None:
    page, said = visited
    open_page(page, app_url)
    page.evaluate(
        """() => new Promise((resolve) => {
            const script = document.createElement("script");
            script.src = "https://example.com/a.js";
            script.onerror = resolve;
            document.head.append(script);
        })"""
    )
    assert violations(said)
