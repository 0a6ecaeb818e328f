"""Several digits: boxes around each, a view that holds still under the pen, a wider pad."""

import io
import re

import cv2
import numpy as np
from PIL import Image
from playwright.sync_api import Page, expect

from tests.tools.pictures import enlarged, validation
from tests.tools.running import SEVEN, between, draw, reading, touch, upload, wait_for_answer

ONE = [(0.5, 0.2), (0.5, 0.8)]
BOXES = "#reading .found button"


def placed(points: list, left: float, width: float) -> list:
    """Points squeezed into a column of the pad."""
    return [(left + x * width, y) for x, y in points]


def page_of(digits: str) -> bytes:
    """Real handwritten digits of the validation set side by side, dark on light, as a PNG."""
    images, labels = validation()
    chosen = [images[labels == int(digit)][3] for digit in digits]
    row = np.hstack([enlarged(image, 6) for image in chosen])
    paper = 225 - (cv2.copyMakeBorder(row, 60, 60, 60, 60, cv2.BORDER_CONSTANT) * 0.8)
    file = io.BytesIO()
    Image.fromarray(paper.astype(np.uint8)).save(file, "PNG")
    return file.getvalue()


def inked_columns(page: Page) -> tuple[float, float]:
    """The first and the last column of the pad with ink, as shares of its width."""
    return page.locator("#sketchpad canvas").evaluate(
        """canvas => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const dark = [...Array(canvas.width * canvas.height).keys()]
            .filter((i) => data[4 * i] < 128).map((i) => i % canvas.width);
          return [dark.reduce((a, b) => Math.min(a, b)), dark.reduce((a, b) => Math.max(a, b))]
            .map((column) => column / canvas.width);
        }"""
    )


def strokes(page: Page) -> list[float]:
    """Where the ink lies, to a hundredth: the same for the same strokes."""
    return [round(column, 2) for column in inked_columns(page)]


def test_two_digits_on_the_pad_are_a_number(page: Page) -> None:
    draw(page, placed(SEVEN, 0, 0.5))
    assert wait_for_answer(page)["state"] == "digit"
    draw(page, placed(ONE, 0.5, 0.5))
    answer = wait_for_answer(page)
    assert (answer["state"], answer["label"]) == ("number", "71")
    expect(page.locator(BOXES)).to_have_count(2)
    page.click("#sketchpad-undo")
    assert wait_for_answer(page)["state"] == "digit"
    expect(page.locator(BOXES).first).to_be_hidden()


def test_each_box_opens_its_own_bars_and_its_own_input(page: Page) -> None:
    upload(page, "number.png", page_of("2026"))
    page.wait_for_selector("#reading [data-state=number]")
    assert reading(page)["label"] == "2026"
    inputs = set()
    for index, digit in enumerate("2026"):
        page.locator(BOXES).nth(index).click()
        expect(page.locator("#probabilities .best")).to_have_attribute("data-class", digit)
        expect(page.locator(BOXES).nth(index)).to_have_attribute("aria-pressed", "true")
        inputs.add(page.locator("#model-input").evaluate("canvas => canvas.toDataURL()"))
    assert len(inputs) == 3  # the two 2s are drawn alike
    page.keyboard.press("ArrowLeft")
    expect(page.locator(BOXES).nth(2)).to_be_focused()
    expect(page.locator("#probabilities .best")).to_have_attribute("data-class", "2")
    assert "2, " in page.locator(BOXES).nth(2).get_attribute("aria-label")


def test_boxes_lie_around_their_digits(page: Page) -> None:
    upload(page, "number.png", page_of("47"))
    page.wait_for_selector("#reading [data-state=number]")
    shown = page.locator("#reading .page").bounding_box()
    first, second = (box.bounding_box() for box in page.locator(BOXES).all())
    assert first["x"] + first["width"] < second["x"]
    for box in (first, second):
        assert shown["x"] <= box["x"]
        assert box["x"] + box["width"] <= shown["x"] + shown["width"]
        assert box["height"] > 0.5 * shown["height"], "only the part with the digits is shown"


def covered(page: Page) -> list[str]:
    """Tags that lie over another tag, or over another digit's box."""
    return page.locator(BOXES).evaluate_all(
        """buttons => {
          const shown = buttons.filter(({ firstChild }) => firstChild.checkVisibility());
          const tags = shown.map(({ firstChild }) => firstChild.getBoundingClientRect());
          const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
          return shown.length < 2 ? [] : shown.filter((button, i) =>
            tags.some((tag, j) => i !== j && over(tag, tags[i])) ||
            buttons.some((other) => other !== button &&
              over(other.getBoundingClientRect(), tags[i]))).map((button) => button.ariaLabel);
        }"""
    )


def test_tags_cover_nothing_and_the_picture_can_be_enlarged(phone: Page) -> None:
    for digits in ("2026", "31415926535"):
        upload(phone, "number.png", page_of(digits))
        phone.wait_for_selector(f"#reading [data-label='{digits}']")
        assert covered(phone) == []
        shares = phone.locator(f"{BOXES}:not([aria-pressed=true]) i").all_inner_texts()
        assert not any(shares), "the percentage stands on the chosen one only"
    small = phone.locator(BOXES).nth(1).bounding_box()
    phone.tap("#reading .enlarge")
    expect(phone.locator("#reading .enlarged")).to_be_visible()
    large = phone.locator(BOXES).nth(1).bounding_box()
    assert large["height"] > 1.5 * small["height"]
    assert covered(phone) == []
    last = phone.locator(BOXES).last
    last.tap()
    expect(last).to_have_attribute("aria-pressed", "true")
    expect(phone.locator("#reading .chosen")).to_have_text(re.compile("^5, .* 11 of 11$"))
    phone.tap("#reading .leave")
    expect(phone.locator("#reading .enlarged")).to_be_hidden()
    expect(last).to_have_attribute("aria-pressed", "true")
    expect(phone.locator("#probabilities .best")).to_have_attribute("data-class", "5")


def test_the_view_holds_still_while_the_pen_is_down(page: Page) -> None:
    draw(page, placed(SEVEN, 0, 0.5))
    wait_for_answer(page)
    page.evaluate(
        """() => {
          window.views = [];
          const view = document.querySelector("#reading .view");
          new MutationObserver(() => window.views.push(
            [view.dataset.view, document.querySelector("#sketchpad").dataset.pen]
          )).observe(view, { attributes: true, attributeFilter: ["data-answer"] });
        }"""
    )
    box = page.locator("#sketchpad canvas").bounding_box()

    def move(x: float, y: float) -> None:
        page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])

    move(*placed(ONE, 0.5, 0.5)[0])
    page.mouse.down()
    for step in range(20):
        move(*between(*placed(ONE, 0.5, 0.5), (step + 1) / 20))
    wait_for_answer(page)
    assert {view for view, _ in page.evaluate("window.views")} == {"digit"}
    page.mouse.up()
    assert wait_for_answer(page)["view"] == "number"
    page.evaluate("window.views = []")
    page.click("#sketchpad-eraser")
    page.locator("#sketchpad-width").fill("20")
    erased = placed([(0.5, 0.15), (0.5, 0.85)], 0.5, 0.5)
    move(*erased[0])
    page.mouse.down()
    for step in range(20):
        move(*between(*erased, (step + 1) / 20))
    wait_for_answer(page)
    assert {view for view, _ in page.evaluate("window.views")} == {"number"}
    page.mouse.up()
    assert wait_for_answer(page)["view"] == "digit"


def test_the_bars_stay_on_a_laptop_without_scrolling(page: Page) -> None:
    before = page.locator("#reading").bounding_box()
    draw(page, placed(SEVEN, 0, 0.5))
    draw(page, placed(ONE, 0.5, 0.5))
    assert wait_for_answer(page)["state"] == "number"
    assert page.locator("#reading").bounding_box() == before, "the card stays as tall"


def wait_for_shape(page: Page, aspect: int) -> None:
    """Wait until the pad is so many times as wide as it is high."""
    page.wait_for_function(
        """aspect => {
          const { clientWidth, clientHeight } = document.querySelector("#sketchpad canvas");
          return Math.abs(clientWidth - aspect * clientHeight) <= 2;
        }""",
        arg=aspect,
    )


def test_the_pad_widens_for_numbers_and_back(page: Page) -> None:
    draw(page)
    wait_for_answer(page)
    page.click("#sketchpad-wide")
    wait_for_shape(page, 2)
    assert wait_for_answer(page)["label"] == "7", "what was drawn is still there"
    draw(page, placed(ONE, 0.6, 0.4))
    assert wait_for_answer(page)["label"] == "71"
    drawn = strokes(page)
    page.click("#sketchpad-wide")
    wait_for_shape(page, 1)
    assert wait_for_answer(page)["label"] == "71", "nothing is cut"
    expect(page.locator("#sketchpad .note")).to_contain_text("Made smaller to fit")
    page.focus("#sketchpad canvas")
    page.keyboard.press("w")
    assert wait_for_answer(page)["label"] == "71"
    assert strokes(page) == drawn, "it has its size back"


def test_garments_take_nothing_from_a_number_on_wide_paper(page: Page) -> None:
    page.click("#sketchpad-wide")
    wait_for_shape(page, 2)
    for left in (0.02, 0.35, 0.68):
        draw(page, placed(SEVEN, left, 0.3))
    assert wait_for_answer(page)["label"] == "777"
    drawn = strokes(page)
    page.get_by_role("radio", name="Garments").click()
    wait_for_shape(page, 1)
    left, right = inked_columns(page)
    assert left > 0.02
    assert right < 0.98, "all of it lies on the paper"
    page.get_by_role("radio", name="Digits").click()
    wait_for_shape(page, 2)
    page.wait_for_selector("#reading [data-label='777']")
    assert strokes(page) == drawn


def test_a_stroke_on_wide_paper_is_under_the_pen(page: Page) -> None:
    page.click("#sketchpad-wide")
    wait_for_shape(page, 2)
    draw(page, [(0.75, 0.5), (0.75, 0.55)])
    dark = page.locator("#sketchpad canvas").evaluate(
        """canvas => canvas.getContext("2d")
          .getImageData(0.75 * canvas.width, 0.52 * canvas.height, 1, 1).data[0]"""
    )
    assert dark < 128


def test_a_number_is_drawn_with_a_finger_on_wide_paper(phone: Page) -> None:
    phone.tap("#sketchpad-wide")
    wait_for_shape(phone, 2)
    for left in (0.02, 0.35, 0.68):
        touch(phone, placed(SEVEN, left, 0.3))
    assert wait_for_answer(phone)["label"] == "777"
    assert phone.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    phone.locator(BOXES).nth(1).tap()
    expect(phone.locator(BOXES).nth(1)).to_have_attribute("aria-pressed", "true")
