"""The Validation tab in a real browser, against verdicts computed here from the same weights."""

import re
from typing import NamedTuple

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from model import Predictor

PAGE_SIZE = 60


class Truth(NamedTuple):
    """What the network says of the validation pictures, and what they truly are."""

    labels: np.ndarray
    predicted: np.ndarray

    @property
    def mistakes(self) -> np.ndarray:
        """Indices of the samples read wrong."""
        return np.flatnonzero(self.labels != self.predicted)


@pytest.fixture(scope="session")
def truth() -> Truth:
    predictor = Predictor.from_pretrained()
    images, labels = predictor.validation
    return Truth(labels, predictor.classify(images).argmax(axis=1))


@pytest.fixture
def tab(page: Page) -> Page:
    """The Validation tab, opened."""
    return open_tab(page)


def open_tab(page: Page) -> Page:
    page.get_by_role("tab", name="Validation").click()
    expect(page.locator("#samples [data-index]").first).to_be_visible()
    return page


def tiles(page: Page, grid: str = "#samples") -> Locator:
    return page.locator(f"{grid} [data-index]")


def choose(page: Page, label: str) -> None:
    """Press a filter or a page button and wait until the grid has answered."""
    button = page.locator("#samples").get_by_role("button", name=label, exact=True)
    button.click()
    if label not in ("First", "Previous", "Next"):
        expect(button).to_have_attribute("aria-pressed", "true")


def shown(page: Page, grid: str = "#samples") -> list[int]:
    indices = tiles(page, grid).evaluate_all("all => all.map(tile => tile.dataset.index)")
    return [int(index) for index in indices]


def count(page: Page) -> Locator:
    return page.locator("#samples .count")


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
        assert tile["name"] == (f"Sample {index}: predicted {predicted}, truly {label}, {verdict}")
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
    choose(tab, str(digit))
    both = truth.mistakes[truth.labels[truth.mistakes] == digit]
    expect(count(tab)).to_contain_text(re.compile(rf"\b{len(both)} mistakes? of a true {digit}$"))
    assert shown(tab) == both[:PAGE_SIZE].tolist()

    choose(tab, "All")
    of_digit = np.flatnonzero(truth.labels == digit)
    expect(count(tab)).to_have_text(f"1–60 of {len(of_digit):,} samples of a true {digit}")
    assert shown(tab) == of_digit[:PAGE_SIZE].tolist()


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
        """() => [...document.querySelector("#sample-reading canvas").getContext("2d")
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


def test_confusion_matrix_counts_every_sample_once(tab: Page, truth: Truth) -> None:
    expect(tab.locator("#confusion tbody tr")).to_have_count(10)
    rows = tab.locator("#confusion tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('td')].map(cell => +cell.textContent))"
    )
    matrix = np.array(rows)
    expected = np.zeros((10, 10), int)
    np.add.at(expected, (truth.labels, truth.predicted), 1)
    assert matrix.sum() == 10_000
    assert np.array_equal(matrix, expected)
    expect(tab.locator("#confusion tbody th[scope=row]")).to_have_count(10)
    expect(tab.locator("#confusion td.right")).to_have_count(10)


@pytest.mark.parametrize("curve", ["loss-curve", "accuracy-curve"])
def test_curves_show_both_splits(tab: Page, curve: str) -> None:
    lines = tab.locator(f"#{curve} svg .plot_marks path")
    expect(lines).to_have_count(2)
    names = lines.evaluate_all("lines => lines.map(line => line.getAttribute('aria-label'))")
    assert "training" in names[0]
    assert "validation" in names[1]
    colours = lines.evaluate_all("lines => lines.map(line => getComputedStyle(line).stroke)")
    assert colours[0] != colours[1]


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
    clipped = phone.locator("#confusion td").evaluate_all(
        "cells => cells.filter(cell => cell.scrollWidth > cell.clientWidth).length"
    )
    assert clipped == 0
