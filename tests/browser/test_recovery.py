"""After Back, a lost connection, a restarted server or a long sleep the page goes on by itself.

Each page is marked, and the mark is still there at the end: nothing was reloaded.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import LAPTOP
from tests.browser.test_corrections import correct, expect_label
from tests.browser.test_draw import ink
from tests.browser.test_train import open_tab, start, wait_for_state
from tests.tools.pictures import encoded, tall_seven
from tests.tools.running import (
    FLAGS,
    RestartableApp,
    draw,
    find_browser,
    open_page,
    restartable_app,
    upload,
    wait_for_answer,
)

ONE = [(0.5, 0.2), (0.5, 0.8)]
APART = [(0.8, 0.2), (0.8, 0.8)]  # another 1


@pytest.fixture
def marked(page: Page) -> Iterator[Page]:
    """A page that must not be reloaded."""
    mark(page)
    yield page
    expect_marked(page)


def mark(page: Page) -> None:
    page.evaluate("window.mark = 'never reloaded'")


def expect_marked(page: Page) -> None:
    assert page.evaluate("window.mark") == "never reloaded"


@pytest.fixture
def server() -> Iterator[RestartableApp]:
    with restartable_app() as server:
        yield server


@pytest.fixture
def keeping(browser: Browser, app_url: str) -> Iterator[Page]:
    """A page in a browser that keeps pages which are left, as visitors' browsers do."""
    own = browser.browser_type.launch(
        executable_path=find_browser(),
        args=list(FLAGS),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield open_page(own.new_context(viewport=LAPTOP, service_workers="block").new_page(), app_url)
    own.close()


def test_after_a_link_and_back_the_page_goes_on(keeping: Page, app_url: str) -> None:
    page = keeping
    page.evaluate("addEventListener('pageshow', (event) => { window.kept = event.persisted; })")
    mark(page)
    draw(page)
    assert wait_for_answer(page)["label"] == "7"
    page.evaluate("location.href = 'robots.txt'")
    page.wait_for_url("**/robots.txt")
    page.go_back(wait_until="commit")
    page.wait_for_function("window.kept === true")
    expect_marked(page)
    assert ink(page) > 0
    draw(page, [(0.3, 0.5), (0.7, 0.5)])
    assert wait_for_answer(page)["state"] in ("digit", "refused")
    page.get_by_role("tab", name="Validation").click()
    expect(page.locator("#samples [data-index]").first).to_be_visible()
    expect_marked(page)


def test_a_browser_that_keeps_no_page_keeps_the_drawing(page: Page, app_url: str) -> None:
    draw(page)
    drawn = ink(page)
    page.goto(f"{app_url}/robots.txt")
    page.go_back()
    page.wait_for_selector("#reading [data-label='7']")
    assert ink(page) == drawn


def test_four_seconds_without_a_connection_are_outlasted(marked: Page) -> None:
    page = marked
    draw(page, ONE)
    assert wait_for_answer(page)["label"] == "1"
    page.context.set_offline(True)
    page.get_by_role("tab", name="Validation").click()  # one of Gradio's events
    page.get_by_role("tab", name="Draw").click()
    draw(page, APART)  # the server reads what is in several parts
    page.wait_for_selector("#reading [data-state=error]")
    page.wait_for_timeout(4000)
    page.context.set_offline(False)
    page.wait_for_selector("#reading [data-state=number][data-label='11']")
    page.get_by_role("tab", name="Validation").click()
    expect(page.locator("#samples [data-index]").first).to_be_visible()


def test_a_question_whose_key_is_not_known_is_repeated(marked: Page) -> None:
    page = marked
    refused = []

    def refuse(route: Route) -> None:
        refused.append(route)
        route.fulfill(status=410, json={"problem": "gone"})

    draw(page, ONE)
    wait_for_answer(page)
    page.route("**/ask/sketchpad/read", refuse, times=1)
    draw(page, APART)
    assert wait_for_answer(page)["label"] == "11"
    assert refused


def test_a_gap_of_three_seconds_does_not_end_a_run(marked: Page) -> None:
    page = open_tab(marked)
    start(page, hidden="32", epochs=3)
    wait_for_state(page, "training")
    page.context.set_offline(True)
    page.wait_for_timeout(3000)
    page.context.set_offline(False)
    wait_for_state(page, "finished")
    expect(page.locator(".runs li")).to_have_count(1)


def test_a_restarted_server_gets_all_that_the_page_holds(
    server: RestartableApp, browser: Browser
) -> None:
    page = open_page(
        browser.new_context(viewport=LAPTOP, service_workers="block").new_page(), server.url
    )
    mark(page)
    draw(page)
    assert wait_for_answer(page)["label"] == "7"
    correct(page, "1")
    expect_label(page, "1")
    drawn = ink(page)
    server.stop()
    upload(page, "seven.png", encoded(tall_seven(), "PNG"))
    page.wait_for_selector("#reading [data-state=error][data-source=picture]")
    server.start()
    page.wait_for_selector("#reading [data-source=picture][data-label='7']")
    expect_marked(page)
    page.click("#picture .remove")
    expect_label(page, "1")  # what was corrected is learned again
    assert ink(page) == drawn
    page.get_by_role("tab", name="Train").click()
    expect(page.locator("#train-status .sentence")).to_contain_text("press Start")
    page.get_by_role("tab", name="Validation").click()
    expect(page.locator("#samples [data-index]").first).to_be_visible()
    expect_marked(page)
    page.context.close()


def test_two_tabs_of_one_browser_are_two_visitors(visit: Callable[[], Page], app_url: str) -> None:
    first = visit()
    second = open_page(first.context.new_page(), app_url)
    draw(second, ONE)
    assert wait_for_answer(second)["label"] == "1"
    second.locator("#dataset input").nth(1).check(force=True)
    expect(second.locator("body")).to_have_attribute("data-dataset", "fashion-mnist")
    first.bring_to_front()
    draw(first)
    assert wait_for_answer(first)["label"] == "7"
    expect(first.locator("body")).to_have_attribute("data-dataset", "mnist")
