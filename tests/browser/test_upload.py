"""Uploading: every kind of picture, files that are none, and the two named endpoints."""

import base64
import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from gradio_client import Client, handle_file
from gradio_client.exceptions import AppError
from PIL import Image, ImageDraw
from pillow_heif import from_pillow
from playwright.sync_api import Page, expect

from tests.tools.running import draw, wait_for_answer

FILE_INPUT = "#picture input[type=file]"
REMOVE = "#picture [aria-label='Remove Image']"


def seven(mode: str = "L", paper: int | tuple = 255, ink: int | tuple = 0) -> Image.Image:
    """A 7 in thick strokes, 240 × 320 pixels."""
    image = Image.new(mode, (240, 320), paper)
    ImageDraw.Draw(image).line([(60, 70), (180, 70), (110, 260)], ink, 22, joint="curve")
    return image


def encoded(image: Image.Image, format: str, **options: object) -> bytes:
    """The bytes of a picture file."""
    buffer = io.BytesIO()
    image.save(buffer, format, **options)
    return buffer.getvalue()


def sideways_photo() -> bytes:
    """A JPEG that lies on its side, with the EXIF orientation that sets it upright."""
    exif = Image.Exif()
    exif[0x0112] = 6  # "turn a quarter clockwise to show"
    return encoded(seven().convert("RGB").rotate(90, expand=True), "JPEG", exif=exif)


def heic() -> bytes:
    """A HEIC file as a phone writes it."""
    buffer = io.BytesIO()
    from_pillow(seven().convert("RGB")).save(buffer)
    return buffer.getvalue()


def sixteen_bit() -> bytes:
    """A PNG of 16 bits a pixel."""
    levels = np.asarray(seven()).astype(np.uint16) * 257
    return encoded(Image.fromarray(levels), "PNG")


PICTURES: dict[str, Callable[[], bytes]] = {
    "transparent.png": lambda: encoded(seven("RGBA", (0, 0, 0, 0), (0, 0, 0, 255)), "PNG"),
    "sixteen-bit.png": sixteen_bit,
    "one-bit.png": lambda: encoded(seven("1", 1, 0), "PNG"),
    "light-on-dark.png": lambda: encoded(seven("RGB", (20, 30, 40), (240, 240, 220)), "PNG"),
    "photo.jpg": lambda: encoded(seven().convert("RGB"), "JPEG"),
    "sideways.jpg": sideways_photo,
    "cmyk.jpg": lambda: encoded(seven().convert("CMYK"), "JPEG"),
    "picture.webp": lambda: encoded(seven(), "WEBP"),
    "picture.gif": lambda: encoded(seven(), "GIF"),
    "picture.bmp": lambda: encoded(seven(), "BMP"),
    "picture.tiff": lambda: encoded(seven(), "TIFF"),
    "phone.heic": heic,
}

BAD_FILES: dict[str, Callable[[], bytes]] = {
    "text.png": lambda: b"These are words, not a picture.",
    "empty.png": lambda: b"",
    "truncated.jpg": lambda: encoded(seven().convert("RGB"), "JPEG")[:700],
    "drawing.svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>',
    "bomb.png": lambda: encoded(Image.new("1", (14_000, 14_000)), "PNG"),
}


def upload(page: Page, name: str, content: bytes) -> None:
    """Choose a file, as if in the browser's own dialogue."""
    page.set_input_files(FILE_INPUT, {"name": name, "mimeType": "", "buffer": content})


def is_one_sentence(text: str) -> bool:
    """One full stop, at the end, and nothing that only a programmer could read."""
    return text.endswith(".") and text.count(". ") == 0 and "Error" not in text and "/" not in text


@pytest.mark.parametrize("name", PICTURES)
def test_every_kind_of_picture_is_read(page: Page, name: str) -> None:
    upload(page, name, PICTURES[name]())
    page.wait_for_selector("#reading [data-source=picture][data-label='7']")
    expect(page.locator("#picture img")).to_be_visible()
    size = page.locator("#picture img").evaluate("img => [img.naturalWidth, img.naturalHeight]")
    assert size == [240, 320], "the preview is upright and shows in every browser"


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_gives_one_sentence_and_the_page_goes_on(page: Page, name: str) -> None:
    upload(page, name, BAD_FILES[name]())
    page.wait_for_selector("#reading [data-state=error]")
    assert is_one_sentence(page.locator("#reading .sentence").inner_text())
    upload(page, "good.png", encoded(seven(), "PNG"))
    page.wait_for_selector("#reading [data-label='7']")


def test_what_was_touched_last_is_what_is_read(page: Page) -> None:
    draw(page, [(0.5, 0.2), (0.5, 0.8)])
    assert wait_for_answer(page)["label"] == "1"
    upload(page, "seven.png", encoded(seven(), "PNG"))
    page.wait_for_selector("#reading [data-source=picture][data-label='7']")
    expect(page.locator("#reading .source")).to_have_text("Your picture")
    page.click(REMOVE)
    page.wait_for_selector("#reading [data-source=drawing][data-label='1']")
    upload(page, "seven.png", encoded(seven(), "PNG"))
    page.wait_for_selector("#reading [data-source=picture]")
    draw(page, [(0.48, 0.3), (0.48, 0.7)])
    assert wait_for_answer(page)["source"] == "drawing"
    expect(page.locator("#reading .source")).to_have_text("Your drawing")


TRANSFER = """([event, target, encoded]) => {
  const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], "seven.png", { type: "image/png" }));
  const options = { bubbles: true, cancelable: true };
  document.querySelector(target).dispatchEvent(event === "paste"
    ? new ClipboardEvent("paste", { ...options, clipboardData: data })
    : new DragEvent("drop", { ...options, dataTransfer: data }));
}"""


@pytest.mark.parametrize(("event", "target"), [("drop", "#picture button"), ("paste", "body")])
def test_a_picture_is_dropped_or_pasted(page: Page, event: str, target: str) -> None:
    for _ in range(2):  # the second one takes the place of the first
        content = base64.b64encode(encoded(seven(), "PNG")).decode()
        page.evaluate(TRANSFER, [event, target, content])
        page.wait_for_selector("#reading [data-source=picture][data-label='7']")
        page.locator("#sketchpad canvas").click()
        page.wait_for_selector("#reading [data-source=drawing]")
        target = "#picture .upload-container"


def test_a_photo_is_taken_with_the_camera(page: Page) -> None:
    page.click("#picture [aria-label='Capture from camera']")
    page.click("#picture [title='grant webcam access']")
    page.wait_for_function("document.querySelector('#picture video')?.videoWidth > 0")
    page.click("#picture [title='capture photo']")
    page.wait_for_selector("#reading [data-source=picture]")
    expect(page.locator("#picture img")).to_be_visible()


@pytest.fixture(scope="module")
def client(app_url: str) -> Client:
    """A client of the running app, as any program has it."""
    return Client(app_url, verbose=False)


@pytest.fixture
def seven_file(tmp_path: Path) -> Path:
    """A 7 as a file."""
    path = tmp_path / "seven.png"
    path.write_bytes(encoded(seven(), "PNG"))
    return path


def test_predict_answers_with_a_label_and_ten_confidences(client: Client, seven_file: Path) -> None:
    answer = client.predict(handle_file(seven_file), api_name="/predict")
    assert answer["label"] == "7"
    assert [each["label"] for each in answer["confidences"]] == list("0123456789")
    assert sum(each["confidence"] for each in answer["confidences"]) == pytest.approx(1, abs=1e-4)
    assert answer == client.predict(handle_file(seven_file), "mnist", api_name="/predict")


def test_predict_has_no_label_for_blank_paper(client: Client, tmp_path: Path) -> None:
    Image.new("L", (100, 100), 255).save(tmp_path / "blank.png")
    answer = client.predict(handle_file(tmp_path / "blank.png"), api_name="/predict")
    assert answer["label"] is None


def test_read_answers_with_the_text_and_its_digits(client: Client, seven_file: Path) -> None:
    answer = client.predict(handle_file(seven_file), api_name="/read")
    assert answer["text"] == "7"
    (digit,) = answer["digits"]
    assert digit["label"] == "7"
    assert 0.5 < digit["confidence"] <= 1
    left, top, right, bottom = digit["box"]
    assert (left, top) == pytest.approx((50, 59), abs=12)
    assert (right, bottom) == pytest.approx((191, 270), abs=12)


@pytest.mark.parametrize("endpoint", ["/predict", "/read"])
@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_gives_one_sentence_through_the_client(
    client: Client, tmp_path: Path, endpoint: str, name: str
) -> None:
    (tmp_path / name).write_bytes(BAD_FILES[name]())
    with pytest.raises(AppError) as error:
        client.predict(handle_file(tmp_path / name), api_name=endpoint)
    assert is_one_sentence(str(error.value))


def test_an_unknown_data_set_gives_one_sentence(client: Client, seven_file: Path) -> None:
    with pytest.raises(AppError) as error:
        client.predict(handle_file(seven_file), "letters", api_name="/predict")
    assert is_one_sentence(str(error.value))
    assert "letters" in str(error.value)


def test_only_the_two_named_endpoints_are_public(client: Client) -> None:
    named = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    assert set(named) == {"/predict", "/read"}
