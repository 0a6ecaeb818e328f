"""Drawing on the pad and seeing it read, as a visitor does."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.browser.conftest import NETWORKS
from tests.browser.test_accessibility import TABS
from tests.tools.running import SEVEN, draw, open_page, reading, touch, wait_for_answer
from tests.tools.waiting import wait_until

CANVAS = "#sketchpad canvas"
QUESTION = "**/ask/sketchpad/read"


def ink(page: Page) -> int:
    """How many pixels of the pad are dark."""
    return page.locator(CANVAS).evaluate(
        """canvas => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return data.filter((level, i) => i % 4 === 0 && level < 128).length;
        }"""
    )


def network_input(page: Page) -> list[int]:
    """The 784 grey levels under "What the network sees"."""
    return page.locator("#model-input").evaluate(
        """canvas => [...canvas.getContext("2d").getImageData(0, 0, 28, 28).data]
          .filter((_, i) => i % 4 === 0)"""
    )


def test_a_seven_drawn_with_the_mouse_is_read(page: Page) -> None:
    draw(page)
    answer = wait_for_answer(page)
    assert (answer["state"], answer["label"]) == ("digit", "7")
    expect(page.locator("#reading .glyph")).to_have_text("7")
    bars = page.locator("#probabilities li")
    expect(bars).to_have_count(10)
    assert bars.locator(".name").all_inner_texts() == list("0123456789")
    expect(page.locator("#probabilities .best")).to_have_attribute("data-class", "7")
    assert max(network_input(page)) > 200


def test_a_seven_drawn_with_a_finger_is_read(phone: Page) -> None:
    touch(phone, SEVEN)
    assert wait_for_answer(phone)["label"] == "7"
    assert phone.evaluate("scrollY") == 0, "the page must not scroll under the finger"


def test_the_answer_changes_while_the_pen_moves(page: Page) -> None:
    box = page.locator(CANVAS).bounding_box()
    page.mouse.move(box["x"] + 120, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 280, box["y"] + 100, steps=5)
    assert wait_for_answer(page)["label"] != "7"
    page.mouse.move(box["x"] + 164, box["y"] + 332, steps=5)
    assert wait_for_answer(page)["label"] == "7"
    expect(page.locator("#sketchpad")).to_have_attribute("data-pen", "down")


def test_at_most_one_question_is_under_way(served: Page) -> None:
    page = served
    under_way: set[Request] = set()
    most = 0

    def starts(request: Request) -> None:
        nonlocal most
        if "/ask/sketchpad/read" in request.url:
            under_way.add(request)
            most = max(most, len(under_way))

    page.on("request", starts)
    page.on("requestfinished", lambda request: under_way.discard(request))
    draw(page, steps=15)
    wait_for_answer(page)
    assert most == 1


@pytest.fixture
def timeless(browser: Browser, app_url: str) -> Iterator[Page]:
    """The app in a window whose clock stands still; `page.clock.run_for` lets time pass there."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.route(NETWORKS, lambda route: route.abort())  # only the server is busy
    open_page(page, app_url)
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    yield page
    context.close()


def test_a_busy_server_is_asked_less_along_a_stroke_and_at_once_after_it(timeless: Page) -> None:
    page = timeless
    asked: list[Route] = []
    page.route(QUESTION, lambda route: asked.append(route))
    box = page.locator(CANVAS).bounding_box()

    def move(x: float) -> None:
        page.mouse.move(box["x"] + x, box["y"] + 100)
        page.clock.run_for(20)  # what moved is drawn in the next frame

    def answer(question: Route) -> None:
        revision = question.request.post_data_json["revision"]
        question.continue_()
        page.wait_for_selector(f"#reading [data-answer='{revision}']")

    move(80)
    with page.expect_request(QUESTION):
        page.mouse.down()
        move(90)
    page.clock.run_for(1000)
    move(100)
    assert len(asked) == 1, "no second question before the first is answered"
    answer(asked[0])
    page.clock.run_for(600)
    move(110)
    assert len(asked) == 1, "it rests about as long as the answer took"
    with page.expect_request(QUESTION):
        page.clock.run_for(600)
    page.clock.run_for(1000)
    answer(asked[1])
    move(120)
    assert len(asked) == 2
    with page.expect_request(QUESTION):  # the finished stroke is asked about at once
        page.mouse.up()


def test_a_tap_makes_a_dot(page: Page) -> None:
    page.click(CANVAS)
    wait_for_answer(page)
    assert ink(page) > 0
    assert max(network_input(page)) > 0


def test_the_eraser_takes_ink_away(page: Page) -> None:
    draw(page)
    before = ink(page)
    page.click("#sketchpad-eraser")
    expect(page.locator("#sketchpad-eraser")).to_have_attribute("aria-pressed", "true")
    draw(page, [(0.2, 0.24), (0.8, 0.24)])
    wait_for_answer(page)
    assert 0 < ink(page) < before
    page.locator("#sketchpad-width").fill("20")
    draw(page, SEVEN)
    draw(page, SEVEN)
    assert wait_for_answer(page)["state"] == "empty"
    assert ink(page) == 0


def test_clear_undo_and_redo(page: Page) -> None:
    expect(page.locator("#sketchpad-undo")).to_be_disabled()
    draw(page)
    assert wait_for_answer(page)["label"] == "7"
    page.click("#sketchpad-clear")
    assert wait_for_answer(page)["state"] == "empty"
    expect(page.locator("#reading .sentence")).to_have_text("Draw a digit")
    assert not any(network_input(page))
    page.click("#sketchpad-undo")
    assert wait_for_answer(page)["label"] == "7"
    page.click("#sketchpad-undo")
    assert wait_for_answer(page)["state"] == "empty"
    assert ink(page) == 0
    page.click("#sketchpad-redo")
    assert wait_for_answer(page)["label"] == "7"
    draw(page, [(0.3, 0.5), (0.6, 0.5)])
    expect(page.locator("#sketchpad-redo")).to_be_disabled()
    draw(page, [(0.1, 0.1), (0.2, 0.1)])
    assert wait_for_answer(page)["state"] != "empty", "the pad still draws after clear and undo"


def test_the_keyboard_does_what_the_buttons_do(page: Page) -> None:
    draw(page)
    wait_for_answer(page)
    page.focus(CANVAS)
    page.keyboard.press("z")
    assert wait_for_answer(page)["state"] == "empty"
    page.keyboard.press("Shift+Z")
    assert wait_for_answer(page)["label"] == "7"
    page.keyboard.press("c")
    assert wait_for_answer(page)["state"] == "empty"
    page.keyboard.press("e")
    expect(page.locator("#sketchpad-eraser")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("]")
    expect(page.locator("#sketchpad-width")).to_have_value("9")
    page.keyboard.press("[")
    expect(page.locator("#sketchpad-width")).to_have_value("8")


def test_the_pen_is_eight_percent_wide_unless_the_slider_says_otherwise(page: Page) -> None:
    def width() -> float:
        draw(page, [(0.3, 0.5), (0.7, 0.5)])
        return page.locator(CANVAS).evaluate(
            """canvas => canvas.getContext("2d")
              .getImageData(canvas.width / 2, 0, 1, canvas.height).data
              .filter((level, i) => i % 4 === 0 && level < 128).length / canvas.height"""
        )

    assert width() == pytest.approx(0.08, abs=0.005)
    page.locator("#sketchpad-width").fill("16")
    assert width() == pytest.approx(0.16, abs=0.005)


def test_a_second_finger_is_ignored(phone: Page) -> None:
    touch(phone, [(0.2, 0.5), (0.8, 0.5)])
    alone = ink(phone)
    phone.tap("#sketchpad-clear")
    touch(phone, [(0.2, 0.5), (0.8, 0.5)], [(0.2, 0.9), (0.8, 0.9)])
    assert ink(phone) == pytest.approx(alone, rel=0.02)


def test_a_pen_draws_and_the_palm_beside_it_does_not(phone: Page) -> None:
    box = phone.locator(CANVAS).bounding_box()
    pen = phone.context.new_cdp_session(phone)
    for kind, x in (("mousePressed", 100), ("mouseMoved", 200), ("mouseReleased", 200)):
        event = {"type": kind, "x": box["x"] + x, "y": box["y"] + 100, "pointerType": "pen"}
        pen.send("Input.dispatchMouseEvent", event | {"button": "left", "buttons": 1})
    drawn = ink(phone)
    assert drawn > 0
    touch(phone, [(0.5, 0.9), (0.6, 0.9)])
    assert ink(phone) == drawn


def test_a_lost_server_is_told_and_the_drawing_survives(served: Page) -> None:
    page = served
    draw(page)
    wait_for_answer(page)
    page.route("**/ask/**", lambda route: route.abort())
    draw(page, [(0.35, 0.5), (0.65, 0.5)])
    page.wait_for_selector("#reading [data-state=error]")
    sentence = page.locator("#reading .sentence").inner_text()
    assert re.fullmatch(r"[^.]*out of reach[^.]*\.", sentence)
    expect(page.locator("#probabilities .best")).to_have_count(0)
    assert not any(network_input(page)), "nothing of the old answer stays"
    expect(page.locator("#reading [data-keep=reading]")).to_be_disabled()
    drawn = ink(page)
    draw(page, [(0.1, 0.9), (0.2, 0.9)])
    assert ink(page) > drawn, "the pad still draws"
    drawn = ink(page)
    page.unroute("**/ask/**")
    page.wait_for_selector("#reading [data-state=digit]")
    assert ink(page) == drawn


def test_a_page_that_is_closed_in_mid_stroke_disturbs_nobody(
    visit: Callable[[], Page], page: Page, app_url: str
) -> None:
    before = page.request.get(f"{app_url}/health").json()["counts"]
    for _ in range(2):
        pad = visit()
        box = pad.locator(CANVAS).bounding_box()
        pad.mouse.move(box["x"] + 80, box["y"] + 80)
        pad.mouse.down()
        for step in range(10):
            pad.mouse.move(box["x"] + 80 + 15 * step, box["y"] + 80)
        pad.wait_for_function("document.querySelector('#sketchpad').dataset.revision > 3")
        pad.close()
    draw(page)
    assert wait_for_answer(page)["label"] == "7"
    after = page.request.get(f"{app_url}/health").json()["counts"]
    assert after["questions"] > before["questions"] + 2
    assert after["failed"] == before["failed"]


def test_a_new_visit_starts_with_white_paper(page: Page, app_url: str) -> None:
    draw(page)
    wait_for_answer(page)
    open_page(page, app_url)
    assert ink(page) == 0
    assert reading(page)["state"] == "empty"


def test_other_tabs_leave_the_drawing_alone(page: Page) -> None:
    draw(page)
    answer = wait_for_answer(page)
    drawn = ink(page)
    for tab in ("Validation", "About", "Draw"):
        page.get_by_role("tab", name=tab).click()
        # the accuracy is computed first, which takes seconds, and longer on a busy machine
        expect(page.locator(TABS[tab])).to_be_visible(timeout=240_000)
    # the canvas is painted again when it has its size, which takes long on a busy machine
    wait_until(lambda: (ink(page), reading(page)) == (drawn, answer))
    draw(page, [(0.1, 0.9), (0.2, 0.9)])
    wait_for_answer(page)
    assert ink(page) > drawn
