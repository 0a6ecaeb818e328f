"""Things of one's own: taught with three photos each, read at once, and nothing lost on the way."""

from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import serious_issues
from tests.tools.pictures import encoded, enlarged, garments_of

THINGS = {"trousers": 1, "sneaker": 7}  # labels of Fashion-MNIST


def photo(label: int, index: int) -> dict[str, str | bytes]:
    """A test picture of a garment as a photo of 280 × 280, in a file for the page."""
    picture = Image.fromarray(enlarged(garments_of(label)[index])).convert("RGB")
    return {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": encoded(picture, "JPEG")}


def teach(page: Page) -> None:
    """Name two things and add three photos of each."""
    page.get_by_role("tab", name="Teach").click()
    page.locator("#teach-kind label", has_text="Things").click()
    for index, (name, label) in enumerate(THINGS.items()):
        page.fill("#things-name", name)
        page.click("#things-add")
        files = [photo(label, number) for number in range(3)]
        page.locator("#things-classes input").nth(index).set_input_files(files)
        expect(page.locator("#things .gallery li")).to_have_count(3 * (index + 1))
    expect(page.locator("#things .taught")).to_have_attribute("data-examples", "6")


def expect_read(page: Page, name: str) -> None:
    """A photo that it has not seen is read."""
    page.set_input_files("#things-photo input", photo(THINGS[name], 20))
    expect(page.locator("#things-reading")).to_have_attribute("data-label", name)


def test_two_things_are_taught_and_nothing_is_lost(page: Page, tmp_path: Path) -> None:
    teach(page)
    for name in THINGS:
        expect_read(page, name)
    expect(page.locator("#things .left-out")).to_contain_text("of 6 examples right")

    page.locator("#teach-kind label", has_text="Symbols").click()
    expect(page.locator("#teach-pad")).to_be_visible()
    expect(page.locator("#things-name")).not_to_be_visible()
    page.go_back()
    expect(page.locator("#things-reading")).to_have_attribute("data-label", "sneaker")

    page.reload()
    expect(page.locator("#things .taught")).to_have_attribute("data-examples", "6")
    expect_read(page, "trousers")

    with page.expect_download() as download:
        page.click("#things [data-do=save]")
    archive = tmp_path / "photos.zip"
    download.value.save_as(archive)
    page.dblclick("#things [data-do=forget]")
    expect(page.locator("#things .gallery li")).to_have_count(0)
    expect(page.locator("#things-reading")).to_contain_text("Name at least two things.")
    page.set_input_files("#things .archive input", archive)
    expect(page.locator("#things .gallery li")).to_have_count(6)
    expect_read(page, "sneaker")


def test_it_can_be_taught_on_a_phone(phone: Page) -> None:
    teach(phone)
    expect(phone.locator("#things .camera")).to_be_visible()
    expect_read(phone, "trousers")
    phone.locator("#things-classes .add").first.click()
    expect(phone.locator("#things .gallery li")).to_have_count(7)
    expect(phone.locator("#things-photo img")).not_to_be_visible()
    no_picture = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    phone.set_input_files("#things-photo input", no_picture)
    expect(phone.locator("#things .problem")).to_contain_text("can't open that picture")
    wide = phone.evaluate("document.documentElement.scrollWidth")
    assert wide <= phone.evaluate("innerWidth")
    assert serious_issues(phone) == []
