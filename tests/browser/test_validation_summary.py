"""The tables and curves of the Validation tab, and how they lead to the samples."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from model import Predictor
from model.evaluation.verdicts import confusion_matrix, judge
from tests.browser.conftest import Look
from tests.tools.validation_tab import Truth, computed_truth, count, menu, open_tab, shown
from ui.curves.history import overfitting


@pytest.fixture(scope="session")
def truth() -> Truth:
    return computed_truth()


@pytest.fixture
def tab(page: Page) -> Page:
    """The Validation tab, opened."""
    page.emulate_media(reduced_motion="reduce")
    return open_tab(page)


def frequent_mistake(truth: Truth) -> tuple[int, int, np.ndarray]:
    """The true class and the answer that are confused most often, and those samples."""
    matrix = confusion_matrix(truth.labels, truth.predicted)
    np.fill_diagonal(matrix, 0)
    true, said = np.unravel_index(matrix.argmax(), matrix.shape)
    found = np.flatnonzero((truth.labels == true) & (truth.predicted == said))
    return int(true), int(said), found


def cell_name(true: int, said: int, samples: int) -> str:
    return f"{true} read as {said}: {samples:,} sample{'s'[: samples != 1]}"


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
def test_curves_show_both_splits_and_the_best_epoch(tab: Page, curve: str) -> None:
    epochs = Predictor.from_pretrained().history["epochs"]
    plot = tab.locator(f"#{curve} svg")
    for split in ("training", "validation"):
        line = plot.locator(f"path.{split}")
        expect(line).to_have_count(1)
        assert line.get_attribute("d").count("L") == len(epochs) - 1
    dashes = "line => getComputedStyle(line).strokeDasharray"
    assert plot.locator("path.training").evaluate(dashes) != "none"
    assert plot.locator("path.validation").evaluate(dashes) == "none"
    expect(plot.locator("line.best")).to_have_count(1)
    expect(plot).to_have_attribute("aria-label", re.compile(f"after epoch {len(epochs)}"))


def test_a_curve_tells_the_figures_under_the_pointer(tab: Page) -> None:
    last = Predictor.from_pretrained().history["epochs"][-1]
    plot = tab.locator("#accuracy-curve svg")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    tab.mouse.move(box["x"] + box["width"] - 12, box["y"] + box["height"] / 2)
    tip = tab.locator("#accuracy-curve .tip")
    expect(tip).to_contain_text(f"epoch {last['epoch']}: ")
    expect(tip.locator("strong")).to_have_text(f"{100 * last['validation_accuracy']:.2f}")
    tab.mouse.move(box["x"], box["y"] - 100)
    expect(tip).to_have_count(0)


def test_every_count_but_zero_is_a_button(tab: Page, truth: Truth) -> None:
    matrix = confusion_matrix(truth.labels, truth.predicted)
    buttons = tab.locator("#confusion button")
    names = buttons.evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    expected = [
        cell_name(true, said, int(matrix[true, said])) for true, said in np.argwhere(matrix)
    ]
    assert names == expected
    assert tab.locator("#confusion td.none").count() == 100 - len(expected)


def test_a_cell_filters_the_grid_and_brings_it_into_sight(tab: Page, truth: Truth) -> None:
    true, said, found = frequent_mistake(truth)
    tab.get_by_role("button", name=cell_name(true, said, len(found))).click()
    expect(count(tab)).to_contain_text(f"a true {true} read as {said}")
    assert shown(tab) == found[:60].tolist()
    expect(menu(tab, "True")).to_have_value(str(true))
    expect(menu(tab, "Read as")).to_have_value(str(said))
    expect(tab.locator("#samples .filters")).to_be_in_viewport()
    clear = tab.get_by_role("button", name="Clear filters")
    expect(clear).to_be_focused()
    tab.keyboard.press("Enter")
    expect(count(tab)).to_have_text("1–60 of 10,000 samples")


def test_a_right_cell_shows_the_samples_of_its_class_read_rightly(tab: Page, truth: Truth) -> None:
    found = np.flatnonzero((truth.labels == 3) & (truth.predicted == 3))
    tab.get_by_role("button", name=cell_name(3, 3, len(found))).click()
    expect(count(tab)).to_have_text(f"1–60 of {len(found):,} samples of a true 3 read as 3")
    assert shown(tab) == found[:60].tolist()


def test_the_arrow_keys_walk_over_the_matrix(tab: Page) -> None:
    tab.locator("#confusion td.right button").first.focus()
    reached = []
    for key in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowDown", "ArrowUp"):
        tab.keyboard.press(key)
        reached.append(tab.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert all(" read as " in name for name in reached)
    tab.keyboard.press("Enter")
    expect(count(tab)).to_contain_text(" read as ")


def test_a_cell_is_tapped_on_a_phone(phone: Page, truth: Truth) -> None:
    open_tab(phone)
    true, said, found = frequent_mistake(truth)
    cell = phone.get_by_role("button", name=cell_name(true, said, len(found)))
    assert cell.bounding_box()["height"] >= 38
    cell.tap()
    expect(count(phone)).to_contain_text(f"a true {true} read as {said}")
    expect(phone.locator("#samples .filters")).to_be_in_viewport()
    expect(phone.locator("#samples [data-index]").first).to_be_in_viewport()


def test_classes_stand_from_the_worst_to_the_best(tab: Page, truth: Truth) -> None:
    right = truth.labels == truth.predicted
    accuracy = {str(digit): 100 * right[truth.labels == digit].mean() for digit in range(10)}
    rows = tab.locator("#class-accuracy tbody tr").evaluate_all(
        """rows => rows.map(row => [row.querySelector("th").textContent,
            parseFloat(row.querySelector(".share").textContent)])"""
    )
    assert dict(rows) == pytest.approx(accuracy, abs=0.006)
    shares = [share for _, share in rows]
    assert shares == sorted(shares)


def test_a_class_leads_to_its_mistakes(tab: Page, truth: Truth) -> None:
    row = tab.locator("#class-accuracy tbody tr").first
    digit = int(row.locator("th").inner_text())
    mistakes = truth.mistakes[truth.labels[truth.mistakes] == digit]
    row.click()  # the whole row is the button
    expect(count(tab)).to_contain_text(f"mistakes of a true {digit}")
    assert shown(tab) == mistakes[:60].tolist()


def test_the_diagram_shows_every_bin_that_holds_samples(tab: Page, truth: Truth) -> None:
    predictor = Predictor.from_pretrained()
    found = judge(predictor, *predictor.validation).reliability
    expect(tab.locator("#calibration .error")).to_contain_text(f"{100 * found.error:.2f}")
    counts = tab.locator("#calibration tbody td:last-child").all_inner_texts()
    assert [int(text.replace(",", "")) for text in counts] == [
        int(number) for number in found.counts.flip(0) if number
    ]
    expect(tab.locator("#calibration circle")).to_have_count(len(counts))
    diagram = tab.get_by_role("img", name="Reliability diagram")
    expect(diagram).to_be_visible()
    light = tab.locator("#calibration .axes text").first.evaluate("e => getComputedStyle(e).fill")
    tab.evaluate("document.body.classList.add('dark')")
    dark = tab.locator("#calibration .axes text").first.evaluate("e => getComputedStyle(e).fill")
    assert light != dark


def test_the_two_networks_stand_side_by_side(tab: Page, truth: Truth) -> None:
    card = tab.locator("#comparison")
    expect(card).to_contain_text("McNemar", timeout=60_000)
    cells = card.locator("tbody td").all_inner_texts()
    both, first, second, neither = (int(text.replace(",", "")) for text in cells)
    assert both + first + second + neither == 10_000
    assert both + first == int((truth.predicted == truth.labels).sum())


def test_the_sentence_on_overfitting_is_computed(tab: Page) -> None:
    history = Predictor.from_pretrained().history
    expect(tab.locator("#epoch-words")).to_contain_text(str(overfitting(history, 10, 10_000)))


def test_nothing_sticks_out_or_is_clipped(tab: Page) -> None:
    for width in (320, 390, 700, 1024, 1280, 1920):
        tab.set_viewport_size({"width": width, "height": 844})
        expect(tab.locator("#loss-curve svg")).to_be_visible()
        tab.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width)
        clipped = tab.locator(
            "#confusion td, #class-accuracy table, #calibration table"
        ).evaluate_all(
            "parts => parts.filter(part => part.scrollWidth > part.clientWidth + 1).length"
        )
        assert clipped == 0, width


@pytest.mark.parametrize("width", [390, 1280])
def test_the_verdicts_arrive_without_moving_the_tables(look: Look, width: int) -> None:
    page = look(width, 844)
    held = []
    # Hold the answer back until the waiting tab has been measured.
    page.route("**/ask/**", lambda route: held.append(route))
    page.get_by_role("tab", name="Validation").click()
    parts = ("#samples", "#confident-mistakes", "#confusion", "#class-accuracy")
    for part in parts:
        page.locator(part).wait_for()
    page.evaluate("document.fonts.ready")
    waiting = {part: page.locator(part).bounding_box() for part in parts}
    assert held
    for route in held:
        route.continue_()
    page.unroute("**/ask/**")
    expect(page.locator("#samples [data-index]").first).to_be_visible()
    assert {part: page.locator(part).bounding_box() for part in parts} == waiting


def test_on_paper_it_is_white_and_nothing_is_there_to_be_pressed(look: Look) -> None:
    page = open_tab(look(1280, 800, color_scheme="dark"))
    page.emulate_media(media="print", color_scheme="dark")
    for pressed in ("#samples .filters", "#samples .pager >> nth=0", "#theme-switch", "[role=tab]"):
        expect(page.locator(pressed).first).to_be_hidden()
    for printed in ("#accuracy", "#samples", "#confusion table"):
        expect(page.locator(printed).first).to_be_visible()
    paper, ink = page.evaluate(
        """() => [getComputedStyle(document.body).backgroundColor,
          getComputedStyle(document.querySelector("#accuracy .figure")).color]"""
    )
    assert (paper, ink) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")
