"""Drawing with the mouse and seeing it read."""

from tests.engines.engine import Engine
from tests.engines.visit import ink, open_tab, text, wait_for_answer, wait_for_ink
from tests.tools.waiting import wait_until

ONE = [(0.5, 0.2), (0.5, 0.8)]


def test_a_seven_is_read(page: Engine) -> None:
    page.draw()
    answer = wait_for_answer(page)
    assert (answer["state"], answer["label"]) == ("digit", "7")
    assert text(page, "#reading .glyph") == "7"


def test_a_seven_is_read_on_the_device_once_the_networks_have_arrived(page: Engine) -> None:
    def answers() -> bool:
        page.draw()
        answer = wait_for_answer(page)
        page.click("#sketchpad-clear")
        wait_for_answer(page)
        return (answer["from"], answer["label"]) == ("device", "7")

    wait_until(answers)


def test_a_one_is_read_after_a_seven_was_cleared(page: Engine) -> None:
    page.draw()
    assert wait_for_answer(page)["label"] == "7"
    page.click("#sketchpad-clear")
    assert wait_for_answer(page)["state"] == "empty"
    assert ink(page) == 0
    page.draw(ONE)
    answer = wait_for_answer(page)
    assert (answer["state"], answer["label"]) == ("digit", "1")


def test_undo_brings_back_what_was_cleared_and_takes_the_stroke_away(page: Engine) -> None:
    page.draw()
    assert wait_for_answer(page)["label"] == "7"
    drawn = ink(page)
    page.click("#sketchpad-clear")
    assert wait_for_answer(page)["state"] == "empty"
    page.click("#sketchpad-undo")
    assert wait_for_answer(page)["label"] == "7"
    assert ink(page) == drawn
    page.click("#sketchpad-undo")
    assert wait_for_answer(page)["state"] == "empty"
    assert ink(page) == 0


def test_the_paper_keeps_its_ink_while_other_tabs_are_open(page: Engine) -> None:
    page.draw()
    wait_for_answer(page)
    drawn = ink(page)
    assert drawn > 0
    open_tab(page, "About")
    page.wait_for("!document.querySelector('#sketchpad').getClientRects().length")
    open_tab(page, "Draw")
    wait_for_ink(page, drawn)
    page.draw([(0.1, 0.9), (0.2, 0.9)])
    wait_for_answer(page)
    assert ink(page) > drawn
