"""Teaching symbols of one's own: they are named, drawn, read, kept and taken home."""

import re
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, expect

from model import Predictor
from tests.tools.pictures import encoded, tall_seven
from tests.tools.taking_home import take_home

TICK = [(0.25, 0.55), (0.42, 0.75), (0.8, 0.25)]
BARS = [(0.2, 0.5), (0.8, 0.5)]
BOX = [(0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75), (0.25, 0.25)]
SYMBOLS = {"tick": TICK, "bar": BARS, "box": BOX}


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
