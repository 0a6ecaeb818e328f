"""The digits that are drawn by code beside the pad."""

from playwright.sync_api import Page

from tests.tools.running import draw, wait_for_answer


def test_the_examples_are_drawn_and_read(page: Page) -> None:
    draw(page, [(0.1, 0.1), (0.9, 0.9)])
    for text in [*"0123456789", "42"]:
        page.click(f"#examples [data-example='{text}']")
        page.wait_for_function(DRAWN)
        assert wait_for_answer(page)["label"] == text


def test_an_example_is_drawn_in_ink_whatever_tool_was_chosen(page: Page) -> None:
    page.focus("#sketchpad canvas")
    page.keyboard.press("e")
    page.click("#examples [data-example='3']")
    page.wait_for_function(DRAWN)
    assert wait_for_answer(page)["label"] == "3"


# An example is drawn a little further in every frame, so five frames without a change are its end.
DRAWN = """() => {
  const { revision } = document.querySelector("#sketchpad").dataset;
  window.frames = revision === window.drawn ? window.frames + 1 : 0;
  window.drawn = revision;
  return window.frames >= 5;
}"""
