"""The page in every width, with large text, on large screens, and in colours of the system."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Look
from tests.browser.test_accessibility import TABS
from tests.tools.running import draw, open_page, wait_for_answer

LARGE = 24  # pixels; browsers have 16 unless told otherwise
OVERLAPS = """(selector) => {
  const shown = [...document.querySelectorAll(selector)]
    .filter((element) => element.checkVisibility({ checkVisibilityCSS: true }))
    .filter((element) => !element.matches(".found button, .digitpad-spoken"))
    .filter((element) => !element.closest(".visually-hidden, [aria-hidden=true]"))
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([, { width, height }]) => width && height);
  const name = (element) => element.ariaLabel || element.textContent.trim() || element.id;
  const outside = shown
    .filter(([element]) => !element.closest("#validation-jumps")) // they scroll
    .filter(([, { left, right }]) => left < -1 || right > innerWidth + 1)
    .map(([element]) => `${name(element)} is outside of the window`);
  const over = shown.flatMap(([one, a], i) => shown.slice(i + 1)
    .filter(([other]) => !one.contains(other) && !other.contains(one))
    .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1)
    .filter(([, b]) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
    .map(([other]) => `${name(one)} overlaps ${name(other)}`));
  return [...outside, ...over];
}"""
BUTTONS = "button, select, summary, input[type=range], #dataset label, #language"
TEXT_OVERLAPS = """(part) => {
  const NO_TEXT = ".digitpad-spoken, .visually-hidden, [aria-hidden=true], option, svg";
  const nodes = document.createTreeWalker(document.querySelector(part), NodeFilter.SHOW_TEXT);
  const shown = [];
  while (nodes.nextNode()) {
    const { parentElement, data } = nodes.currentNode;
    if (!data.trim() || parentElement.closest(NO_TEXT)) continue;
    const states = { opacityProperty: true, visibilityProperty: true };
    if (!parentElement.checkVisibility(states)) continue;
    if (getComputedStyle(parentElement).clipPath !== "none") continue; // for screen readers
    const range = document.createRange();
    range.selectNodeContents(nodes.currentNode);
    for (const { left, right, top, bottom, height } of range.getClientRects()) {
      // A line of text is less high than its box.
      shown.push([data.trim(), left, right, top + 0.2 * height, bottom - 0.2 * height]);
    }
  }
  return shown.flatMap(([one, left, right, top, bottom], i) => shown.slice(i + 1)
    .filter(([other]) => other !== one)
    .filter((other) => Math.min(right, other[2]) - Math.max(left, other[1]) > 1)
    .filter((other) => Math.min(bottom, other[4]) - Math.max(top, other[3]) > 1)
    .map(([other]) => `"${one}" overlaps "${other}"`));
}"""
SMALL_TEXTS = """([part, least]) => {
  const nodes = document.createTreeWalker(document.querySelector(part), NodeFilter.SHOW_TEXT);
  const small = new Set();
  while (nodes.nextNode()) {
    const { parentElement, data } = nodes.currentNode;
    if (!data.trim() || !parentElement.checkVisibility({ checkVisibilityCSS: true })) continue;
    if (parentElement.closest(".digitpad-spoken, style, script, option")) continue;
    // In a diagram that grows with its column, text does, too.
    const matrix = parentElement.getScreenCTM?.();
    const scale = matrix ? Math.hypot(matrix.a, matrix.b) : 1;
    const size = scale * parseFloat(getComputedStyle(parentElement).fontSize);
    if (size < least - 0.01) small.add(`${size.toFixed(1)} px: ${data.trim().slice(0, 40)}`);
  }
  for (const field of document.querySelectorAll(`${part} :is(input, textarea, select)`)) {
    const size = parseFloat(getComputedStyle(field).fontSize);
    const isText = !["checkbox", "radio", "range", "file"].includes(field.type);
    if (isText && field.checkVisibility() && size < least) small.add(`${size} px: ${field.id}`);
  }
  return [...small];
}"""


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_no_button_covers_another_in_any_width(page: Page, language: str) -> None:
    page.select_option("#language", language)
    page.wait_for_function(f"document.documentElement.lang === '{language}'")
    draw(page)
    wait_for_answer(page)
    for height in (844, 400):
        for width in (*range(320, 801, 20), 568, 667):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(OVERLAPS, BUTTONS) == [], (width, height)


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_large_text_is_followed_and_nothing_overlaps(
    browser: Browser, app_url: str, size: dict[str, int]
) -> None:
    context = browser.new_context(viewport=size, service_workers="block")
    page = context.new_page()
    texts = ("#reading .sentence", "#reading figcaption", "#correct", "#probabilities .share")

    def sizes() -> list[float]:
        read = "node => parseFloat(getComputedStyle(node).fontSize)"
        return [page.locator(text).first.evaluate(read) for text in texts]

    open_page(page, app_url)
    usual = sizes()
    settings = context.new_cdp_session(page)
    settings.send("Page.setFontSizes", {"fontSizes": {"standard": LARGE, "fixed": LARGE}})
    open_page(page, app_url)
    assert all(large > 1.2 * small for large, small in zip(sizes(), usual, strict=True))
    draw(page)
    wait_for_answer(page)
    for tab, part in TABS.items():
        if tab != "Draw":
            page.goto(f"{app_url}/?tab={tab.lower()}")
        expect(page.locator(part)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert page.evaluate(OVERLAPS, BUTTONS) == [], tab
        assert page.evaluate(TEXT_OVERLAPS, "body") == [], tab
    context.close()


def test_on_a_projector_every_caption_axis_and_field_has_18_pixels(look: Look) -> None:
    page = look(1920, 1080)
    draw(page)
    wait_for_answer(page)
    page.click("#inside summary")
    page.wait_for_selector("#inside .layers canvas >> nth=3")
    for tab, part in TABS.items():
        page.get_by_role("tab", name=tab).click()
        expect(page.locator(part)).to_be_visible()
        assert page.evaluate(SMALL_TEXTS, ["body", 18]) == [], tab


def test_the_browser_draws_its_own_parts_dark_in_the_dark(look: Look) -> None:
    scheme = "getComputedStyle(document.documentElement).colorScheme"
    assert look(1280, 800, color_scheme="light").evaluate(scheme) == "light"
    dark = look(1280, 800, color_scheme="dark")
    assert dark.evaluate(scheme) == "dark"
    dark.click("#theme-switch")
    assert dark.evaluate(scheme) == "light"


# ---- Colours of the system -----------------------------------------------------------------------


@pytest.fixture
def forced(look: Look) -> Page:
    """The page with a 7 on it where the system chooses the colours."""
    page = look(1280, 800, forced_colors="active")
    draw(page)
    wait_for_answer(page)
    return page


def background(page: Page, selector: str) -> str:
    """The colours behind an element."""
    return page.locator(selector).first.evaluate(
        "node => getComputedStyle(node).background + getComputedStyle(node).borderColor"
    )


def test_what_is_selected_is_seen_in_forced_colours(forced: Page) -> None:
    for selected, other in (
        ("[role=tab][aria-selected=true]", "[role=tab][aria-selected=false]"),
        ("#dataset input:checked + span", "#dataset input:not(:checked) + span"),
        ("#sketchpad [aria-pressed=true]", "#sketchpad [aria-pressed=false]"),
    ):
        assert background(forced, selected) != background(forced, other), selected


def test_bars_are_seen_in_forced_colours(forced: Page) -> None:
    page = forced.locator("body")
    behind = page.evaluate("node => getComputedStyle(node).backgroundColor")
    for bar in ("#probabilities .best .bar", "#probabilities li:not(.best) .bar"):
        colour = forced.locator(bar).first.evaluate(
            "node => getComputedStyle(node).backgroundColor"
        )
        assert colour != behind, bar
    track = forced.locator("#probabilities .track").first
    assert track.evaluate("node => getComputedStyle(node).borderTopStyle") == "solid"


def test_for_differs_from_against_in_forced_colours(forced: Page) -> None:
    forced.click("#inside summary")
    forced.wait_for_selector("#inside .layers canvas >> nth=3")
    assert background(forced, "#inside i.for") != background(forced, "#inside i.against")
    assert "repeating" in background(forced, "#inside i.against"), "not by colour alone"
    reds, blues = forced.locator("#inside .drawn-evidence").evaluate(
        """canvas => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const differences = [];
          for (let i = 0; i < data.length; i += 4) {
            if (data[i + 3] > 60) differences.push(data[i] - data[i + 2]);
          }
          return [1, -1].map((sign) => differences.filter((by) => sign * by > 60).length);
        }"""
    )
    assert reds > 0
    assert blues > 0


def test_chosen_settings_are_seen_in_forced_colours(forced: Page) -> None:
    forced.get_by_role("tab", name="Train").click()
    expect(forced.locator("#train-start")).to_be_visible()
    chosen = "#train-settings label:has(input[type=radio]:checked)"
    assert background(forced, chosen) != background(
        forced, "#train-settings label:has(input[type=radio]:not(:checked))"
    )
    for field in ("#train-start", "#train-hidden input, #train-settings input[type=number]"):
        border = forced.locator(field).first.evaluate(
            "node => getComputedStyle(node).borderTopStyle"
        )
        assert border == "solid", field
