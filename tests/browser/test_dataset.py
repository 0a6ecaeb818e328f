"""The switch between digits and garments in a real browser: all of the page follows it."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from model import Predictor
from model.data.datasets import FASHION_MNIST
from tests.browser.conftest import Look
from tests.browser.test_accessibility import serious_issues
from tests.browser.test_look import overflow
from tests.tools.pictures import WEIGHTS, encoded, enlarged, tall_seven
from tests.tools.running import draw, reading, upload, wait_for_answer
from tests.tools.validation_tab import count, open_tab, pick, shown, tiles
from ui.draw.examples.digits import EXAMPLES

FOLDER = WEIGHTS.parent / "fashion-mnist"
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="Fashion-MNIST's weights, and its test images with them, are not trained yet.",
)
GARMENTS = FASHION_MNIST.classes
IS_GARMENT = re.compile("|".join(GARMENTS))


@pytest.fixture(scope="module")
def garments() -> Predictor:
    return Predictor.from_pretrained(FOLDER)


def choose(page: Page, name: str) -> Page:
    """Choose "Digits" or "Garments" and wait until the bars carry the names."""
    page.get_by_role("radio", name=name, exact=True).click()
    first = "0" if name == "Digits" else GARMENTS[0]
    expect(page.locator("#probabilities .name").first).to_have_text(first)
    return page


def names(page: Page) -> list[str]:
    return page.locator("#probabilities .name").all_inner_texts()


def photo(image: np.ndarray) -> bytes:
    """A test picture as a shop would show it: large, and on a light background."""
    return encoded(Image.fromarray(255 - np.pad(enlarged(image), 60)), "PNG")


def send(page: Page, picture: bytes) -> str:
    """Upload a picture in place of the one before; the label that it gets."""
    if page.locator("#picture .remove").is_visible():
        page.click("#picture .remove")
        page.wait_for_selector("#reading [data-source=drawing]")
    upload(page, "garment.png", picture)
    page.wait_for_selector("#reading [data-source=picture]")
    return reading(page)["label"]


def test_the_draw_tab_speaks_of_garments_and_of_digits_again(page: Page) -> None:
    assert names(page) == list("0123456789")
    choose(page, "Garments")
    assert names(page) == list(GARMENTS)
    assert reading(page)["state"] == "empty"
    expect(page.locator("#reading .sentence")).to_have_text("Upload or draw a garment")
    expect(page.locator("#header")).to_contain_text("name it", use_inner_text=True)
    expect(page.locator("#sketchpad .hint")).to_have_text("Draw a garment", use_inner_text=True)
    expect(page.locator("#sketchpad-wide")).to_be_disabled()
    expect(page.locator("#garment-examples button")).to_have_count(6)
    expect(page.locator("#examples")).to_be_hidden()
    bar = page.locator("#probabilities button").last
    expect(bar).to_have_attribute("title", "Why, or why not, Ankle boot?")
    choose(page, "Digits")
    assert names(page) == list("0123456789")
    expect(page.locator("#reading .sentence")).to_have_text("Draw a digit")
    expect(page.locator("#garment-examples")).to_be_hidden()
    draw(page)
    assert wait_for_answer(page)["label"] == "7"


def test_product_photos_are_read_as_their_class(page: Page, garments: Predictor) -> None:
    choose(page, "Garments")
    images, labels = garments.validation
    said = [send(page, photo(image)) for image in images[:10]]
    right = [name == GARMENTS[label] for name, label in zip(said, labels[:10], strict=True)]
    assert sum(right) >= 8


def test_an_example_takes_the_way_of_an_upload(page: Page) -> None:
    choose(page, "Garments")
    trouser = page.locator("#garment-examples button[data-example=Trouser]")
    expect(trouser).to_have_attribute("style", re.compile("data:image/png"))
    trouser.click()
    page.wait_for_selector("#reading [data-label=Trouser][data-source=picture]")
    expect(page.locator("#picture img")).to_be_visible()


def test_a_blank_picture_shows_no_garment(page: Page) -> None:
    choose(page, "Garments")
    upload(page, "blank.png", encoded(Image.new("L", (200, 200), 240), "PNG"))
    expect(page.locator("#reading .sentence")).to_have_text("There is no garment in this picture")


def test_what_is_drawn_or_sent_is_read_anew(page: Page) -> None:
    draw(page)
    assert wait_for_answer(page)["label"] == "7"
    choose(page, "Garments")
    expect(page.locator("#probabilities .best")).to_have_attribute("data-class", IS_GARMENT)
    upload(page, "seven.png", encoded(tall_seven(), "PNG"))
    page.wait_for_selector("#reading [data-source=picture]")
    choose(page, "Digits")
    page.wait_for_selector("#reading [data-source=picture][data-label='7']")


def test_a_digit_among_garments_gets_no_name(page: Page) -> None:
    choose(page, "Garments")
    points = next(iter(EXAMPLES["9"])).tolist()
    draw(page, points, steps=1)
    answer = wait_for_answer(page)
    assert (answer["state"], answer["label"]) == ("refused", "")
    expect(page.locator("#reading .sentence")).to_contain_text("Not sure which garment")
    assert page.locator("#reading .guess").inner_text().split(": ")[1] in GARMENTS


def test_digit_keys_mean_nothing_to_garments(page: Page) -> None:
    draw(page)
    wait_for_answer(page)
    choose(page, "Garments")
    wait_for_answer(page)
    page.locator("#sketchpad canvas").focus()
    page.keyboard.press("3")
    assert page.locator("#inside details").get_attribute("open") is None
    choose(page, "Digits")
    page.wait_for_selector("#reading [data-label='7']")
    page.locator("#sketchpad canvas").focus()
    page.keyboard.press("3")
    assert page.locator("#inside details").get_attribute("open") is not None


def test_the_inside_view_knows_the_garments(page: Page) -> None:
    draw(page)
    wait_for_answer(page)
    page.click("#inside summary")
    expect(page.locator("#inside .asks button").first).to_have_text("0")
    choose(page, "Garments")
    label = page.locator("#probabilities .best")
    expect(label).to_have_attribute("data-class", IS_GARMENT)
    name = label.get_attribute("data-class")
    expect(page.locator("#inside h2.asked")).to_have_text(f"Why {name}?")
    assert page.locator("#inside .why .asks button").all_inner_texts() == list(GARMENTS)
    assert page.locator("#inside .logits .name").all_inner_texts() == list(GARMENTS)
    expect(page.locator("#inside .steps li")).to_have_count(3)
    # With nothing left to explain, nothing of the other data set stays.
    page.click("#sketchpad-clear")
    page.wait_for_selector("#reading [data-state=empty]")
    choose(page, "Digits")
    expect(page.locator("#inside .why .asks button")).to_have_count(0)
    expect(page.locator("#inside .layers li")).to_have_count(0)


def test_the_validation_tab_follows(page: Page, garments: Predictor) -> None:
    images, labels = garments.validation
    predicted = garments.classify(images).argmax(axis=1)
    open_tab(page)
    expect(page.locator("#validation-introduction")).to_contain_text("Yann LeCun")
    before = page.locator("#loss-curve svg").inner_html()
    choose(page, "Garments")
    right = int((predicted == labels).sum())
    expect(page.locator("#accuracy .figure")).to_have_text(f"{right / 100:.2f} %")
    expect(page.locator("#validation")).not_to_have_class(re.compile("stale"))
    for words in ("The shipped network", "Fashion-MNIST", "Zalando SE", "MIT licence"):
        expect(page.locator("#validation-introduction")).to_contain_text(words)
    assert (
        tiles(page)
        .first.get_attribute("aria-label")
        .startswith(f"Sample 0: predicted {GARMENTS[predicted[0]]}, truly {GARMENTS[labels[0]]}")
    )
    mistakes = np.flatnonzero(predicted != labels)
    assert set(shown(page, "#confident-mistakes")) <= set(mistakes.tolist())
    heads = page.locator("#confusion thead th[scope=col]").all_inner_texts()
    assert heads == list(GARMENTS)
    assert set(page.locator("#class-accuracy tbody th").all_inner_texts()) == set(GARMENTS)
    expect(page.locator("#calibration")).to_contain_text("Expected calibration error")
    last = garments.history["epochs"][-1]
    expect(page.locator("#epoch-words")).to_contain_text(f"After epoch {last['epoch']}: ")
    expect(page.locator("#epoch-words")).to_contain_text(f"{last['validation_loss']:.4f}")
    expect(page.locator("#loss-curve svg")).to_be_visible()
    assert page.locator("#loss-curve svg").inner_html() != before

    pick(page, "True", "Ankle boot")
    expect(count(page)).to_contain_text("1,000 samples of a true Ankle boot")
    tiles(page).nth(1).click()
    index = shown(page)[1]
    verdict = page.locator("#sample-panel .truth")
    expect(verdict).to_have_attribute("data-index", str(index))
    expect(verdict).to_contain_text("Truly Ankle boot")
    expect(page.locator("#sample-reading .glyph")).to_have_text(GARMENTS[predicted[index]])
    choose(page, "Digits")
    expect(page.locator("#validation-introduction")).to_contain_text("Yann LeCun")
    expect(page.locator("#confusion thead th[scope=col]").first).to_have_text("0")


def test_the_about_tab_follows(page: Page) -> None:
    page.get_by_role("tab", name="About").click()
    expect(page.locator("#about-accuracy")).to_be_visible()
    choose(page, "Garments")
    expect(page.locator("#about-figures")).to_contain_text("Fashion-MNIST test images")
    expect(page.locator("section:has(#about-how)")).to_contain_text("garment")
    expect(page.locator("section:has(#about-how) li")).to_have_count(10)
    button = page.locator("#about-figures").get_by_role("link", name="Download their card")
    expect(button).to_have_count(1)
    with page.expect_download() as download:
        button.click()
    assert download.value.path().read_bytes() == (FOLDER / "README.md").read_bytes()


def test_the_address_names_the_garments(page: Page, app_url: str) -> None:
    choose(page, "Garments")
    assert "data=fashion-mnist" in page.url
    page.get_by_role("tab", name="Validation").click()
    expect(page).to_have_url(re.compile("tab=validation"))
    page.reload()
    expect(page.locator("#dataset input[value=fashion-mnist]")).to_be_checked()
    expect(page.locator("#validation-introduction")).to_contain_text("Zalando")
    page.get_by_role("tab", name="Draw").click()
    assert names(choose(page, "Digits")) == list("0123456789")
    assert "data=" not in page.url


def test_two_visitors_on_different_data_sets(visit: Callable[[], Page]) -> None:
    digits, other = visit(), visit()
    choose(other, "Garments")
    draw(digits)
    assert wait_for_answer(digits)["label"] == "7"
    draw(other)
    wait_for_answer(other)
    expect(other.locator("#probabilities .best")).to_have_attribute("data-class", IS_GARMENT)
    assert names(digits) == list("0123456789")
    open_tab(digits)
    expect(digits.locator("#validation-introduction")).to_contain_text("Yann LeCun")


def test_the_keyboard_switches(page: Page) -> None:
    page.locator("#dataset input:checked").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#probabilities .name").first).to_have_text(GARMENTS[0])
    expect(page.locator("#dataset input[value=fashion-mnist]")).to_be_focused()


def test_nothing_moves_whatever_garment_is_shown(page: Page, garments: Predictor) -> None:
    parts = ("#sketchpad canvas", "#picture", "#garment-examples", "#probabilities", "#model-input")
    choose(page, "Garments")
    still = {part: page.locator(part).bounding_box() for part in parts}
    for image in garments.validation[0][:3]:
        send(page, photo(image))
        assert {part: page.locator(part).bounding_box() for part in parts} == still


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_garments_fit_a_phone(look: Look, mode: str) -> None:
    page = choose(look(390, 844, color_scheme=mode), "Garments")
    boot = page.locator("#garment-examples button").nth(5)
    expect(boot).to_have_attribute("style", re.compile("data:image/png"))
    boot.click()
    page.wait_for_selector("#reading [data-source=picture]")
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        for choice in page.locator("#dataset label").all():
            box = choice.bounding_box()
            assert min(box["width"], box["height"]) >= 40
        switch = page.locator("#theme-switch").bounding_box()
        assert switch["x"] + switch["width"] <= width
        for name in [page.locator("#reading .glyph"), *page.locator("#probabilities .name").all()]:
            assert name.evaluate("name => name.scrollWidth <= name.clientWidth"), name.inner_text()
        assert overflow(page) <= 0
    assert serious_issues(page) == []
    open_tab(page)
    assert overflow(page) <= 0
    assert serious_issues(page) == []
