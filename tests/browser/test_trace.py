"""One unit, number by number, in the view inside: its numbers are the network's."""

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from model import Predictor
from model.explanation.trace import trace_unit
from tests.browser.test_draw import network_input
from tests.tools.pictures import WEIGHTS
from tests.tools.running import draw, wait_for_answer

TRACE = "#unit-trace"


@pytest.fixture
def trace(page: Page) -> Locator:
    """The section, for a drawn 7."""
    draw(page)
    wait_for_answer(page)
    page.click("#inside summary")
    section = page.locator(TRACE)
    expect(section.locator(".trace-numbers")).to_be_visible()
    return section


def numbers(trace: Locator) -> dict[str, float]:
    """The numbers below the table, by their row."""
    rows = trace.locator("tfoot tr").evaluate_all(
        "(rows) => rows.map((row) => [row.className, row.lastElementChild.dataset.value])"
    )
    return {name: float(value) for name, value in rows}


def expect_numbers(
    trace: Locator, page: Page, folder: str, layer: int, unit: int, wanted: int
) -> None:
    """Every number that is shown is the network's."""
    expect(trace).to_have_attribute("data-layer", str(layer))
    expect(trace).to_have_attribute("data-index", str(unit))
    predictor = Predictor.from_folder(WEIGHTS.parent / folder)
    image = np.array(network_input(page), np.uint8).reshape(28, 28)
    found = trace_unit(predictor.folded, image, layer, unit, wanted)
    shown = numbers(trace)
    expected = {"bias": found.bias, "sum": found.total, "output": found.output}
    expected["gradient"] = found.gradient
    for name, value in expected.items():
        assert shown[name] == pytest.approx(value, abs=1e-5), name
    products = found.inputs * found.weights
    order = np.argsort(-np.abs(products), kind="stable")[:8]
    rows = trace.locator("tbody tr:not(.pointed)").evaluate_all(
        """(rows) => rows.map((row) => [row.dataset.index,
             ...[...row.querySelectorAll("td")].map((cell) => cell.dataset.value)])"""
    )
    assert len(rows) == 8
    for index, value, weight, product in rows:
        at = int(index)
        expected_row = (found.inputs[at], found.weights[at], products[at])
        assert [float(value), float(weight), float(product)] == pytest.approx(
            expected_row, abs=1e-5
        )
    assert abs(float(rows[0][3])) == pytest.approx(abs(products[order[0]]), abs=1e-5)
    rest = float(products.sum() - sum(float(row[3]) for row in rows))
    assert shown["rest"] == pytest.approx(rest, abs=1e-3)


def test_a_unit_of_the_first_layer(trace: Locator, page: Page) -> None:
    expect_numbers(trace, page, "mnist", 0, 0, 7)


def test_any_unit_and_any_class(trace: Locator, page: Page) -> None:
    trace.locator(".trace-layer").select_option("first 2")
    expect(trace).to_have_attribute("data-layer", "2")
    trace.locator(".trace-index").fill("41")
    expect(trace).to_have_attribute("data-index", "41")
    trace.locator(".trace-wanted").select_option("3")
    expect(trace.locator("tfoot .gradient th")).to_contain_text("3")
    expect_numbers(trace, page, "mnist", 2, 41, 3)


def test_a_score_becomes_a_probability(trace: Locator, page: Page) -> None:
    trace.locator(".trace-layer").select_option("first 3")
    expect(trace).to_have_attribute("data-layer", "3")
    trace.locator(".trace-index").fill("7")
    expect(trace.locator("tfoot .output th")).to_contain_text("softmax")
    expect_numbers(trace, page, "mnist", 3, 7, 7)


def test_a_kernel_of_the_convolutional_network(trace: Locator, page: Page) -> None:
    trace.locator(".trace-layer").select_option("second 0")
    trace.locator(".trace-layer").locator("option[value='second 1']").wait_for(state="attached")
    trace.locator(".trace-index").fill("5")
    expect_numbers(trace, page, "mnist-cnn", 0, 5, 7)


def test_a_square_is_pointed_at_by_mouse_and_keys(trace: Locator) -> None:
    products = trace.locator(".trace-products")
    products.hover()
    expect(trace.locator(".pointed")).to_be_visible()
    before = int(trace.locator(".pointed").get_attribute("data-index"))
    products.focus()
    products.press("ArrowDown")
    expect(trace.locator(".pointed")).to_have_attribute("data-index", str(before + 28))


def test_the_surprise_is_an_opponent_of_the_answer(trace: Locator) -> None:
    trace.locator(".surprise").click()
    expect(trace.locator(".trace-told")).to_contain_text("strongest opponent")
    expect(trace).to_have_attribute("data-layer", "2")


def test_a_unit_of_the_diagram_is_traced(trace: Locator, page: Page) -> None:
    canvas = page.locator("#inside .layers canvas").nth(2)
    canvas.focus()
    canvas.press("ArrowRight")
    expect(trace).to_have_attribute("data-layer", "1")
    expect(trace).to_have_attribute("data-index", "1")
