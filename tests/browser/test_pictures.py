"""Photographs in a real browser: from the upload to where the network looked, on every tab."""

import re

import cv2
import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from model import Predictor
from model.data.datasets import CIFAR_10
from model.evaluation.verdicts import Verdicts, judge, stored_verdicts
from tests.browser.conftest import Look
from tests.browser.test_accessibility import serious_issues
from tests.browser.test_look import overflow
from tests.tools.pictures import WEIGHTS, encoded
from tests.tools.running import draw, reading, upload, wait_for_answer
from tests.tools.validation_tab import count, open_tab, pick, tiles

FOLDER = WEIGHTS.parent / "cifar-10"
NAMES = CIFAR_10.classes
PIXELS = """canvas => [...canvas.getContext("2d")
  .getImageData(0, 0, canvas.width, canvas.height).data]"""


@pytest.fixture(scope="module")
def predictor() -> Predictor:
    return Predictor.from_pretrained(FOLDER)


@pytest.fixture(scope="module")
def verdicts(predictor: Predictor) -> Verdicts:
    images, labels = predictor.validation
    return stored_verdicts(FOLDER, labels, len(NAMES)) or judge(predictor, images, labels)


@pytest.fixture(scope="module")
def photograph(predictor: Predictor, verdicts: Verdicts) -> np.ndarray:
    """The test picture that is read rightly with the most confidence, as a camera would have it."""
    image = predictor.validation[0][np.argmax(verdicts.correct * verdicts.confidences)]
    large = cv2.resize(image, (480, 480), interpolation=cv2.INTER_CUBIC)
    return np.pad(large, ((0, 0), (80, 80), (0, 0)), mode="reflect")


def choose(page: Page, name: str = "Pictures") -> Page:
    page.get_by_role("radio", name=name, exact=True).click()
    first = {"Pictures": NAMES[0], "Digits": "0"}[name]
    expect(page.locator("#probabilities .name").first).to_have_text(first)
    return page


def send(page: Page, photograph: np.ndarray) -> None:
    upload(page, "photo.png", encoded(Image.fromarray(photograph), "PNG"))
    page.wait_for_selector("#reading [data-source=picture]")


def seen(page: Page, canvas: str = "#model-input") -> np.ndarray:
    """The colours (height, width, 3) that a square canvas shows."""
    levels = np.array(page.locator(canvas).evaluate(PIXELS), np.uint8).reshape(-1, 4)
    side = round(len(levels) ** 0.5)
    return levels[:, :3].reshape(side, side, 3)


def test_the_upload_comes_first_and_the_pad_waits_for_the_digits(page: Page) -> None:
    draw(page)
    assert wait_for_answer(page)["label"] == "7"
    choose(page)
    expect(page.locator("#reading .sentence")).to_have_text("Upload a photograph")
    assert "data=cifar-10" in page.url
    expect(page.locator("#photographs-first")).to_contain_text("The pad is for digits")
    for hidden in ("#sketchpad canvas", "#examples", "#garment-examples", "#correct", "#share"):
        expect(page.locator(hidden)).to_be_hidden()
    for shown in ("#picture", "#photograph-examples"):
        expect(page.locator(shown)).to_be_visible()
    page.get_by_role("button", name="Draw a digit instead").click()
    page.wait_for_selector("#reading [data-label='7']")
    expect(page.locator("#sketchpad canvas")).to_be_visible()
    expect(page.locator("#photographs-first")).to_be_hidden()


def test_a_photograph_gets_a_name_ten_bars_and_is_shown_as_the_network_sees_it(
    page: Page, predictor: Predictor, photograph: np.ndarray
) -> None:
    choose(page)
    send(page, photograph)
    expected = predictor.predict(photograph)
    assert reading(page)["label"] == (expected.label or "")
    assert reading(page)["state"] == ("digit" if expected.label else "refused")
    assert page.locator("#probabilities .name").all_inner_texts() == list(NAMES)
    best = page.locator("#probabilities .best")
    expect(best).to_have_attribute("data-class", expected.nearest)
    np.testing.assert_array_equal(seen(page), expected.model_input)
    expect(page.locator("#second-opinion")).to_contain_text("MLP")
    assert page.locator("#second-opinion").get_attribute("data-label") in NAMES
    with page.expect_download() as download:
        page.locator("[data-keep=input]").first.click()
    assert download.value.suggested_filename == "32x32.png"
    with Image.open(download.value.path()) as kept:
        np.testing.assert_array_equal(np.asarray(kept.convert("RGB")), expected.model_input)
    # The same picture is no digit, and its colours go with the data set.
    choose(page, "Digits")
    page.wait_for_selector("#reading [data-source=picture][data-dataset=mnist]")
    assert seen(page).shape == (28, 28, 3)


def test_a_picture_of_one_colour_is_said_to_be_one_and_an_example_is_read(page: Page) -> None:
    choose(page)
    send(page, np.full((90, 120, 3), (20, 90, 200), np.uint8))
    expect(page.locator("#reading .sentence")).to_have_text("This picture is of one colour")
    ship = page.locator("#photograph-examples button[data-example=ship]")
    expect(page.locator("#photograph-examples button")).to_have_count(len(NAMES))
    expect(ship).to_have_attribute("style", re.compile("data:image/png"))
    ship.click()
    expect(page.locator("#probabilities .best")).to_have_count(1)
    assert np.ptp(seen(page), axis=2).max() > 10, "in colour"


def test_it_shows_where_it_looked_and_what_damage_does(page: Page, photograph: np.ndarray) -> None:
    choose(page)
    send(page, photograph)
    page.click("#inside summary")
    details = page.locator("#inside details")
    expect(details).to_have_attribute("data-target", re.compile("|".join(NAMES)))
    expect(page.locator("#inside .steps li")).to_have_count(3)
    for hidden in (".network", ".convolution", ".change"):
        expect(page.locator(f"#inside {hidden}")).to_be_hidden()
    before = seen(page, "#inside .seen-evidence")
    assert before.shape == (32, 32, 3)
    other = next(name for name in NAMES if name != details.get_attribute("data-target"))
    page.locator("#inside .why .asks").get_by_text(other, exact=True).click()
    expect(details).to_have_attribute("data-target", other)
    after = seen(page, "#inside .seen-evidence")
    assert np.abs(after.astype(int) - before).mean() > 2
    expect(page.locator("#inside .said li")).to_have_count(2)
    expect(page.locator("#inside .said")).to_contain_text("ResNet")
    expect(page.locator("#inside input[name=thicken]")).to_be_hidden()
    page.locator("#inside input[name=hole]").fill("12")
    expect(page.locator("#inside .sweep")).to_have_attribute("data-kind", "hole")
    assert seen(page, "#inside .damaged-input")[16, 16].tolist() == [0, 0, 0]
    # What was explained of photographs does not stay with digits.
    choose(page, "Digits")
    draw(page)
    expect(page.locator("#inside .network .layers canvas").first).to_be_visible()


def test_the_validation_tab_shows_photographs_and_what_the_figures_are_of(
    page: Page, predictor: Predictor, verdicts: Verdicts
) -> None:
    choose(page)
    open_tab(page)
    introduction = page.locator("#validation-introduction")
    images, labels = predictor.validation
    for words in ("10,000 test images of CIFAR-10", "JPEG copies", "Krizhevsky"):
        expect(introduction).to_contain_text(words)
    share = f"{100 * verdicts.accuracy:.2f} %"
    expect(page.locator("#accuracy .figure")).to_have_text(share)
    expect(count(page)).to_contain_text(f"{len(images):,} samples")
    colours = page.locator("#samples .tiles").evaluate("""async tiles => {
      const image = new Image();
      image.src = tiles.style.getPropertyValue("--sprite").match(/data:[^")]+/)[0];
      await image.decode();
      const canvas = new OffscreenCanvas(32, 32);
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      return [...context.getImageData(0, 0, 32, 32).data];
    }""")
    first = np.array(colours, np.uint8).reshape(32, 32, 4)[..., :3]
    np.testing.assert_array_equal(first, images[0])
    pick(page, "True", "cat")
    expect(count(page)).to_contain_text(f"{(labels == NAMES.index('cat')).sum():,} samples")
    chosen = int(tiles(page).nth(1).get_attribute("data-index"))
    tiles(page).nth(1).click()
    truth = page.locator("#sample-panel .truth")
    expect(truth).to_have_attribute("data-index", str(chosen))  # first it shows another one
    expect(truth).to_contain_text("Truly cat")
    np.testing.assert_array_equal(seen(page, "#sample-reading-model-input"), images[chosen])
    expect(page.locator("#comparison")).to_contain_text("ResNet right")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_tab_fits_a_phone_and_a_laptop_with_photographs(
    look: Look, mode: str, photograph: np.ndarray
) -> None:
    page = choose(look(390, 844, color_scheme=mode, reduced_motion="reduce"))
    upload_box = page.locator("#picture").bounding_box()
    assert upload_box["y"] + upload_box["height"] <= 844, "what to do is seen at once"
    send(page, photograph)
    bars = page.locator("#probabilities").bounding_box()
    assert bars["y"] < 844, "and so is the answer"
    page.click("#inside summary")
    expect(page.locator("#inside .said li")).to_have_count(2)
    for tab, part in (
        ("Draw", "#inside .why"),
        ("Validation", "#comparison table"),
        ("Train", "#train-start"),
        ("About", "#about-accuracy"),
    ):
        page.get_by_role("tab", name=tab).click()
        expect(page.locator(part)).to_be_visible()
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            assert overflow(page) <= 0, (tab, width)
            assert serious_issues(page) == [], (tab, width)
    expect(page.locator("#about-figures .of-cifar-10").first).to_contain_text("JPEG copies")
