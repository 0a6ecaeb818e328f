"""The page in other languages: chosen by menu, address or browser, whole, changed at any time.

Korean stands for all of them: its letters are no Latin ones, so that what is left in English shows.
"""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Look
from tests.browser.test_accessibility import TABS
from tests.tools.running import SEVEN, draw, open_page, reading, upload, wait_for_answer
from tests.tools.sentences import catalogue, sentences

# What is the same in every language: names, units, kinds of files, and keys.
NAMES = """
Digitpad|Fashion-MNIST|MNIST|CIFAR-10|MLP|CNN|ResNet|PyTorch|ONNX|Gradio|Python|API|MCP|PNG|JPEG|JSON|ZIP
BSD 3-Clause|Apache|MIT|CC BY-SA|Omniglot|Ctrl|Shift|px|ms|MB|safetensors|float32|int8|Adam|SGD
CPU|residual
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
    expect(names.first).to_have_text(catalogue("ko")["sentences"]["T-shirt/top"])
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
    assert not [url for url in fetched if url.endswith(".json")], "English needs no catalogue"
    speak(page, "ko")
    expect(page.locator("#reading .sentence")).to_contain_text("7 뒤의 표시 하나")
    assert (page.evaluate(PAPER), reading(page)) == (paper, before)
    assert "lang=ko" in page.url
    page.go_back()
    page.wait_for_function("document.documentElement.lang === 'en'")
    expect(page.locator("#reading .sentence")).to_have_text(sentence)
    english = words_on(page)
    speak(page, "ko")
    speak(page, "en")
    assert words_on(page) == english, "all is as it was"
    assert page.evaluate(PAPER) == paper
    assert len([url for url in fetched if url.endswith("ko.json")]) == 1
    speak(page, "ko")
    open_page(page, app_url)
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect(page.locator("#language")).to_have_value("ko")


def test_a_link_or_the_browser_chooses_the_language(browser: Browser, app_url: str) -> None:
    context = browser.new_context(locale="ko-KR")
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
    """Says sentences by a catalogue, in the page's own script."""
    script = page.locator("link[href$='languages/catalogue.js']").first.get_attribute("href")

    def say(code: str, content: dict, *english: str) -> list[str]:
        return page.evaluate(
            """async ([script, code, content, english]) => {
              const { Catalogue } = await import(new URL(script, document.baseURI));
              const catalogue = new Catalogue(code, content);
              return english.map((sentence) => catalogue.say(sentence));
            }""",
            [script, code, content, list(english)],
        )

    return say


def test_plurals_and_numbers_have_the_forms_of_the_language(said) -> None:
    few, many = "{count} znaki", "{count} znaków"
    polish = {"one": "{count} znak", "few": few, "many": many, "other": many}
    marks = {"{count} mark|{count} marks": polish}
    words = said("pl", marks, "1 mark", "3 marks", "5 marks", "22 marks", "1,012 marks")
    assert words == ["1 znak", "3 znaki", "5 znaków", "22 znaki", "1\u00a0012 znaków"]
    german = {
        "{name} is done: {share}.": "{share}: {name} fertig.",
        "{own} and {label}": "{label}, {own}",
        "Run {number}": "Lauf {number}",
        "Bag": "Tasche",
    }
    assert said(
        "de",
        german,
        "99.38\u00a0%",
        "1,234.5",
        "2019",
        "Run 3 is done: 99.4\u00a0%.",
        "1,024, 1,024, 512",
        "Bag and Bag",
    ) == [
        "99,38\u00a0%",
        "1.234,5",
        "2019",
        "99,4\u00a0%: Lauf 3 fertig.",
        "1.024, 1.024, 512",
        "Tasche, Bag",
    ]
    korean = catalogue("ko")["sentences"]
    assert said("ko", korean, "61–120 of 1,010 samples of a true Bag") == [
        "샘플 1,010개 중 61–120번째 (실제 가방)"
    ]
    whole = {"One.": "Eins.", "batch {size}": "Stapel {size}"}
    assert said("de", whole, "One. One.", "batch 3 · x · batch 4", "Never said.") == [
        "Eins. Eins.", "Stapel 3 · x · Stapel 4", "Never said.",
    ]  # fmt: skip


def test_every_composed_sentence_is_found_as_itself(said) -> None:
    """Filled with values, no template is taken for another one."""
    keys = sorted(key for key in sentences() if "{" in key)
    filled = {}
    for key in keys:
        for form in key.split("|"):
            sentence = re.sub(r"\{\w+\}", "7", form)
            assert sentence not in filled, (key, filled[sentence])
            filled[sentence] = key
    marked = {key: json.dumps(key.replace("{", "[").replace("}", "]")) for key in sentences()}
    found = said("en", marked, *filled)
    wrong = {
        sentence: (filled[sentence], text)
        for sentence, text in zip(filled, found, strict=True)
        if text != marked[filled[sentence]]
    }
    assert wrong == {}
