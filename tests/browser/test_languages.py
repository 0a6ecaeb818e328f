"""The page in other languages: chosen by menu, address or browser, whole, changed at any time.

Korean stands for all of them: its letters are no Latin ones, so that what is left in English shows.
"""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from model.messages import t
from tests.browser.conftest import Look
from tests.browser.test_accessibility import TABS
from tests.tools.messages import MESSAGES, places
from tests.tools.running import SEVEN, draw, open_page, reading, upload, wait_for_answer

# What is the same in every language: names, units, kinds of files, and keys.
NAMES = """
Digitpad|Fashion-MNIST|MNIST|CIFAR-10|MLP|CNN|ReLU|ResNet|PyTorch|ONNX|Gradio|Python|API|MCP|PNG|JPEG|JSON|ZIP
BSD 3-Clause|Apache|MIT|CC BY-SA|Omniglot|Ctrl|Shift|px|ms|MB|safetensors|float32|int8|Adam|SGD
CPU|residual|McNemar|softmax
Yann LeCun|Corinna Cortes|Christopher J. C. Burges|Zalando SE|Han Xiao|Kashif Rasul|Roland Vollgraf
Chhavi Yadav|Léon Bottou|Cold Case: The Lost MNIST Digits|Brenden Lake|Ruslan Salakhutdinov
Joshua Tenenbaum|Patrice Simard|Dave Steinkraus|John Platt|Goyal et al.
Best Practices for Convolutional Neural Networks|Alex Krizhevsky|Vinod Nair|Geoffrey Hinton
Learning multiple layers of features from tiny images|Tiny Images|He et al.
"""
SAME = re.compile(
    "|".join(map(re.escape, sorted(re.split(r"[|\n]", NAMES.strip()), key=len)[::-1]))
)
WORDS = """() => {
  const UNSAID = "style, script, code, [translate=no]";
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (!element.checkVisibility?.() || element.closest(UNSAID)) continue;
    if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
    else for (const name of ["aria-label", "aria-valuetext", "title", "placeholder", "alt"])
      found.push(element.getAttribute(name) ?? "");
  }
  return found;
}"""
STAR = [(0.55, 0.55), (0.95, 0.95), (0.75, 0.95), (0.75, 0.55), (0.55, 0.95), (0.95, 0.75)]
PAPER = "document.querySelector('#sketchpad canvas').toDataURL()"


def english_on(page: Page) -> list[str]:
    """Visible texts with words that are neither Korean nor names."""
    texts = page.evaluate(WORDS)
    return [text for text in texts if re.search(r"[A-Za-z]{2}", SAME.sub("", text))]


def words_on(page: Page) -> set[str]:
    """All visible texts, however their white space lies."""
    return {" ".join(text.split()) for text in page.evaluate(WORDS)}


def english_gone(page: Page) -> None:
    """Wait until what is still on its way has come, too; nothing of it is English."""
    for _ in range(40):
        if not english_on(page):
            return
        page.wait_for_timeout(250)
    assert english_on(page) == []


def speak(page: Page, code: str) -> None:
    """Choose a language by the menu."""
    page.select_option("#language", code)
    page.wait_for_function(f"document.documentElement.lang === '{code}'")


def test_in_korean_nothing_is_english(look: Look) -> None:
    page = look(1280, 800, reduced_motion="reduce")
    speak(page, "ko")
    draw(page)
    wait_for_answer(page)
    page.click("#inside summary")
    page.wait_for_selector("#inside .layers canvas >> nth=3")
    page.locator("#inside .layers canvas").nth(1).hover()
    page.locator("#inside .wishes button").nth(9).click()
    expect(page.locator("#inside .checks li").first).to_be_visible()
    for index, part in enumerate(TABS.values()):
        page.get_by_role("tab").nth(index).click()
        expect(page.locator(part)).to_be_visible()
        english_gone(page)
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("tab").first.click()
    page.locator("#dataset label").nth(1).click()
    names = page.locator("#reading .bars .name")
    expect(names.first).to_have_text(MESSAGES["ko"]["class_t_shirt_top"])
    assert page.locator("#reading .bars li").first.get_attribute("data-class") == "T-shirt/top"
    english_gone(page)


def test_in_korean_nothing_about_photographs_and_things_is_english(look: Look) -> None:
    page = look(1280, 800, reduced_motion="reduce")
    speak(page, "ko")
    page.locator("#dataset label").nth(2).click()
    ship = page.locator("#photograph-examples button").nth(8)
    expect(ship).to_have_attribute("style", re.compile("data:image/"))
    ship.click()
    page.wait_for_selector("#reading [data-source=picture]")
    page.click("#inside summary")
    expect(page.locator("#inside .asks button").first).to_be_visible()
    for index, part in enumerate(TABS.values()):
        page.get_by_role("tab").nth(index).click()
        expect(page.locator(part)).to_be_visible()
        english_gone(page)
    page.get_by_role("tab").nth(list(TABS).index("Teach")).click()
    page.locator("#teach-kind label").nth(1).click()
    expect(page.locator("#things-part")).to_be_visible()
    english_gone(page)


def test_a_switch_keeps_the_drawing_and_says_its_answer_again(page: Page, app_url: str) -> None:
    fetched = []
    page.on("request", lambda request: "/languages/" in request.url and fetched.append(request.url))
    draw(page, [(0.1 + x / 4, 0.15 + 0.35 * y) for x, y in SEVEN])
    draw(page, STAR)
    before = wait_for_answer(page)
    paper, sentence = page.evaluate(PAPER), page.locator("#reading .sentence").inner_text()
    assert "a mark after 7 was left out" in sentence
    expect(page.locator("#reading [role=status]")).to_contain_text(sentence)
    assert not [url for url in fetched if url.endswith("ko.json")], "one language is loaded"
    speak(page, "ko")
    expect(page.locator("#reading .sentence")).to_contain_text("7 뒤의 표시 하나")
    assert (page.evaluate(PAPER), reading(page)) == (paper, before)
    assert "lang=ko" in page.url
    page.go_back()
    page.wait_for_function("document.documentElement.lang === 'en'")
    expect(page.locator("#reading .sentence")).to_have_text(sentence)
    english_tabs = ["Draw", "Validation", "Teach", "Train", "About"]  # Gradio's parts come last
    expect(page.get_by_role("tab")).to_have_text(english_tabs)
    english = words_on(page)
    speak(page, "ko")
    speak(page, "en")
    expect(page.get_by_role("tab")).to_have_text(english_tabs)
    assert words_on(page) == english, "all is as it was"
    assert page.evaluate(PAPER) == paper
    assert len([url for url in fetched if url.endswith("ko.json")]) == 1
    speak(page, "ko")
    open_page(page, app_url)
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect(page.locator("#language")).to_have_value("ko")


def test_a_link_or_the_browser_chooses_the_language(browser: Browser, app_url: str) -> None:
    context = browser.new_context(locale="ko-KR", service_workers="block")
    page = open_page(context.new_page(), app_url)
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect(page.get_by_role("tab").first).to_have_text("그리기")
    upload(page, "no.png", b"this is no picture")
    expect(page.locator("#reading .sentence")).to_contain_text("사진이 아니에요")
    page.goto(f"{app_url}/?lang=en&tab=about")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", name="How well it reads")).to_be_visible()
    page.get_by_role("tab", name="Draw").click()
    expect(page.get_by_role("button", name="Crop or rotate")).to_be_visible()
    assert "lang=en" in page.url
    page.goto(f"{app_url}/?lang=nonsense")
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    context.close()


@pytest.fixture
def said(page: Page):
    """Formats messages by the catalogue of a language, in the page's own script."""
    script = page.locator("link[href$='languages/messages.js']").first.get_attribute("href")

    def say(code: str, content: dict, *messages: dict) -> list[str]:
        return page.evaluate(
            """async ([script, code, content, messages]) => {
              const { speak, words } = await import(new URL(script, document.baseURI));
              speak(code, content);
              return messages.map(words);
            }""",
            [script, code, content, list(messages)],
        )

    return say


def test_plurals_and_numbers_have_the_forms_of_the_language(said) -> None:
    polish = {
        "marks": "{count, plural, one {# znak} few {# znaki} many {# znaków} other {# znaku}}",
        "share": "{value, number, ::.00} %",
    }
    counts = [t("marks", count=count) for count in (1, 3, 5, 22, 1012)]
    assert said("pl", polish, *counts) == [
        "1 znak", "3 znaki", "5 znaków", "22 znaki", "1012 znaków",
    ]  # fmt: skip
    german = {
        "done": "{share}: {name} fertig.",
        "share": "{value, number, ::.00}\u00a0%",
        "run": "Lauf {number}",
        "sum": "{value, number}, {value}",
    }
    done = t("done", name=t("run", number=3), share=t("share", value=99.4))
    assert said("de", german, done, t("sum", value=1234.5), [t("run", number=2019), "Bag"]) == [
        "99,40\u00a0%: Lauf 3 fertig.",
        "1.234,5, 1234.5",
        "Lauf 2019 · Bag",
    ]


def test_the_page_formats_english_as_python_does(said) -> None:
    """Every message of the catalogue, with whole numbers, broken ones, and another message."""
    values = [7, 1012, 0.5]
    messages = [
        t(key, **(dict.fromkeys(places(pattern), value)))
        for key, pattern in MESSAGES["en"].items()
        for value in values
    ]
    assert said("en", MESSAGES["en"], *messages) == [str(one) for one in messages]


@pytest.mark.parametrize("code", MESSAGES)
def test_every_message_of_a_language_is_understood_by_the_browser(said, code: str) -> None:
    messages = [t(key, **dict.fromkeys(places(one), 7)) for key, one in MESSAGES[code].items()]
    for key, text in zip(MESSAGES[code], said(code, MESSAGES[code], *messages), strict=True):
        assert text, key
        assert not re.search(r"[{}]|</", text), (key, text)


def test_a_term_is_explained_by_pointing_focus_and_tap(page: Page) -> None:
    page.get_by_role("tab", name="Train").click()
    term = page.locator("#train-settings .digitpad-term", has_text="epoch")
    box = page.get_by_role("tooltip")
    term.hover()
    expect(box).to_have_text(MESSAGES["en"]["glossary_epoch"])
    page.mouse.move(0, 0)
    expect(box).to_be_hidden()
    term.focus()
    expect(box).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    speak(page, "ko")
    term = page.locator("#train-settings .digitpad-term[data-tag=epoch]")
    term.focus()
    expect(box).to_have_text(MESSAGES["ko"]["glossary_epoch"])
    assert term.get_attribute("aria-describedby") == box.get_attribute("id")


def test_an_explanation_stays_on_a_narrow_screen(phone: Page) -> None:
    phone.goto(f"{phone.url.split('?')[0]}?tab=train&lang=de")
    term = phone.locator("#train-settings .digitpad-term[data-tag=optimiser]")
    term.tap()
    box = phone.get_by_role("tooltip")
    expect(box).to_have_text(MESSAGES["de"]["glossary_optimiser"])
    place = box.bounding_box()
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 390
    phone.touchscreen.tap(195, 20)
    expect(box).to_be_hidden()
