"""Corrections: a visitor says what a drawing should have been, and it is read so from then on."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.tools.running import draw, reading, wait_for_answer

TICK = [(0.25, 0.55), (0.42, 0.75), (0.8, 0.25)]
BAR = [(0.2, 0.5), (0.8, 0.5)]
BOX = [(0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75), (0.25, 0.25)]


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
        draw(page, BAR if label == "2" else TICK)
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


def test_another_visitor_is_read_as_ever(corrected: Page, visit) -> None:
    other = visit()
    draw(other)
    assert wait_for_answer(other)["label"] == "7"
    assert reading(corrected)["label"] == "1"
