"""Teaching: corrections of one's own hand, and symbols of one's own."""

import csv
import io
import re
import zipfile
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from model import Predictor
from tests.tools.pictures import encoded, tall_seven
from tests.tools.running import draw, reading, wait_for_answer
from tests.tools.taking_home import take_home

TICK = [(0.25, 0.55), (0.42, 0.75), (0.8, 0.25)]
BARS = [(0.2, 0.5), (0.8, 0.5)]
BOX = [(0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75), (0.25, 0.25)]
SYMBOLS = {"tick": TICK, "bar": BARS, "box": BOX}


def correct(page: Page, label: str) -> None:
    """Say what the drawing should have been, and wait until that has been learned."""
    page.click("#correct")
    page.locator("#corrections .choices button", has_text=label).click()
    expect(page.locator("#corrections .sign")).to_contain_text("Reads with your hand")


def expect_label(page: Page, label: str) -> None:
    expect(page.locator("#reading .view")).to_have_attribute("data-label", label)


@pytest.fixture
def corrected(page: Page) -> Page:
    """A 7 that shall be a 1."""
    draw(page)
    assert wait_for_answer(page)["label"] == "7"
    correct(page, "1")
    expect_label(page, "1")
    return page


def test_nothing_can_be_corrected_before_there_is_an_answer(page: Page) -> None:
    expect(page.locator("#correct")).to_be_disabled()


def test_a_correction_reads_at_once_and_its_price_is_shown(corrected: Page) -> None:
    page = corrected
    expect(page.locator("#corrections .sign")).to_have_text("Reads with your hand: 1 example")
    page.click("#corrections summary")
    expect(page.locator("#corrections .gallery li")).to_have_count(1)
    meter = page.locator("#corrections .meter")
    expect(meter).to_contain_text("of 1 of your examples right")
    expect(meter).to_contain_text("of the 10,000 test pictures")


def test_it_can_be_switched_off_and_on_and_reset(corrected: Page) -> None:
    page = corrected
    page.click("#corrections summary")
    page.click("#corrections [data-do=toggle]")
    expect_label(page, "7")
    expect(page.locator("#corrections .sign")).to_have_text("")
    page.click("#corrections [data-do=toggle]")
    expect_label(page, "1")
    reset = page.locator("#corrections [data-do=reset]")
    reset.click()
    expect(reset).to_have_text("Press again to delete all")
    expect(page.locator("#corrections .gallery li")).to_have_count(1)
    reset.click()
    expect(reset).to_have_text("Delete all")
    expect_label(page, "7")
    expect(page.locator("#corrections .gallery li")).to_have_count(0)


def test_the_validation_tab_follows_a_correction(page: Page) -> None:
    page.get_by_role("tab", name="Validation").click()
    introduction = page.locator("#validation-introduction")
    expect(introduction).to_contain_text("The shipped network.")
    page.get_by_role("tab", name="Draw").click()
    draw(page)
    wait_for_answer(page)
    correct(page, "1")
    page.get_by_role("tab", name="Validation").click()
    expect(introduction).to_contain_text("the last layer that your corrections taught")


def test_what_another_network_said_of_damage_and_change_is_forgotten(page: Page) -> None:
    draw(page)
    wait_for_answer(page)
    page.click("#inside summary")
    said = page.locator("#inside .damage .said li").first
    expect(said).to_contain_text("MLP reads 7")
    page.locator("#inside .wishes button", has_text="3").click()
    expect(page.locator("#inside .change .changed")).to_be_visible()
    correct(page, "1")
    expect(said).to_contain_text("MLP reads 1")
    expect(page.locator("#inside .change .changed")).not_to_be_visible()


def test_deleting_by_keyboard_keeps_its_place(page: Page) -> None:
    for label in ("1", "2"):
        draw(page, BARS if label == "2" else TICK)
        wait_for_answer(page)
        correct(page, label)
    page.click("#corrections summary")
    buttons = page.locator("#corrections .gallery button")
    expect(buttons).to_have_count(2)
    buttons.nth(1).focus()
    page.keyboard.press("Enter")
    expect(buttons).to_have_count(1)
    expect(buttons.first).to_be_focused()


def test_an_example_can_be_deleted(corrected: Page) -> None:
    page = corrected
    page.click("#corrections summary")
    page.locator("#corrections .gallery button").click()
    expect_label(page, "7")


def test_corrections_survive_a_reload(corrected: Page) -> None:
    page = corrected
    page.reload()
    page.wait_for_selector("#sketchpad canvas")
    expect(page.locator("#corrections .sign")).to_contain_text("Reads with your hand")
    expect_label(page, "1")


def test_examples_are_saved_and_opened_again(corrected: Page, tmp_path: Path) -> None:
    page = corrected
    page.click("#corrections summary")
    with page.expect_download() as download:
        page.click("#corrections [data-do=export]")
    path = tmp_path / "mine.zip"
    download.value.save_as(path)
    with zipfile.ZipFile(path) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("labels.csv").decode())))
        assert [(row["file"], row["label"]) for row in rows] == [("001.png", "1")]
    page.dblclick("#corrections [data-do=reset]")
    expect_label(page, "7")
    page.set_input_files("#corrections input[type=file]", path)
    expect_label(page, "1")
    page.set_input_files(
        "#corrections input[type=file]",
        {"name": "bad.zip", "mimeType": "application/zip", "buffer": b"no archive"},
    )
    sign = page.locator("#corrections .sign")
    expect(sign).to_contain_text("This is no archive of examples")
    correct(page, "4")
    page.set_input_files(
        "#corrections input[type=file]",
        {"name": "huge.zip", "mimeType": "application/zip", "buffer": bytes(2_000_000)},
    )
    expect(sign).to_contain_text("This is no archive of examples")


def test_garments_are_corrected_too(page: Page) -> None:
    page.locator("#dataset label", has_text="Garments").click()
    draw(page, BOX)
    before = wait_for_answer(page)["label"]
    name = "Bag" if before != "Bag" else "Coat"
    correct(page, name)
    expect_label(page, name)
    page.locator("#dataset label", has_text="Digits").click()
    expect(page.locator("#corrections .sign")).to_have_text("")


# ---- Symbols


def draw_symbol(page: Page, points: list[tuple[float, float]], random: np.random.Generator) -> None:
    """A symbol on the Teach tab's pad, drawn a little differently each time, and its answer."""
    page.locator("#teach-pad").scroll_into_view_if_needed()
    box = page.locator("#teach-pad").bounding_box()
    shift = random.uniform(-0.08, 0.08, 2)
    for index, point in enumerate(points):
        x, y = np.array(point) + shift + random.normal(0, 0.015, 2)
        page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=4)
        if index == 0:
            page.mouse.down()
    page.mouse.up()
    page.wait_for_function(
        """() => document.querySelector("#teach-pad").dataset.revision
          === document.querySelector("#teach-reading").dataset.answer"""
    )


def teach(page: Page, examples: int = 3) -> np.random.Generator:
    """Name three symbols and draw some of each."""
    page.get_by_role("tab", name="Teach").click()
    for name in SYMBOLS:
        page.fill("#teach-name", name)
        page.click("#teach-add")
    random = np.random.default_rng(1)
    for index, points in enumerate(SYMBOLS.values()):
        for _ in range(examples):
            draw_symbol(page, points, random)
            page.press("#teach-pad", str(index + 1))
    expect(page.locator("#teach-part .taught")).to_have_attribute("data-ready", "true")
    expect(page.locator("#teach-part .taught")).to_have_attribute(
        "data-examples", str(examples * len(SYMBOLS))
    )
    return random


def expect_symbols_read(page: Page, random: np.random.Generator) -> None:
    """Every symbol, drawn once more, is read."""
    for name, points in SYMBOLS.items():
        draw_symbol(page, points, random)
        expect(page.locator("#teach-reading")).to_have_attribute("data-label", name)
        page.press("#teach-pad", "c")


def expect_verdict(page: Page) -> None:
    """What is said of borrowed features agrees with the two figures above it."""
    borrowed, pixels = map(
        float, re.findall(r"([\d.]+)\s%", page.locator("#teach-part .worth .at").inner_text())
    )
    lead = round(abs(borrowed - pixels), 1)
    way = "with" if borrowed > pixels else "without"
    start = f"better {way} borrowed features, by {lead:.1f} points: " if lead else "equally well"
    expect(page.locator("#teach-part .worth .verdict")).to_contain_text(f"It reads {start}")


def test_three_symbols_are_taught_read_and_read_again_after_a_reload(page: Page) -> None:
    random = teach(page)
    expect_symbols_read(page, random)
    expect(page.locator("#teach-part .left-out")).to_contain_text("of 9 examples right")
    expect(page.locator("#teach-part .confusion tr")).to_have_count(4)
    expect(page.locator("#teach-part .worth .at")).to_contain_text("on the bare pixels")
    expect_verdict(page)
    page.reload()
    page.get_by_role("tab", name="Teach").click()
    expect(page.locator("#teach-part .taught")).to_have_attribute("data-ready", "true")
    expect_symbols_read(page, random)


def test_taught_symbols_are_shown_and_can_be_forgotten(page: Page) -> None:
    teach(page, examples=1)
    kept = page.locator("#teach-part .kept")
    expect(kept.locator("li")).to_have_count(len(SYMBOLS))
    expect(kept.locator("li").first).to_be_visible()
    kept.locator("[data-do=forget]").click()
    expect(kept).to_be_visible()
    kept.locator("[data-do=forget]").click()
    expect(kept).not_to_be_visible()
    expect(page.locator("#teach-reading")).to_contain_text("Name at least two symbols.")


def test_what_is_none_of_them_is_refused(page: Page) -> None:
    random = teach(page)
    zigzag = [(0.1 + 0.08 * i, 0.2 if i % 2 else 0.8) for i in range(11)]
    draw_symbol(page, zigzag, random)
    expect(page.locator("#teach-reading")).to_have_attribute("data-label", "")
    expect(page.locator("#teach-reading")).to_contain_text("none of your symbols")


def test_the_taught_network_is_taken_home(page: Page, tmp_path: Path) -> None:
    teach(page)
    take_home(page, "#teach-part", "my-symbols", tmp_path)
    assert Predictor.from_pretrained(tmp_path / "my-symbols").classes == tuple(SYMBOLS)


def test_a_cleared_photo_can_no_longer_be_added(page: Page) -> None:
    teach(page, examples=1)
    picture = {"name": "7.png", "mimeType": "image/png", "buffer": encoded(tall_seven(), "PNG")}
    page.set_input_files("#teach-part input[type=file]", picture)
    answer = page.locator("#teach-reading .glyph")
    expect(answer).not_to_have_text("")
    page.locator("#teach-part [data-do=clear]").first.click()
    expect(answer).to_have_text("")
    page.locator("#teach-part .add").first.click()
    expect(page.locator("#teach-part .problem").first).to_contain_text("Draw it first.")


def test_wrong_names_and_missing_drawings_are_one_sentence(page: Page) -> None:
    page.get_by_role("tab", name="Teach").click()
    problem = page.locator("#teach-part .problem")
    page.click("#teach-add")
    expect(problem).to_have_text("Give the symbol a name first.")
    for _ in range(2):
        page.fill("#teach-name", "A")
        page.click("#teach-add")
    expect(problem).to_have_text("There is a A already.")
    page.locator("#teach-classes .add").click()
    expect(problem).to_have_text("Draw it first.")


def test_it_can_be_taught_on_a_phone(phone: Page) -> None:
    random = teach(phone, examples=1)
    expect_symbols_read(phone, random)
    wide = phone.evaluate("document.documentElement.scrollWidth")
    assert wide <= phone.evaluate("innerWidth")


def test_another_visitor_is_read_as_ever(corrected: Page, visit) -> None:
    other = visit()
    draw(other)
    assert wait_for_answer(other)["label"] == "7"
    assert reading(corrected)["label"] == "1"
