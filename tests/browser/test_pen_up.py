"""Lifting a pen that rests asks nothing: its last movement has been asked about."""

from playwright.sync_api import Page, Request, expect

from tests.tools.running import wait_for_answer

CANVAS = "#sketchpad canvas"


def test_a_pen_that_rests_has_its_answer_before_it_is_lifted(served: Page) -> None:
    page = served
    asked: list[Request] = []
    page.on(
        "request", lambda request: "/ask/sketchpad/read" in request.url and asked.append(request)
    )
    box = page.locator(CANVAS).bounding_box()
    page.mouse.move(box["x"] + 120, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 280, box["y"] + 100, steps=5)
    before, count = wait_for_answer(page), len(asked)
    page.mouse.up()
    expect(page.locator("#sketchpad")).to_have_attribute("data-pen", "up")
    expect(page.locator("#sketchpad-undo")).to_be_enabled()
    assert wait_for_answer(page) == before
    assert len(asked) == count, "there was nothing new to ask about"
    page.click("#sketchpad-undo")
    assert wait_for_answer(page)["state"] == "empty"
