"""A picture is cropped, turned and set upright before it is read."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_draw import ink
from tests.browser.test_number_view import BOXES, page_of
from tests.tools.pictures import encoded, tall_seven
from tests.tools.running import reading, upload


def test_a_picture_is_cropped(page: Page) -> None:
    expect(page.locator("#picture-adjust")).to_be_disabled()
    upload(page, "number.png", page_of("2026"))
    page.wait_for_selector("#reading [data-label='2026']")
    page.click("#picture-adjust")
    expect(page.locator(".adjust .crop")).to_be_focused()
    stage = page.locator(".adjust canvas").bounding_box()
    middle = stage["y"] + stage["height"] / 2
    page.mouse.move(stage["x"] + stage["width"] - 4, stage["y"] + stage["height"] - 4)
    page.mouse.down()
    page.mouse.move(stage["x"] + stage["width"] / 2, middle + stage["height"] / 2 - 4, steps=5)
    page.mouse.up()
    page.click(".adjust [data-do=apply]")
    page.wait_for_selector("#reading [data-label='20']")


def test_a_picture_is_rotated(page: Page) -> None:
    sideways = tall_seven().rotate(90, expand=True)
    upload(page, "sideways.png", encoded(sideways, "PNG"))
    page.wait_for_selector("#reading [data-source=picture]")
    page.click("#picture-adjust")
    page.click(".adjust [data-do=right]")
    page.click(".adjust [data-do=apply]")
    page.wait_for_selector("#reading [data-label='7']")
    size = page.locator("#picture img").evaluate("img => [img.naturalWidth, img.naturalHeight]")
    assert size == [240, 320]


def test_the_main_button_keeps_its_colour_under_the_pointer(page: Page) -> None:
    upload(page, "seven.png", encoded(tall_seven(), "PNG"))
    page.wait_for_selector("#reading [data-source=picture]")
    page.click("#picture-adjust")
    main = page.locator(".adjust .main")
    colour = main.evaluate("button => getComputedStyle(button).backgroundColor")
    main.hover()
    expect(main).to_have_css("background-color", colour)


def test_a_slanting_picture_is_set_upright(page: Page) -> None:
    slanting = tall_seven().rotate(30, expand=True, fillcolor=255)
    upload(page, "slanting.png", encoded(slanting, "PNG"))
    page.wait_for_selector("#reading [data-source=picture]")
    page.click("#picture-adjust")
    page.locator(".adjust .angle input").fill("30")
    frame, stage = (page.locator(f".adjust {part}").bounding_box() for part in (".crop", "canvas"))
    assert frame["width"] < 0.8 * stage["width"], "the empty corners stay outside"
    page.click(".adjust [data-do=left]")
    page.click(".adjust [data-do=right]")
    again = page.locator(".adjust .crop").bounding_box()
    assert again == pytest.approx(frame, abs=1)
    corner = page.locator(".adjust canvas").evaluate(
        "canvas => [...canvas.getContext('2d').getImageData(2, 2, 1, 1).data]"
    )
    assert min(corner) > 200, "they have the colour of the paper"
    page.click(".adjust [data-do=apply]")
    page.wait_for_selector("#reading [data-label='7'][data-state=digit]")


def test_a_box_that_is_pressed_again_is_cropped_to(page: Page) -> None:
    upload(page, "number.png", page_of("2026"))
    page.wait_for_selector("#reading [data-label='2026']")
    page.locator(BOXES).nth(3).click()
    expect(page.locator("#reading .count")).to_contain_text("press again to crop to it")
    page.locator(BOXES).nth(3).click()
    expect(page.locator(".adjust")).to_be_visible()
    page.click(".adjust [data-do=apply]")
    page.wait_for_selector("#reading [data-label='6']")


def test_with_the_camera_open_there_is_nothing_to_crop(page: Page) -> None:
    upload(page, "seven.png", encoded(tall_seven(), "PNG"))
    page.wait_for_selector("#reading [data-label='7']")
    expect(page.locator("#picture-adjust")).to_be_enabled()
    page.click("#picture .remove")
    page.click("#picture button.camera")
    page.wait_for_function("document.querySelector('#picture video').videoWidth > 0")
    expect(page.locator("#picture-adjust")).to_be_disabled()


def test_cropping_can_be_left_with_escape(page: Page) -> None:
    upload(page, "seven.png", encoded(tall_seven(), "PNG"))
    page.wait_for_selector("#reading [data-label='7']")
    page.click("#picture-adjust")
    expect(page.locator(".adjust .crop")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".adjust")).to_be_hidden()
    assert reading(page)["label"] == "7"
    assert ink(page) == 0
