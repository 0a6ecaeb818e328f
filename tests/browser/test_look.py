"""How the page looks and holds still: sizes, colours, modes, and nothing from elsewhere."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Look
from tests.browser.test_accessibility import TABS
from tests.tools.pictures import encoded, tall_seven
from tests.tools.running import draw, open_page, touch, upload, wait_for_answer

PARTS = ("#sketchpad canvas", "#picture", "#examples", "#reading .answer", "#probabilities")
PARTS += ("#model-input", "#sketchpad-clear")


def boxes(page: Page) -> dict[str, dict[str, float]]:
    """Where every part of the Draw tab lies."""
    return {part: page.locator(part).bounding_box() for part in PARTS}


def overflow(page: Page) -> int:
    """How many pixels of the page lie beyond its right edge."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def test_pad_and_answer_fit_a_laptop_without_scrolling(page: Page) -> None:
    for part, box in boxes(page).items():
        assert box["y"] + box["height"] <= 800, part
        assert box["x"] + box["width"] <= 1280, part


def test_pad_and_answer_fit_a_phone_without_scrolling(phone: Page) -> None:
    touch(phone, [(0.3, 0.3), (0.7, 0.7)])
    wait_for_answer(phone)
    shown = boxes(phone)
    assert shown["#probabilities"]["y"] + shown["#probabilities"]["height"] <= 844
    assert shown["#reading .answer"]["y"] > shown["#sketchpad canvas"]["y"]
    assert shown["#picture"]["y"] > shown["#probabilities"]["y"], "the upload comes last"


def test_nothing_sticks_out_at_the_right(page: Page) -> None:
    for width in (320, 390, 600, 800, 1000, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert overflow(page) <= 0, width
        pad = page.locator("#sketchpad canvas").bounding_box()
        assert pad["width"] == pytest.approx(pad["height"], abs=1), "the pad is square"
        assert pad["x"] + pad["width"] <= width


def test_nothing_moves_whatever_is_shown(page: Page) -> None:
    still = boxes(page)
    draw(page)
    wait_for_answer(page)
    assert boxes(page) == still, "a digit"
    draw(page, [(0.1, 0.1), (0.9, 0.9), (0.1, 0.9), (0.9, 0.1)])
    wait_for_answer(page)
    assert boxes(page) == still, "a scribble"
    upload(page, "seven.png", encoded(tall_seven(), "PNG"))
    page.wait_for_selector("#reading [data-source=picture]")
    page.wait_for_selector("#picture img")
    assert boxes(page) == still, "a picture"
    page.click("#picture .remove")
    page.wait_for_selector("#reading [data-source=drawing]")
    upload(page, "bad.png", b"words")
    page.wait_for_selector("#reading [data-state=error]")
    assert boxes(page) == still, "an error"


def test_the_bars_keep_their_order_and_place(page: Page) -> None:
    tops = "rows => rows.map(row => [row.dataset.class, row.getBoundingClientRect().top])"
    before = page.locator("#probabilities li").evaluate_all(tops)
    draw(page)
    wait_for_answer(page)
    assert page.locator("#probabilities li").evaluate_all(tops) == before


def test_the_paper_is_white_and_the_ink_black_in_the_dark(look: Look) -> None:
    dark = look(1280, 800, color_scheme="dark")
    assert dark.evaluate("document.body.classList.contains('dark')")
    draw(dark, [(0.3, 0.5), (0.7, 0.5)])
    assert wait_for_answer(dark)["state"] != "empty"
    corner, middle = dark.locator("#sketchpad canvas").evaluate(
        """canvas => [[2, 2], [canvas.width / 2, canvas.height / 2]].map(([x, y]) =>
          [...canvas.getContext("2d").getImageData(x, y, 1, 1).data])"""
    )
    assert corner == [255, 255, 255, 255]
    assert middle == [0, 0, 0, 255]


TEXTS = (
    "#header h1",
    "#header p",
    "#reading .sentence",
    "#reading .confidence",
    "#probabilities .share >> nth=0",
    "#probabilities .best .share",
    "#reading .glyph",
    "#reading figcaption",
    "#examples p >> nth=0",
    "[role=tab][aria-selected=true]",
)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_texts_are_easy_to_read(look: Look, mode: str) -> None:
    page = look(1280, 800, color_scheme=mode)
    draw(page)
    wait_for_answer(page)
    assert hard_to_read(page, TEXTS) == []


# Where colours still fade into each other, they are looked at when they have done so.
COLOURS = """async element => {
  const fading = document.getAnimations().filter((one) => one instanceof CSSTransition);
  await Promise.allSettled(fading.map(({ finished }) => finished));
  let behind = element;
  while (/rgba\\(.*, 0\\)|transparent/.test(getComputedStyle(behind).backgroundColor))
    behind = behind.parentElement;
  return [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor];
}"""


def hard_to_read(page: Page, texts: tuple[str, ...]) -> list[str]:
    """Which of these texts have too little contrast, and their colours."""
    colours = [(text, page.locator(text).first.evaluate(COLOURS)) for text in texts]
    return [f"{text}: {of}" for text, of in colours if contrast(*of) < 4.5]


def contrast(ink: str, paper: str) -> float:
    """The contrast of two CSS colours as WCAG 2 defines it, 1 to 21."""

    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(ink), luminance(paper)))
    return (lighter + 0.05) / (darker + 0.05)


def test_buttons_are_large_enough_for_a_thumb_and_have_names(phone: Page) -> None:
    buttons = phone.locator("#sketchpad button, #examples button, #picture .drop button:visible")
    assert buttons.count() == 6 + 11 + 3
    for button in buttons.all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 40, button.get_attribute("aria-label")
        assert button.get_attribute("aria-label") or button.inner_text()
    for tool in phone.locator("#sketchpad button, #sketchpad input").all():
        box = tool.bounding_box()
        assert box["height"] >= 44
        assert box["width"] >= 44


def test_no_target_is_smaller_than_24_pixels(phone: Page) -> None:
    draw(phone)
    wait_for_answer(phone)
    phone.tap("#inside summary")
    phone.wait_for_selector("#inside .layers canvas >> nth=3")
    for tab, part in TABS.items():
        phone.get_by_role("tab", name=tab).tap()
        expect(phone.locator(part)).to_be_visible()
        assert phone.evaluate(TINY) == [], tab


# Links within a sentence are as high as its line; a field is pressed by its label, too.
TINY = """() => [...document.querySelectorAll(
    "button, summary, select, input, textarea, [tabindex='0']")]
  .map((element) => [element, element.closest("label") ?? element])
  .filter(([element, target]) => element.checkVisibility({ checkVisibilityCSS: true }) &&
    !target.matches(".digitpad-spoken") && !element.matches(".found button"))
  .map(([element, target]) => [element.outerHTML.slice(0, 90), target.getBoundingClientRect()])
  .filter(([, { width, height }]) => Math.min(width, height) < 24)
  .map(([html, { width, height }]) => `${html} ${width} x ${height}`)"""


def test_on_a_touch_screen_nothing_speaks_of_mouse_and_keys(phone: Page) -> None:
    expect(phone.locator("#picture-adjust")).to_be_visible()
    expect(phone.get_by_text("Ctrl+V")).to_be_hidden()
    phone.tap("#inside summary")
    expect(phone.locator("#inside .unit-name")).to_be_visible()
    words = phone.locator("#inside .unit-name").inner_text()
    assert words.startswith("Tap")
    assert "Point" not in words


def test_the_surest_share_fits_its_column(phone: Page) -> None:
    draw(phone)
    wait_for_answer(phone)
    share = phone.locator("#probabilities .best .share")
    assert share.inner_text() == phone.locator("#reading .confidence").inner_text()
    assert share.evaluate("node => node.scrollWidth - node.clientWidth") <= 0
    ends = phone.locator("#probabilities .share").evaluate_all(
        "all => all.map(node => Math.round(node.getBoundingClientRect().right))"
    )
    assert len(set(ends)) == 1


def test_the_keyboard_reaches_the_pad_and_shows_where_it_is(page: Page) -> None:
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        name, ring = page.evaluate(
            """() => { const e = document.activeElement;
              return [e.ariaLabel || e.textContent, getComputedStyle(e).outlineStyle]; }"""
        )
        reached.append(name)
        if "Drawing pad" in name or name in ("Pen", "Eraser"):
            assert ring == "solid"
    assert any("Drawing pad" in name for name in reached)
    assert "Eraser" in reached


def test_ids_are_unique(page: Page) -> None:
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    doubled = {each for each in ids if each and ids.count(each) > 1}
    assert not doubled


def test_the_page_asks_nothing_of_other_servers(browser: Browser, app_url: str) -> None:
    page = browser.new_page()
    asked, problems = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: problems.append(str(error)))
    open_page(page, app_url)
    draw(page)
    wait_for_answer(page)
    for tab, part in TABS.items():
        page.get_by_role("tab", name=tab).click()
        expect(page.locator(part)).to_be_visible()
    page.close()
    assert [url for url in asked if not url.startswith((app_url, "data:", "blob:"))] == []
    assert problems == []
