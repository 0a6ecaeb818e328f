"""Uploading: every kind of picture, and files that are none."""

import base64
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_draw import network_input
from tests.tools.fuzz import is_one_sentence
from tests.tools.pictures import BAD_FILES, encoded, heic, tall_seven
from tests.tools.running import draw, open_page, upload, wait_for_answer

REMOVE = "#picture .remove"


def sideways_photo() -> bytes:
    """A JPEG that lies on its side, with the EXIF orientation that sets it upright."""
    exif = Image.Exif()
    exif[0x0112] = 6  # "turn a quarter clockwise to show"
    return encoded(tall_seven().convert("RGB").rotate(90, expand=True), "JPEG", exif=exif)


def sixteen_bit() -> bytes:
    """A PNG of 16 bits a pixel."""
    levels = np.asarray(tall_seven()).astype(np.uint16) * 257
    return encoded(Image.fromarray(levels), "PNG")


PICTURES: dict[str, Callable[[], bytes]] = {
    "transparent.png": lambda: encoded(tall_seven("RGBA", (0, 0, 0, 0), (0, 0, 0, 255)), "PNG"),
    "sixteen-bit.png": sixteen_bit,
    "one-bit.png": lambda: encoded(tall_seven("1", 1, 0), "PNG"),
    "light-on-dark.png": lambda: encoded(tall_seven("RGB", (20, 30, 40), (240, 240, 220)), "PNG"),
    "photo.jpg": lambda: encoded(tall_seven().convert("RGB"), "JPEG"),
    "sideways.jpg": sideways_photo,
    "cmyk.jpg": lambda: encoded(tall_seven().convert("CMYK"), "JPEG"),
    "picture.webp": lambda: encoded(tall_seven(), "WEBP"),
    "picture.gif": lambda: encoded(tall_seven(), "GIF"),
    "picture.bmp": lambda: encoded(tall_seven(), "BMP"),
    "picture.tiff": lambda: encoded(tall_seven(), "TIFF"),
    "phone.heic": heic,
}


@pytest.fixture(scope="module")
def visitor(browser: Browser, app_url: str) -> Iterator[Page]:
    """One visit for all files, which are sent one after the other."""
    with browser.new_context(service_workers="block") as context:
        yield open_page(context.new_page(), app_url)


@pytest.fixture
def empty(visitor: Page) -> Page:
    """The page with no picture on it."""
    if visitor.locator(REMOVE).is_visible():
        visitor.click(REMOVE)
    expect(visitor.locator(REMOVE)).to_be_hidden()
    visitor.wait_for_selector("#reading [data-source=drawing]")
    return visitor


@pytest.mark.parametrize("name", PICTURES)
def test_every_kind_of_picture_is_read(empty: Page, name: str) -> None:
    upload(empty, name, PICTURES[name]())
    empty.wait_for_selector("#reading [data-source=picture][data-label='7']")
    expect(empty.locator("#picture img")).to_be_visible()
    size = empty.locator("#picture img").evaluate("img => [img.naturalWidth, img.naturalHeight]")
    assert size == [240, 320], "the preview is upright and shows in every browser"


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_gives_one_sentence_and_the_page_goes_on(empty: Page, name: str) -> None:
    upload(empty, name, BAD_FILES[name]())
    empty.wait_for_selector("#reading [data-state=error]")
    assert is_one_sentence(empty.locator("#reading .sentence").inner_text())
    upload(empty, "good.png", encoded(tall_seven(), "PNG"))
    empty.wait_for_selector("#reading [data-label='7']")


def test_what_was_touched_last_is_what_is_read(page: Page) -> None:
    draw(page, [(0.5, 0.2), (0.5, 0.8)])
    assert wait_for_answer(page)["label"] == "1"
    upload(page, "seven.png", encoded(tall_seven(), "PNG"))
    page.wait_for_selector("#reading [data-source=picture][data-label='7']")
    expect(page.locator("#reading .source")).to_have_text("Your picture")
    page.click(REMOVE)
    page.wait_for_selector("#reading [data-source=drawing][data-label='1']")
    upload(page, "seven.png", encoded(tall_seven(), "PNG"))
    page.wait_for_selector("#reading [data-source=picture]")
    draw(page, [(0.48, 0.3), (0.48, 0.7)])
    assert wait_for_answer(page)["source"] == "drawing"
    expect(page.locator("#reading .source")).to_have_text("Your drawing")


def nothing_stays(page: Page) -> None:
    """No bar, no 28×28 and nothing to save of an answer that is gone."""
    expect(page.locator("#probabilities .best")).to_have_count(0)
    for button in page.locator("#reading [data-keep]").all():
        expect(button).to_be_disabled()
    assert not any(network_input(page))


def test_a_file_that_is_too_large_leaves_no_old_answer(page: Page, tmp_path: Path) -> None:
    draw(page)
    wait_for_answer(page)
    large = tmp_path / "large.png"
    large.write_bytes(bytes(42 * 2**20))
    page.set_input_files("#picture input[type=file]", large)
    page.wait_for_selector("#reading [data-state=error][data-source=picture]")
    sentence = page.locator("#reading .sentence")
    expect(sentence).to_have_text("This file has 42 MB; a picture may have 40 MB at most.")
    nothing_stays(page)


def test_a_picture_that_does_not_arrive_leaves_no_old_answer(page: Page) -> None:
    draw(page)
    wait_for_answer(page)
    page.route("**/picture", lambda route: route.abort())
    upload(page, "seven.png", encoded(tall_seven(), "PNG"))
    page.wait_for_selector("#reading [data-state=error][data-source=picture]")
    assert is_one_sentence(page.locator("#reading .sentence").inner_text())
    nothing_stays(page)
    page.unroute("**/picture")
    page.wait_for_selector("#reading [data-source=picture][data-label='7']")


PASTE = """(encoded) => {
  const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], "seven.png", { type: "image/png" }));
  const options = { bubbles: true, cancelable: true, clipboardData: data };
  document.body.dispatchEvent(new ClipboardEvent("paste", options));
}"""


def test_a_picture_is_pasted_anywhere_on_the_tab(page: Page) -> None:
    for _ in range(2):  # the second one takes the place of the first
        page.evaluate(PASTE, base64.b64encode(encoded(tall_seven(), "PNG")).decode())
        page.wait_for_selector("#reading [data-source=picture][data-label='7']")
        page.locator("#sketchpad canvas").click()
        page.wait_for_selector("#reading [data-source=drawing]")


def test_a_photo_is_taken_with_the_camera(page: Page) -> None:
    page.click("#picture button.camera")
    page.wait_for_function("document.querySelector('#picture video').videoWidth > 0")
    page.click("#picture .shoot")
    page.wait_for_selector("#reading [data-source=picture]")
    expect(page.locator("#picture img")).to_be_visible()
    tracks = page.evaluate("document.querySelector('#picture video').srcObject")
    assert tracks is None, "the camera is switched off"


def test_an_unreadable_file_leaves_the_picture_before(page: Page) -> None:
    upload(page, "seven.png", encoded(tall_seven(), "PNG"))
    page.wait_for_selector("#reading [data-source=picture][data-label='7']")
    upload(page, "words.png", b"no picture")
    page.wait_for_selector("#reading [data-state=error][data-source=picture]")
    expect(page.locator("#picture img")).to_be_visible()
    expect(page.locator("#picture-adjust")).to_be_enabled()
