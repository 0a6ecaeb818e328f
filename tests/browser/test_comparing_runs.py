"""Several seeds as a band, curves that are switched off, and links that contain a result."""

import csv
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_train import SLOW, open_tab, train, wait_for_state

LIMIT = "svg => [...svg.querySelectorAll('text')].map(text => text.textContent)"


@pytest.fixture
def tab(page: Page) -> Page:
    return open_tab(page)


def paths(page: Page, kind: str) -> int:
    return page.locator(f"#train-loss-curve path{kind}").count()


def copied_link(page: Page, run: int) -> str:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(f".runs [data-run='{run}'] .link").click()
    expect(page.locator(".link-note")).to_have_text("The link is copied.")
    return page.evaluate("navigator.clipboard.readText()")


def test_several_seeds_are_one_run_with_a_band_and_the_pictures_that_most_miss(tab: Page) -> None:
    tab.locator("#seeds input").fill("3")
    train(tab, hidden="16", epochs=2, batch=200)
    expect(tab.locator(".runs li")).to_have_count(1)
    expect(tab.locator(".runs .result")).to_have_text(re.compile(r"± [\d.]+ over 3 seeds"))
    expect(tab.locator(".runs .name")).to_contain_text("seeds 0 to 2")
    assert paths(tab, ".band") == 2
    assert paths(tab, "[data-run='1']") == 2
    missed = tab.locator("#train-missed")
    expect(missed.locator("p")).to_contain_text("that most of the 3 seeds miss")
    expect(missed.locator("li")).to_have_count(20)
    expect(missed.locator("li span").first).to_have_text(
        re.compile(r"^\d, read as \d; 3 of 3 miss it$")
    )
    painted = missed.locator("canvas").first.evaluate(
        """canvas => canvas.getContext("2d").getImageData(0, 0, 28, 28).data
            .some((level, i) => i % 4 < 3 && level > 0)"""
    )
    assert painted


def test_curves_are_switched_off_and_the_axes_fit_the_others(tab: Page) -> None:
    train(tab, hidden="64", epochs=3, batch=100)
    detailed = tab.locator("#train-accuracy-curve svg").evaluate(LIMIT)
    train(tab, hidden="1", epochs=1, batch=4000)
    assert tab.locator("#train-accuracy-curve svg").evaluate(LIMIT) != detailed
    switch = tab.get_by_role("button", name="Show the curves of run 2")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    expect(tab.locator("#train-accuracy-curve path[data-run='2']")).to_have_count(0)
    assert tab.locator("#train-accuracy-curve svg").evaluate(LIMIT) == detailed
    switch.press("Enter")
    expect(tab.locator("#train-accuracy-curve path[data-run='2']")).to_have_count(2)


def test_a_link_opens_with_the_curves_of_the_run_and_its_settings(tab: Page, app_url: str) -> None:
    tab.locator(".results summary").click()
    tab.fill(".result-name", "Mina <b>")
    train(tab, hidden="16", epochs=2, batch=200)
    link = copied_link(tab, 1)
    assert link.startswith(app_url)
    other = tab.context.new_page()
    other.goto(link)
    expect(other.locator("#train-loss-curve path[data-run='-1']")).to_have_count(2)
    expect(other.locator(".linked li")).to_have_text(re.compile("^Mina <b> 16 · Adam"))
    expect(other.locator("#train-hidden").locator("input, textarea")).to_have_value("16")
    expect(other.locator(".runs li")).to_have_count(0)
    other.locator("#train-link .copy").click()
    assert "result=" not in other.evaluate("navigator.clipboard.readText()")


def test_the_links_of_thirty_pupils_are_drawn_over_each_other(tab: Page) -> None:
    train(tab, hidden="16", epochs=2, batch=200)
    link = copied_link(tab, 1)
    tab.locator(".results summary").click()
    links = [f"{link}&by=pupil{number}" for number in range(30)]
    tab.fill(".result-links", "\n".join([*links, "https://example.org/"]))
    expect(tab.locator(".linked li")).to_have_count(30)
    expect(tab.locator(".result-problem")).to_contain_text("Link 31 can't be used")
    expect(tab.locator("#train-loss-curve path[data-run^='-']")).to_have_count(60)
    tab.locator(".runs-figures summary").click()
    expect(tab.locator("#runs-table tr")).to_have_count(32)
    expect(tab.locator("#runs-table")).to_contain_text("pupil29")
    tab.locator("#train-loss-curve svg").hover()
    expect(tab.locator("#train-loss-curve .tip p")).to_have_count(6)
    tab.fill(".result-links", "")
    expect(tab.locator("#train-loss-curve path[data-run^='-']")).to_have_count(0)


def test_a_name_that_a_spreadsheet_would_compute_is_saved_as_text(tab: Page) -> None:
    train(tab, hidden="16", epochs=1, batch=200)
    link = copied_link(tab, 1)
    tab.locator(".results summary").click()
    tab.fill(".result-links", f"{link}&by=%3DHYPERLINK(1)")
    expect(tab.locator(".linked strong")).to_have_text("=HYPERLINK(1)")
    tab.locator(".runs-figures summary").click()
    with tab.expect_download() as saved:
        tab.locator(".save-runs").click()
    rows = list(csv.DictReader(saved.value.path().read_text().splitlines()))
    assert rows[-1]["by"] == "'=HYPERLINK(1)"


def test_a_run_of_many_seeds_is_stopped_with_what_it_has(tab: Page) -> None:
    tab.locator("#seeds input").fill("20")
    tab.locator("#train-hidden").locator("input, textarea").fill("16")
    tab.locator("#train-epochs input").fill("1")
    tab.click("#train-start")
    several = re.compile(r"seed ([3-9]|1\d) of 20")  # the page may miss one
    expect(tab.locator("#train-status .sentence")).to_contain_text(several, timeout=SLOW)
    tab.click("#train-stop")
    wait_for_state(tab, "stopped")
    expect(tab.locator(".runs .result")).to_contain_text("over")
    assert paths(tab, ".band") == 2
