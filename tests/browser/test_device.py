"""Answers in the browser: the same as the server's, and without it."""

import re
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import NETWORKS
from tests.browser.test_draw import network_input
from tests.browser.test_train import open_tab as open_train_tab
from tests.browser.test_train import train, use
from tests.tools.on_device import as_ink, differences, drawings, read_on_device
from tests.tools.pictures import validation
from tests.tools.running import SEVEN, draw, reading, wait_for_answer
from tests.tools.waiting import wait_until
from ui.shipped import FIRST_DATASET, shipped

VIEW = "#reading .view"
APART = [(0.1, 0.9), (0.2, 0.9)]
LYING_SEVEN = [(0.24, 0.72), (0.24, 0.28), (0.82, 0.57)]
SEED = 1


@pytest.fixture
def ready(page: Page) -> Page:
    """A page whose networks have arrived."""
    return wait_for_device(page)


def wait_for_device(page: Page) -> Page:
    """Draw until an answer comes from the device, and clear the pad."""

    def answers() -> bool:
        draw(page)
        wait_for_answer(page)
        place = page.locator(VIEW).get_attribute("data-from")
        page.click("#sketchpad-clear")
        wait_for_answer(page)
        return place == "device"

    wait_until(answers)
    return page


@pytest.fixture
def asked(ready: Page) -> Iterator[list[Request]]:
    """The questions about drawings from now on."""
    found: list[Request] = []

    def note(request: Request) -> None:
        if "/ask/sketchpad/read" in request.url:
            found.append(request)

    ready.on("request", note)
    yield found
    ready.remove_listener("request", note)


@pytest.mark.parametrize("kind", ["test images", "drawings"])
def test_it_reads_as_the_server_does(ready: Page, kind: str) -> None:
    """`python -m tests.benchmarks.device agreement` compares 12,000."""
    random = np.random.default_rng(SEED)
    images = validation()[0][random.choice(10_000, 150, replace=False)]
    inks = [as_ink(image, random) for image in images]
    if kind == "drawings":
        inks = drawings(150, SEED)
    found = list(read_on_device(ready, inks))
    predictor = shipped(FIRST_DATASET)
    differing = [differences(predictor, *both) for both in zip(inks, found, strict=True)]
    assert [one for one in differing if one] == []
    assert sum(one["kind"] == "digit" for one in found) > 75


def test_a_digit_is_read_without_a_question(ready: Page, asked: list[Request]) -> None:
    draw(ready)
    assert wait_for_answer(ready)["label"] == "7"
    assert reading(ready)["from"] == "device"
    expect(ready.locator("#reading .from")).to_have_attribute("title", "Read on this device")
    expect(ready.locator("#second-opinion")).to_contain_text("The convolutional network agrees")
    assert asked == []


def test_the_page_shows_the_same_from_both(ready: Page, visit: Callable[[], Page]) -> None:
    other = visit()
    other.route(NETWORKS, lambda route: route.abort())
    other.reload()
    other.wait_for_selector("body[data-dataset]")
    for points in (SEVEN, [(0.2, 0.5), (0.8, 0.5)], [(0.5, 0.48), (0.5, 0.53)], LYING_SEVEN):
        for page in (ready, other):
            if page.locator("#sketchpad-clear:enabled").count():
                page.click("#sketchpad-clear")
            draw(page, points)
            wait_for_answer(page)
        assert reading(other)["from"] == "server"
        wait_until(lambda: shown(ready) == shown(other))


def shown(page: Page) -> dict[str, object]:
    """What the reading shows, except where it was read."""
    data = {name: value for name, value in reading(page).items() if name not in ("from", "answer")}
    texts = (".sentence", ".guess", ".confidence", ".glyph", "#second-opinion", "#probabilities")
    view = page.locator(VIEW)
    return {
        "data": data,
        "input": network_input(page),
        "turn": page.locator("#reading .turn").is_visible(),
        **{name: view.locator(name).inner_text() for name in texts},
    }


def test_several_parts_are_read_by_the_server(ready: Page, asked: list[Request]) -> None:
    draw(ready)
    wait_for_answer(ready)
    draw(ready, APART)
    wait_for_answer(ready)
    assert reading(ready)["from"] == "server"
    expect(ready.locator("#reading .from")).to_have_attribute("title", "Read by the server")
    assert asked
    ready.click("#sketchpad-undo")
    wait_for_answer(ready)
    assert (reading(ready)["from"], reading(ready)["label"]) == ("device", "7")


def test_blank_paper_needs_no_server(ready: Page, asked: list[Request]) -> None:
    draw(ready)
    wait_for_answer(ready)
    ready.click("#sketchpad-clear")
    assert wait_for_answer(ready)["state"] == "empty"
    expect(ready.locator("#reading .sentence")).to_have_text("Draw a digit")
    assert asked == []


def test_a_turn_is_offered_when_the_pen_is_lifted(ready: Page) -> None:
    draw(ready, LYING_SEVEN)
    expect(ready.locator("#reading .turn")).to_be_visible()
    expect(ready.locator("#reading .sentence")).to_have_text(
        "It lies on its side; turned, it reads 7"
    )
    ready.click("#reading .turn")
    expect(ready.locator(VIEW)).to_have_attribute("data-label", "7")


def test_the_steps_are_drawn_on_the_device(ready: Page, asked: list[Request]) -> None:
    ready.click("#inside summary")
    draw(ready)
    wait_for_answer(ready)
    expect(ready.locator("#inside .steps li")).to_have_count(6)
    sources = ready.locator("#inside .steps img").evaluate_all(
        "(images) => images.map((image) => [image.src.slice(0, 22), image.naturalWidth])"
    )
    assert {start for start, _ in sources} == {"data:image/png;base64,"}
    assert sources[-1][1] == 28
    assert asked == []


def test_a_network_of_ones_own_is_read_on_the_device(ready: Page, asked: list[Request]) -> None:
    open_train_tab(ready)
    train(ready, hidden="32", epochs=2)
    use(ready, 1)
    ready.get_by_role("tab", name="Draw").click()
    asked.clear()

    def answers() -> bool:
        draw(ready)
        wait_for_answer(ready)
        place, label = reading(ready)["from"], reading(ready)["label"]
        own = ready.locator("#probabilities").inner_text()
        ready.click("#sketchpad-clear")
        wait_for_answer(ready)
        return place == "device" and label == "7" and ">99.9" not in own

    wait_until(answers)
    asked.clear()
    draw(ready)
    assert (wait_for_answer(ready)["from"], asked) == ("device", [])


def test_a_correction_is_read_on_the_device(ready: Page) -> None:
    draw(ready)
    wait_for_answer(ready)
    ready.click("#correct")
    ready.locator("#corrections .choices button", has_text="1").click()
    expect(ready.locator(VIEW)).to_have_attribute("data-label", "1")

    def answers() -> bool:
        ready.click("#sketchpad-undo")
        wait_for_answer(ready)
        ready.click("#sketchpad-redo")
        wait_for_answer(ready)
        return (reading(ready)["from"], reading(ready)["label"]) == ("device", "1")

    wait_until(answers)


def test_a_lost_server_still_leaves_single_digits(ready: Page) -> None:
    ready.route("**/ask/**", lambda route: route.abort())
    ready.route("**/visitor", lambda route: route.abort())
    draw(ready)
    assert wait_for_answer(ready)["label"] == "7"
    draw(ready, APART)
    expect(ready.locator("#reading .sentence")).to_have_text(
        re.compile("^Only the server can read this drawing, and it is busy or out of reach")
    )
    expect(ready.locator("#draw-reader .away")).to_have_text(
        "The server is out of reach; digits in one piece are still read here."
    )
    ready.click("#sketchpad-undo")
    assert wait_for_answer(ready)["label"] == "7"
    ready.click("#inside summary")
    expect(ready.locator("#inside h2.asked")).to_contain_text("Only the server can explain it")
    expect(ready.locator("#inside .steps li")).to_have_count(6)
    ready.unroute("**/ask/**")
    ready.unroute("**/visitor")
    expect(ready.locator("#inside h2.asked")).to_have_text("Why 7?")
    draw(ready, APART)
    expect(ready.locator(VIEW)).to_have_attribute("data-from", "server")
    expect(ready.locator("#draw-reader .away")).to_be_hidden()


def test_a_page_without_the_networks_is_read_by_the_server(served: Page) -> None:
    draw(served)
    assert wait_for_answer(served)["label"] == "7"
    assert reading(served)["from"] == "server"


def test_another_data_set_is_read_by_the_server_and_digits_again_on_the_device(
    ready: Page,
) -> None:
    ready.get_by_role("radio", name="Garments", exact=True).click()
    expect(ready.locator("body")).to_have_attribute("data-dataset", "fashion-mnist")
    draw(ready)
    wait_for_answer(ready)
    assert reading(ready)["from"] == "server"
    ready.click("#sketchpad-clear")
    ready.get_by_role("radio", name="Digits", exact=True).click()
    expect(ready.locator("body")).to_have_attribute("data-dataset", "mnist")
    wait_for_device(ready)
