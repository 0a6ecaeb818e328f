"""The view under the answer: the way of the picture, why, and the network at work."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_number_view import ONE, page_of, placed
from tests.tools.pictures import encoded, tall_seven
from tests.tools.running import draw, touch, upload, wait_for_answer

EXPLAINED = "#inside details[data-target='{}']"


def opened(page: Page) -> Page:
    """A 7 on the pad and the view open."""
    draw(page)
    wait_for_answer(page)
    page.click("#inside summary")
    page.wait_for_selector(EXPLAINED.format(7))
    return page


def painted(page: Page, canvas: str) -> int:
    """How many different colours a canvas shows."""
    return page.locator(canvas).first.evaluate(
        """canvas => new Set(new Uint32Array(canvas.getContext("2d")
          .getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size"""
    )


def test_it_is_closed_at_first_and_asks_nothing(page: Page) -> None:
    asked = []
    page.on("request", lambda request: asked.append(request.post_data or ""))
    draw(page)
    wait_for_answer(page)
    draw(page, [(0.35, 0.5), (0.65, 0.5)])
    wait_for_answer(page)
    assert page.locator("#inside details").get_attribute("open") is None
    assert not any('"wanted"' in body for body in asked)


def test_the_way_of_the_picture_in_six_steps(page: Page) -> None:
    opened(page)
    expect(page.locator("#inside .steps li")).to_have_count(6)
    names = page.locator("#inside .steps b").all_inner_texts()
    assert [name.split(". ")[1] for name in names] == [
        "Picture", "Ink", "Candidates", "Digit", "20 × 20", "28 × 28",
    ]  # fmt: skip
    sizes = page.locator("#inside .steps img").evaluate_all(
        "images => images.map(image => [image.naturalWidth, image.naturalHeight])"
    )
    assert sizes[4:] == [[20, 20], [28, 28]]
    assert all(width > 20 for width, _ in sizes[:4])


def test_the_network_shows_its_layers_logits_and_paths(page: Page) -> None:
    opened(page)
    expect(page.locator("#inside .layers canvas")).to_have_count(4)
    for index in range(4):
        assert painted(page, f"#inside .layers li:nth-child({index + 1}) canvas") > 5
    expect(page.locator("#inside .logits ol li")).to_have_count(10)
    logits = [float(text) for text in page.locator("#inside .logits .value").all_inner_texts()]
    assert logits.index(max(logits)) == 7
    assert page.locator("#inside .paths path").count() > 10


def test_the_convolutional_network_shows_kernels_and_maps(page: Page) -> None:
    opened(page)
    assert painted(page, "#inside .kernels") > 50
    assert painted(page, "#inside .maps") > 30


def test_damage_is_live_and_a_curve_shows_where_the_answer_turns(page: Page) -> None:
    asked = []
    page.on("request", lambda request: asked.append(request.post_data or ""))
    opened(page)
    said = page.locator("#inside .damage .said li")
    expect(said).to_have_text([re.compile("MLP reads 7"), re.compile("CNN reads 7")])
    expect(page.locator("#inside .sweep polyline")).to_have_count(2)
    slider = page.get_by_role("slider", name="Turn")
    sweeps = len([body for body in asked if '"kind"' in body])
    slider.fill("180")
    expect(said.first).not_to_contain_text("reads 7")
    slider.fill("12")
    expect(said.first).to_contain_text("reads 7")
    assert len([body for body in asked if '"kind"' in body]) == sweeps, "its way is known"
    turns = page.locator("#inside .turns li").first.locator("span")
    assert "7" in turns.all_inner_texts()
    assert turns.count() > 1
    page.get_by_role("slider", name="Move to the right").fill("7.5")
    page.wait_for_selector("#inside .sweep[data-kind=shift]")
    page.get_by_role("button", name="Undo all damage").click()
    expect(said.first).to_contain_text("reads 7")
    expect(slider).to_have_value("0")


def test_the_smallest_change_is_drawn_and_read_again(page: Page) -> None:
    opened(page)
    page.get_by_role("button", name="What would make it a 9?").click()
    page.wait_for_selector("#inside .change[data-name='9']")
    expect(page.locator("#inside .amount")).to_contain_text("of full ink added")
    expect(page.locator("#inside .checks li").first).to_contain_text("MLP: reads 9")
    for canvas in (".changed-input", ".seen-change", ".drawn-change"):
        assert painted(page, f"#inside {canvas}") > 10
    page.locator("#sketchpad canvas").scroll_into_view_if_needed()
    draw(page, [(0.35, 0.5), (0.65, 0.5)])
    wait_for_answer(page)
    expect(page.locator("#inside .change .changed")).to_be_hidden()


def test_it_stays_live_while_drawing(page: Page) -> None:
    opened(page)
    before = page.locator("#inside details").get_attribute("data-question")
    draw(page, [(0.3, 0.52), (0.7, 0.52)], steps=20)
    wait_for_answer(page)
    page.wait_for_function(
        f"document.querySelector('#inside details').dataset.question > {before} + 1"
    )
    expect(page.locator("#inside details")).to_have_attribute("open", "")


def test_why_not_another_digit_is_asked_by_bar_chip_and_key(page: Page) -> None:
    opened(page)
    expect(page.locator("#inside h2.asked")).to_have_text("Why 7?")
    assert painted(page, "#inside .seen-evidence") > 20
    of_seven = page.locator("#inside .drawn-evidence").evaluate("canvas => canvas.toDataURL()")
    page.locator("#probabilities li[data-class='2'] button").click()
    page.wait_for_selector(EXPLAINED.format(2))
    expect(page.locator("#inside h2.asked")).to_have_text("Why not 2?")
    of_two = page.locator("#inside .drawn-evidence").evaluate("canvas => canvas.toDataURL()")
    assert of_two != of_seven
    page.get_by_role("button", name="Why not 9?").click()
    page.wait_for_selector(EXPLAINED.format(9))
    page.focus("#sketchpad canvas")
    page.keyboard.press("3")
    page.wait_for_selector(EXPLAINED.format(3))


def test_a_unit_shows_its_weights_and_votes(page: Page) -> None:
    opened(page)
    layer = page.locator("#inside .layers canvas").nth(1)
    layer.scroll_into_view_if_needed()
    layer.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.locator("#inside .unit-name")).to_contain_text("Layer 1, unit 96")
    assert painted(page, "#inside .weights") > 20
    layer.hover(position={"x": 80, "y": 80})
    page.wait_for_function(
        "!document.querySelector('#inside .unit-name').textContent.includes('unit 96')"
    )


def test_moving_within_a_unit_keeps_nobody_waiting(page: Page) -> None:
    opened(page)
    page.evaluate(NEVER_LATER)
    layer = page.locator("#inside .layers canvas").nth(1)
    layer.scroll_into_view_if_needed()
    nothing = page.locator("#inside .unit-name").inner_text()
    for x in (40.0, 40.5, 41.0):
        layer.hover(position={"x": x, "y": 40})
        expect(page.locator("#inside .unit-name")).not_to_have_text(nothing)
    first = page.locator("#inside .unit-name").inner_text()
    layer.hover(position={"x": 90, "y": 90})
    page.wait_for_function(
        "first => document.querySelector('#inside .unit-name').textContent !== first",
        arg=first,
    )
    page.click("#reading [data-class='1'] button")
    page.wait_for_selector(EXPLAINED.format(1))


# Without the clock that ends the waiting for an answer that never comes.
NEVER_LATER = """() => {
  const soon = window.setTimeout;
  window.setTimeout = (call, pause, ...rest) => pause < 3000 && soon(call, pause, ...rest);
}"""


def test_each_digit_of_a_number_is_explained(page: Page) -> None:
    upload(page, "number.png", page_of("47"))
    page.wait_for_selector("#reading [data-state=number]")
    page.click("#inside summary")
    page.wait_for_selector(EXPLAINED.format(4))
    page.locator("#reading .found button").nth(1).click()
    page.wait_for_selector(EXPLAINED.format(7))
    expect(page.locator("#inside .steps li")).to_have_count(6)


def test_it_works_on_a_phone(phone: Page) -> None:
    touch(phone, [(0.28, 0.24), (0.72, 0.24), (0.43, 0.82)])
    wait_for_answer(phone)
    phone.locator("#inside summary").tap()
    phone.wait_for_selector(EXPLAINED.format(7))
    assert phone.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    phone.locator("#inside .layers canvas").nth(1).tap(position={"x": 40, "y": 40})
    expect(phone.locator("#inside .unit-name")).to_contain_text("Layer 1, unit")


def test_no_path_strikes_through_a_name(phone: Page) -> None:
    touch(phone, [(0.28, 0.24), (0.72, 0.24), (0.43, 0.82)])
    wait_for_answer(phone)
    phone.locator("#inside summary").tap()
    phone.wait_for_selector(EXPLAINED.format(7))
    assert phone.locator("#inside .paths path").count() > 10
    assert phone.evaluate(STRUCK) == []


# What lies uppermost along the middle of every name, were the paths to be pressed, too.
STRUCK = """() => {
  for (const path of document.querySelectorAll("#inside .paths path"))
    path.style.pointerEvents = "stroke";
  const names = document.querySelectorAll("#inside .digitpad-caption, #inside .logits span");
  return [...names].filter((name) => name.textContent).filter((name) => {
    name.scrollIntoView({ block: "center" });
    const { left, top, width, height } = name.getBoundingClientRect();
    return Array.from({ length: 40 }, (_, i) => left + (width * (i + 0.5)) / 40).some(
      (x) => document.elementFromPoint(x, top + height / 2)?.tagName === "path");
  }).map((name) => name.textContent);
}"""


def test_the_unit_has_no_box_before_it_is_chosen(page: Page) -> None:
    opened(page)
    expect(page.locator("#inside .weights")).to_be_hidden()
    layer = page.locator("#inside .layers canvas").nth(1)
    layer.scroll_into_view_if_needed()
    layer.hover(position={"x": 40, "y": 40})
    expect(page.locator("#inside .weights")).to_be_visible()


def saved(page: Page, what: str) -> bytes:
    """The content of a file that a button saves."""
    with page.expect_download() as download:
        page.click(f"#reading [data-keep={what}]")
    return download.value.path().read_bytes()


def test_drawing_input_and_reading_can_be_saved(page: Page) -> None:
    expect(page.locator("#reading [data-keep=drawing]")).to_be_disabled()
    draw(page, placed([(0.28, 0.24), (0.72, 0.24), (0.43, 0.82)], 0, 0.5))
    draw(page, placed(ONE, 0.5, 0.5))
    wait_for_answer(page)
    for what in ("drawing", "input"):
        assert saved(page, what).startswith(b"\x89PNG")
    reading = json.loads(saved(page, "reading"))
    assert reading["text"] == "71"
    assert [digit["label"] for digit in reading["digits"]] == ["7", "1"]
    assert sum(reading["digits"][0]["probabilities"].values()) == pytest.approx(1, abs=1e-3)
    assert len(reading["digits"][1]["box"]) == 4
    upload(page, "seven.png", encoded(tall_seven(), "PNG"))
    page.wait_for_selector("#reading [data-source=picture]")
    expect(page.locator("#reading [data-keep=drawing]")).to_be_disabled()
