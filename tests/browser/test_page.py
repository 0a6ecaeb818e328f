"""What holds for the whole page: links, frames, installing, light and dark, downloads."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.tools.pictures import ROOT
from tests.tools.running import open_page


def test_a_link_opens_its_tab_and_a_tab_has_its_link(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/?tab=about")
    page.wait_for_selector("#about-how")
    page.get_by_role("tab", name="Validation").click()
    page.wait_for_function("location.search === '?tab=validation'")
    page.goto(f"{app_url}/?tab=nonsense")
    page.wait_for_selector("#sketchpad canvas")
    expect(page.locator("#sketchpad canvas")).to_be_visible()


def test_in_a_lessons_frame_there_is_no_header(page: Page, app_url: str) -> None:
    lesson = "<h1>Lesson</h1><iframe src='/?embed=1' width=1000 height=700></iframe>"
    page.route("**/lesson", lambda route: route.fulfill(body=lesson, content_type="text/html"))
    page.goto(f"{app_url}/lesson")
    frame = page.frame_locator("iframe")
    expect(frame.locator("body.digitpad-embedded")).to_be_visible()
    expect(frame.locator("#sketchpad canvas")).to_be_visible()
    expect(frame.locator("#header header")).to_be_hidden()
    expect(frame.get_by_role("tab", name="Validation")).to_be_visible()


def test_the_page_can_be_installed(page: Page) -> None:
    manifest = page.evaluate(
        "fetch(document.querySelector('link[rel=manifest]').href).then(answer => answer.json())"
    )
    assert (manifest["name"], manifest["display"]) == ("Digitpad", "standalone")
    icon = page.request.get(page.url + manifest["icons"][0]["src"].lstrip("/"))
    assert icon.headers["content-type"].startswith("image/")


def test_the_switch_between_light_and_dark_is_remembered(page: Page, app_url: str) -> None:
    is_dark = "document.body.classList.contains('dark')"
    assert not page.evaluate(is_dark)
    page.click("#theme-switch")
    assert page.evaluate(is_dark)
    open_page(page, app_url)
    page.wait_for_function(is_dark)
    page.get_by_role("button", name="Switch to light").click()
    assert not page.evaluate(is_dark)


def test_weights_and_card_can_be_downloaded(page: Page, app_url: str) -> None:
    page.get_by_role("tab", name="About").click()
    for name, words in (("model.safetensors", "the weights"), ("README.md", "their card")):
        with page.expect_download() as download:
            page.get_by_role("link", name=f"Download {words}").click()
        assert download.value.suggested_filename == f"mnist-{name}"
        assert (
            Path(download.value.path()).read_bytes() == (ROOT / "weights/mnist" / name).read_bytes()
        )
