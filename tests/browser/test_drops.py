"""Files that are really dropped, by the browser's own drag and drop, whatever their name."""

from pathlib import Path

import pytest
from PIL import Image
from pillow_heif import from_pillow
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP
from tests.tools.fuzz import is_one_sentence
from tests.tools.pictures import encoded, tall_seven
from tests.tools.running import draw, wait_for_answer

SEVEN = "#reading [data-source=picture][data-label='7']"


def drop(page: Page, place: str, *files: Path, **data: object) -> None:
    """Drag files, or something else, over the middle of an element, and let them go."""
    box = page.locator(place).first.bounding_box()
    x, y = box["x"] + box["width"] / 2, min(box["y"] + box["height"] / 2, LAPTOP["height"] - 20)
    mouse = page.context.new_cdp_session(page)
    dragged = {"items": [], "files": list(map(str, files)), "dragOperationsMask": 1} | data
    for kind in ("dragEnter", "dragOver", "drop"):
        mouse.send("Input.dispatchDragEvent", {"type": kind, "x": x, "y": y, "data": dragged})
    mouse.detach()


@pytest.fixture
def seven(tmp_path: Path) -> Path:
    path = tmp_path / "seven.png"
    path.write_bytes(encoded(tall_seven(), "PNG"))
    return path


@pytest.mark.parametrize(
    "place", ["#picture .drop", "#sketchpad canvas", "#header", "#draw-reading"]
)
def test_a_picture_may_be_dropped_anywhere(page: Page, seven: Path, place: str) -> None:
    address = page.url
    drop(page, place, seven)
    page.wait_for_selector(SEVEN)
    assert page.url == address, "the browser did not open the file itself"


def test_a_picture_dropped_on_another_tab_is_read_on_the_draw_tab(page: Page, seven: Path) -> None:
    page.get_by_role("tab", name="About").click()
    drop(page, "#about", seven)
    page.wait_for_selector(SEVEN)
    expect(page.locator("#picture img")).to_be_visible()


def test_a_second_picture_takes_the_place_of_the_first(page: Page, seven: Path) -> None:
    drop(page, "#picture .drop", seven)
    page.wait_for_selector(SEVEN)
    one = seven.with_name("one.png")
    Image.new("L", (200, 300), 255).save(one)
    with Image.open(one) as paper:
        paper.paste(0, (90, 40, 112, 260))
        paper.save(one)
    drop(page, "#picture img", one)
    page.wait_for_selector("#reading [data-source=picture][data-label='1']")
    expect(page.locator("#picture img")).to_be_visible()


@pytest.mark.parametrize("name", ["IMG_0001.HEIC", "photo", "notes.txt", "seven.jpeg.exe"])
def test_the_bytes_decide_and_not_the_name(page: Page, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("HEIC"):
        from_pillow(tall_seven().convert("RGB")).save(path, format="HEIF")
    else:
        path.write_bytes(encoded(tall_seven(), "PNG"))
    drop(page, "#picture .drop", path)
    page.wait_for_selector(SEVEN)


@pytest.mark.parametrize("name", ["words.txt", "empty.png", "folder"])
def test_what_is_no_picture_gets_one_sentence(page: Page, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    else:
        path.write_text("Some words." if name == "words.txt" else "")
    drop(page, "#sketchpad canvas", path)
    page.wait_for_selector("#reading [data-source=picture][data-state=error]")
    assert is_one_sentence(page.locator("#reading .sentence").inner_text())


def test_a_picture_from_another_page_is_not_opened_by_the_browser(page: Page) -> None:
    draw(page)
    wait_for_answer(page)
    link = {"mimeType": "text/uri-list", "data": "https://example.org/seven.png"}
    drop(page, "#sketchpad canvas", items=[link])
    expect(page.locator("#picture .note")).to_contain_text("lies on another site")
    assert "example.org" not in page.url


def test_of_several_pictures_the_first_is_read_and_the_page_says_so(
    page: Page, seven: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.png"
    other.write_bytes(seven.read_bytes())
    drop(page, "#picture .drop", seven, other)
    page.wait_for_selector(SEVEN)
    expect(page.locator("#picture .note")).to_contain_text("the first of them")
