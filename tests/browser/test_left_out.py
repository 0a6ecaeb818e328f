"""What is not read: marks between digits are outlined, and what lies on its side can be turned."""

from playwright.sync_api import Page, expect

from tests.tools.running import SEVEN, draw, wait_for_answer

LYING = [(1 - y, x) for x, y in SEVEN]  # turned clockwise
BOXES = "#reading .found button"
TURN = "#reading .turn"


def on_wide_paper(points: list, left: float) -> list:
    """Points on the left or right of paper that is twice as wide as high."""
    return [(left + x / 2, y) for x, y in points]


def test_a_point_between_two_digits_is_outlined_in_its_place(page: Page) -> None:
    page.click("#sketchpad-wide")
    draw(page, on_wide_paper(SEVEN, 0.0))
    draw(page, [(0.42, 0.8), (0.422, 0.8)])
    draw(page, on_wide_paper(SEVEN, 0.4))
    answer = wait_for_answer(page)
    assert (answer["state"], answer["label"]) == ("number", "77")
    expect(page.locator("#reading .count")).to_have_text(
        "2 digits; a mark between 7 and 7 was left out"
    )
    expect(page.locator(BOXES)).to_have_count(3)
    mark = page.locator(BOXES).last
    expect(mark).to_have_css("outline-style", "dashed")
    expect(mark).to_have_attribute("title", "A mark between 7 and 7 was left out")
    first, second, left_out = (box.bounding_box() for box in page.locator(BOXES).all())
    assert first["x"] < left_out["x"] < second["x"]


def test_a_drawing_on_its_side_is_turned_in_one_step(page: Page) -> None:
    expect(page.locator(TURN)).to_be_hidden()
    draw(page, LYING)
    assert wait_for_answer(page)["state"] == "refused"
    expect(page.locator("#reading .sentence")).to_have_text(
        "It lies on its side; turned, it reads 7"
    )
    page.click(TURN)
    assert wait_for_answer(page)["label"] == "7"
    expect(page.locator(TURN)).to_be_hidden()
    page.click("#sketchpad-undo")
    assert wait_for_answer(page)["state"] == "refused"
    page.click("#sketchpad-redo")
    assert wait_for_answer(page)["label"] == "7"


def test_what_was_turned_on_wide_paper_stays_on_it(page: Page) -> None:
    page.click("#sketchpad-wide")
    draw(page, on_wide_paper(LYING, 0.5))
    assert wait_for_answer(page)["state"] == "refused"
    page.click(TURN)
    assert wait_for_answer(page)["label"] == "7"
    page.click("#sketchpad-wide")  # what was turned moves with its paper
    assert wait_for_answer(page)["label"] == "7"


def test_the_turn_names_quarters_and_source(page: Page) -> None:
    page.evaluate(
        """async () => {
          const { href } = document.querySelector("link[href$='parts/topics.js']");
          const { subscribe } = await import(href);
          subscribe("turn", (detail) => (window.turn = detail));
        }"""
    )
    draw(page, LYING)
    wait_for_answer(page)
    page.click(TURN)
    assert page.evaluate("window.turn") == {"quarters": 3, "source": "drawing"}
