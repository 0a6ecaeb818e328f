"""The Draw tab in windows of any size: pad, tools and answer in sight, and the drawing kept."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Look
from tests.browser.test_draw import CANVAS, ink, network_input
from tests.browser.test_look import boxes, overflow
from tests.browser.test_number_view import ONE, placed
from tests.tools.running import between, draw, wait_for_answer

# A phone on its side, one with its browser's bars, a laptop at 200 % zoom, and low windows.
LOW = ((844, 390), (740, 342), (640, 400), (1280, 520), (1280, 640))
IN_SIGHT = ("#sketchpad canvas", "#sketchpad-clear", "#reading .answer", "#probabilities")


def resize(page: Page, width: int, height: int) -> None:
    """Resize the window and wait until the pad's canvas has been painted in its new size."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(
        """() => {
          const { height, clientHeight } = document.querySelector("#sketchpad canvas");
          return height === Math.round(clientHeight * devicePixelRatio);
        }"""
    )


def test_pad_tools_and_answer_fit_a_low_window_beside_each_other(page: Page) -> None:
    for width, height in LOW:
        resize(page, width, height)
        pad = page.locator(CANVAS).bounding_box()
        assert pad["width"] == pytest.approx(pad["height"], abs=1)
        assert pad["height"] >= 0.6 * height, (width, height)
        assert page.locator("#draw-reading").bounding_box()["x"] > pad["x"] + pad["width"]
        for part in IN_SIGHT if height < 560 else IN_SIGHT[:3]:
            box = page.locator(part).bounding_box()
            assert box["y"] + box["height"] <= height, (part, width, height)
        assert overflow(page) <= 0
        tabs = page.get_by_role("tab", name="About").bounding_box()
        switch = page.locator("#dataset").bounding_box()
        assert (
            tabs["x"] + tabs["width"] <= switch["x"] or switch["y"] + switch["height"] < tabs["y"]
        )


def test_wide_paper_fits_a_low_window_too(page: Page) -> None:
    page.click("#sketchpad-wide")
    for width, height in ((844, 390), (640, 400)):
        resize(page, width, height)
        pad = page.locator(CANVAS).bounding_box()
        assert pad["width"] == pytest.approx(2 * pad["height"], abs=2)
        assert pad["y"] + pad["height"] <= height
        assert overflow(page) <= 0


def test_on_a_projector_pad_and_answer_grow(page: Page) -> None:
    small = boxes(page)
    resize(page, 1920, 1080)
    large = boxes(page)
    for part in ("#sketchpad canvas", "#reading .answer", "#probabilities", "#model-input"):
        assert large[part]["height"] > 1.2 * small[part]["height"], part
        assert large[part]["y"] + large[part]["height"] <= 1080, part
    assert large["#probabilities"]["x"] > 960
    draw(page)
    wait_for_answer(page)
    glyph = page.locator("#reading .glyph")
    assert glyph.evaluate("node => parseFloat(getComputedStyle(node).fontSize)") >= 200


def share_of_ink(page: Page) -> float:
    """How much of the paper is dark."""
    area = page.locator(CANVAS).evaluate("canvas => canvas.width * canvas.height")
    return ink(page) / area


def test_a_drawing_outlives_every_resizing(page: Page) -> None:
    draw(page)
    wait_for_answer(page)
    drawn, seen = share_of_ink(page), network_input(page)
    for width, height in ((844, 390), (390, 844), (1920, 1080), (1280, 800)):
        resize(page, width, height)
        assert share_of_ink(page) == pytest.approx(drawn, rel=0.03)
        draw(page, [(0.1, 0.9), (0.2, 0.9)])
        page.click("#sketchpad-undo")
        assert wait_for_answer(page)["label"] == "7"
        assert network_input(page) == seen, "not a pixel of it is distorted"


def test_a_stroke_goes_on_while_the_window_changes(page: Page) -> None:
    draw(page, placed(ONE, 0, 0.5))
    alone = share_of_ink(page)
    start, end = (0.75, 0.2), (0.75, 0.8)

    def move(t: float) -> None:
        box = page.locator(CANVAS).bounding_box()
        x, y = between(start, end, t)
        page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])

    move(0)
    page.mouse.down()
    for step in range(6):
        move(step / 10)
    resize(page, 844, 390)
    for step in range(6, 11):
        move(step / 10)
    page.mouse.up()
    assert wait_for_answer(page)["label"] == "11"
    assert share_of_ink(page) == pytest.approx(2 * alone, rel=0.1)


def test_nothing_moves_in_a_low_window_while_somebody_draws(look: Look) -> None:
    page = look(844, 390)
    still = boxes(page)
    draw(page)
    wait_for_answer(page)
    assert boxes(page) == still, "a digit"
    draw(page, [(0.1, 0.1), (0.9, 0.9), (0.1, 0.9), (0.9, 0.1)])
    wait_for_answer(page)
    assert boxes(page) == still, "a scribble"


def test_on_a_phone_the_validation_tab_is_jumped_through(phone: Page) -> None:
    phone.get_by_role("tab", name="Validation").tap()
    expect(phone.locator("#samples [data-index]").first).to_be_visible()
    jumps = phone.locator("#validation-jumps")
    jumps.get_by_role("button", name="Training").tap()
    expect(phone.locator("#training-curves")).to_be_in_viewport()
    expect(jumps).to_be_in_viewport(ratio=1)
    jumps.get_by_role("button", name="Confusion").tap()
    heading = phone.get_by_role("heading", name="Confusion matrix")
    expect(heading).to_be_in_viewport(ratio=1)
    bar = jumps.bounding_box()
    assert heading.bounding_box()["y"] >= bar["y"] + bar["height"], "the line does not cover it"
    phone.set_viewport_size({"width": 1280, "height": 800})
    expect(jumps).to_be_hidden()
