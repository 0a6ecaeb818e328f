"""The About tab in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from model import Predictor


@pytest.fixture
def tab(page: Page) -> Page:
    """The About tab, opened."""
    page.get_by_role("tab", name="About").click()
    expect(page.locator("#about-how")).to_be_visible()
    return page


def test_it_works_in_ten_sentences(tab: Page) -> None:
    sentences = tab.locator("section:has(#about-how) li").all_inner_texts()
    assert len(sentences) == 10
    assert all(re.fullmatch(r"[^.!?]+(\.\d[^.!?]*)*\.", sentence) for sentence in sentences)


def test_figures_are_the_computed_accuracy_and_the_model_card(tab: Page) -> None:
    predictor = Predictor.from_pretrained()
    images, labels = predictor.validation
    accuracy = (predictor.classify(images).argmax(axis=1) == labels).mean()
    expect(tab.locator("#about-accuracy")).to_have_text(f"{100 * accuracy:.2f} %")
    card = (predictor.folder / "README.md").read_text(encoding="utf-8")
    rows = re.search("<!-- figures -->(.*?)<!-- /figures -->", card, re.DOTALL)[1].split("\n|")[3:]
    expect(tab.locator("#about-figures .of-mnist tbody tr")).to_have_count(len(rows))


def test_it_says_that_no_picture_is_kept(tab: Page) -> None:
    section = tab.locator("section:has(#about-drawings)")
    expect(section).to_contain_text("no file is made of it")
    expect(section).to_contain_text("the server keeps nothing of drawings and pictures")


def test_it_credits_the_data(tab: Page) -> None:
    expect(tab.locator("#about")).to_contain_text("CC BY-SA 3.0")


def test_nothing_overflows(tab: Page) -> None:
    for width in (1280, 390, 320):
        tab.set_viewport_size({"width": width, "height": 844})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
