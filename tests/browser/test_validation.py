"""The Validation tab in a real browser, against verdicts computed here from the same weights."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from model import Predictor
from tests.tools.validation_tab import (
    PAGE_SIZE,
    Truth,
    computed_truth,
    count,
    menu,
    open_tab,
    pick,
    shown,
    tiles,
)
from ui.parts.percent import confidence, rounded


@pytest.fixture(scope="session")
def truth() -> Truth:
    return computed_truth()


@pytest.fixture
def tab(page: Page) -> Page:
    """The Validation tab, opened."""
    return open_tab(page)


def choose(page: Page, label: str) -> None:
    """Press a filter or a page button and wait until the grid has answered."""
    button = page.locator("#samples").get_by_role("button", name=label, exact=True)
    button.click()
    if label not in ("First", "Previous", "Next"):
        expect(button).to_have_attribute("aria-pressed", "true")


def test_accuracy_is_that_of_the_weights(tab: Page, truth: Truth) -> None:
    right = len(truth.labels) - len(truth.mistakes)
    expect(tab.locator("#accuracy .figure")).to_have_text(f"{right / 100:.2f} %")
    expect(tab.locator("#accuracy")).to_contain_text(f"{right:,} of 10,000 right")


def test_tiles_tell_the_verdict_in_words_colour_and_mark(tab: Page, truth: Truth) -> None:
    choose(tab, "Mistakes only")
    wrong = describe(tab)
    choose(tab, "All")
    expect(count(tab)).to_have_text("1–60 of 10,000 samples")
    looks: dict[str, set[tuple[str, str]]] = {"true": set(), "false": set()}
    for tile in [*wrong, *describe(tab)]:
        index = int(tile["index"])
        predicted, label = truth.predicted[index], truth.labels[index]
        correct = predicted == label
        verdict = "right" if correct else "wrong"
        assert tile["caption"] == f"{predicted} ({label})"
        assert tile["correct"] == str(correct).lower()
        name = f"Sample {index}: predicted {predicted}, truly {label}, {verdict}, "
        assert tile["name"] == f"{name}{tile['sure']} sure"
        said = float(tile["sure"].lstrip(">").split()[0])
        assert abs(said - 100 * truth.confidences[index]) <= 0.1
        looks[tile["correct"]].add((tile["colour"], tile["mark"]))
    (right_look,) = looks["true"]
    (wrong_look,) = looks["false"]
    assert right_look[0] != wrong_look[0]
    assert right_look[1] == "none"
    assert "×" in wrong_look[1]


def describe(page: Page) -> list[dict[str, str]]:
    return tiles(page).evaluate_all(
        """all => all.map(tile => ({
            index: tile.dataset.index,
            correct: tile.dataset.correct,
            name: tile.getAttribute("aria-label"),
            caption: tile.querySelector(".caption").textContent,
            sure: tile.querySelector(".sure").textContent,
            colour: getComputedStyle(tile.querySelector(".caption")).color,
            mark: getComputedStyle(tile.querySelector(".picture"), "::after").content,
        }))"""
    )


def test_filters_combine_and_the_counts_agree(tab: Page, truth: Truth) -> None:
    choose(tab, "Mistakes only")
    total = len(truth.mistakes)
    expect(count(tab)).to_contain_text(f"{total:,} mistakes")
    assert shown(tab) == truth.mistakes[:PAGE_SIZE].tolist()

    digit = int(np.bincount(truth.labels[truth.mistakes], minlength=10).argmax())
    pick(tab, "True", str(digit))
    both = truth.mistakes[truth.labels[truth.mistakes] == digit]
    expect(count(tab)).to_contain_text(re.compile(rf"\b{len(both)} mistakes? of a true {digit}$"))
    assert shown(tab) == both[:PAGE_SIZE].tolist()

    choose(tab, "All")
    of_digit = np.flatnonzero(truth.labels == digit)
    expect(count(tab)).to_have_text(f"1–60 of {len(of_digit):,} samples of a true {digit}")
    assert shown(tab) == of_digit[:PAGE_SIZE].tolist()


def test_samples_are_sorted_by_confidence(tab: Page, truth: Truth) -> None:
    by_confidence = truth.confidences.argsort(kind="stable")
    pick(tab, "Order", "Least confident first")
    assert shown(tab) == by_confidence[:PAGE_SIZE].tolist()
    choose(tab, "Next")
    expect(count(tab)).to_have_text("61–120 of 10,000 samples")
    assert shown(tab) == by_confidence[PAGE_SIZE : 2 * PAGE_SIZE].tolist()

    choose(tab, "Mistakes only")
    sure = truth.confidences[truth.mistakes]
    pick(tab, "Order", "Most confident first")
    expect(count(tab)).to_contain_text(f"{len(sure):,} mistakes")
    surest = truth.mistakes[(-sure).argsort(kind="stable")]
    assert shown(tab) == surest[:PAGE_SIZE].tolist()
    pick(tab, "Order", "By number")
    assert shown(tab) == truth.mistakes[:PAGE_SIZE].tolist()


def test_filters_are_cleared_and_the_order_stays(tab: Page) -> None:
    clear = tab.get_by_role("button", name="Clear filters")
    expect(clear).to_have_attribute("aria-disabled", "true")
    choose(tab, "Mistakes only")
    pick(tab, "True", "4")
    pick(tab, "Read as", "9")
    pick(tab, "Order", "Most confident first")
    clear.click()
    expect(count(tab)).to_have_text("1–60 of 10,000 samples")
    expect(clear).to_have_attribute("aria-disabled", "true")
    expect(menu(tab, "True")).to_have_value("null")
    expect(menu(tab, "Read as")).to_have_value("null")
    expect(menu(tab, "Order")).to_have_value('"most"')


def test_paging_goes_on_and_back_and_moves_nothing(tab: Page) -> None:
    below = tab.locator("#confident-mistakes")
    before = below.bounding_box()
    next_page = tab.locator("#samples").get_by_role("button", name="Next")
    for page_number in (2, 3):
        next_page.click()
        expect(tab.locator("#samples .place")).to_have_text(f"Page {page_number} of 167")
        assert below.bounding_box() == before
    assert shown(tab) == list(range(120, 180))
    expect(next_page).to_be_focused()  # so that the keyboard can go on, too
    choose(tab, "Previous")
    expect(count(tab)).to_have_text("61–120 of 10,000 samples")
    choose(tab, "First")
    expect(count(tab)).to_have_text("1–60 of 10,000 samples")
    previous = tab.locator("#samples").get_by_role("button", name="Previous")
    expect(previous).to_have_attribute("aria-disabled", "true")


def test_a_tile_shows_the_stored_picture(tab: Page) -> None:
    image = Predictor.from_pretrained().validation[0][0]
    tiles(tab).first.click()
    expect(tab.locator("#sample-panel .truth")).to_have_attribute("data-index", "0")
    levels = tab.evaluate(
        """() => [...document.querySelector("#sample-reading .seen").getContext("2d")
            .getImageData(0, 0, 28, 28).data].filter((_, i) => i % 4 === 0)"""
    )
    assert np.array_equal(np.array(levels, np.uint8).reshape(28, 28), image)
    # The tile itself is the first of sixty pictures side by side.
    sprite = tab.evaluate(
        """async () => {
            const sheet = new Image();
            sheet.src = getComputedStyle(document.querySelector("#samples .tiles"))
                .getPropertyValue("--sprite").replace(/^url\\("?|"?\\)$/g, "");
            await sheet.decode();
            const canvas = new OffscreenCanvas(28, 28);
            const context = canvas.getContext("2d");
            context.drawImage(sheet, 0, 0);
            return [sheet.width, ...context.getImageData(0, 0, 28, 28).data]
                .filter((_, i) => i === 0 || i % 4 === 1);
        }"""
    )
    assert sprite[0] == 28 * PAGE_SIZE
    assert np.array_equal(np.array(sprite[1:], np.uint8).reshape(28, 28), image)


def test_a_mistake_opens_in_the_reading_view_with_the_truth_beside(tab: Page, truth: Truth) -> None:
    choose(tab, "Mistakes only")
    index = int(truth.mistakes[-1] if len(truth.mistakes) < PAGE_SIZE else truth.mistakes[7])
    tab.locator(f"#samples [data-index='{index}']").click()
    panel = tab.locator("#sample-panel")
    expect(panel.locator(".truth")).to_have_attribute("data-index", str(index))
    expect(panel.locator(".verdict")).to_have_text(
        f"Truly {truth.labels[index]}, read as {truth.predicted[index]}: wrong"
    )
    reading = panel.locator("#sample-reading [data-state]")
    expect(reading).to_have_attribute("data-state", "digit")
    expect(reading).to_have_attribute("data-label", str(truth.predicted[index]))
    current = tab.locator("#samples [aria-current=true]")
    expect(current).to_have_attribute("data-index", str(index))


def test_of_many_clicks_the_last_one_counts(tab: Page) -> None:
    for index in (1, 4, 9, 13, 5):
        tab.locator(f"#samples [data-index='{index}']").click()
    panel = tab.locator("#sample-panel")
    expect(panel.locator(".truth")).to_have_attribute("data-index", "5")
    read_as = re.search(r"Truly (\d), read as (\d)", panel.locator(".verdict").inner_text())
    expect(panel.locator("[data-state]")).to_have_attribute("data-label", read_as[2])
    expect(tab.locator("#samples [aria-current=true]")).to_have_attribute("data-index", "5")


def test_confident_mistakes_are_mistakes(tab: Page, truth: Truth) -> None:
    expect(tiles(tab, "#confident-mistakes").first).to_be_visible()
    surest = shown(tab, "#confident-mistakes")
    assert len(surest) == min(12, len(truth.mistakes))
    assert set(surest) <= set(truth.mistakes.tolist())


def test_tiles_are_reached_by_keyboard(tab: Page) -> None:
    tiles(tab).first.focus()
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    expect(tab.locator("#sample-panel .truth")).to_have_attribute("data-index", "13")


def test_on_a_phone_a_tile_opens_a_sheet_and_nothing_overflows(phone: Page) -> None:
    phone.emulate_media(color_scheme="dark")
    phone.reload()
    open_tab(phone)
    assert phone.evaluate("document.body.classList.contains('dark')")
    panel = phone.locator("#sample-panel")
    expect(panel).to_be_hidden()
    tile = tiles(phone).nth(40)
    tile.tap()
    expect(panel).to_be_in_viewport(ratio=0.9)
    expect(phone.locator("#sample-panel .truth")).to_have_attribute("data-index", "40")
    expect(tile).to_be_in_viewport()
    sheet, chosen = panel.bounding_box(), tile.bounding_box()
    assert chosen["y"] + chosen["height"] <= sheet["y"]
    panel.get_by_role("button", name="Close").tap()
    expect(panel).to_be_hidden()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_python_and_browser_write_every_confidence_alike(page: Page) -> None:
    shares = [rounded(share) for share in computed_truth().confidences]
    shares += [0.1225, 0.9985, 0.9995, 0.99949, 0.00049, 0.0]  # halves, and the edges
    written = page.evaluate(
        """async shares => {
          const scripts = performance.getEntriesByType("resource").map(({ name }) => name);
          const { percent } = await import(scripts.find(name => name.endsWith("parts/percent.js")));
          return shares.map(percent);
        }""",
        shares,
    )
    assert written == [confidence(share) for share in shares]


def test_tile_panel_and_bar_agree_where_rounding_is_close(page: Page) -> None:
    open_tab(page)
    pick(page, "Order", "Least confident first")
    for tile in tiles(page).all()[:6]:
        tile.click()
        index = tile.get_attribute("data-index")
        expect(page.locator("#sample-truth .truth")).to_have_attribute("data-index", index)
        sure = tile.locator(".sure").inner_text()
        expect(page.locator("#sample-reading .confidence")).to_have_text(sure)
        expect(page.locator("#sample-reading .best .share").first).to_have_text(sure)
