"""Uploading pictures of any name, and a file that is none."""

from pathlib import Path

from tests.engines.engine import Engine
from tests.engines.visit import ink, text, wait_for_answer, wait_for_reading
from tests.tools.fuzz import is_one_sentence
from tests.tools.pictures import encoded, heic, tall_seven

FIELD = "#picture input[type=file]"


def expect_seven_of_the_picture(page: Engine) -> None:
    """A 7 was read from a picture, which is shown upright."""
    wait_for_reading(page, source="picture", label="7")
    page.wait_for("document.querySelector('#picture img').naturalHeight === 320")


def test_a_png_is_read(page: Engine, seven: Path) -> None:
    page.choose_file(FIELD, seven)
    expect_seven_of_the_picture(page)


def test_a_picture_with_an_ending_that_nobody_knows_is_read(page: Engine, tmp_path: Path) -> None:
    path = tmp_path / "seven.scan7"
    path.write_bytes(encoded(tall_seven(), "PNG"))
    page.choose_file(FIELD, path)
    expect_seven_of_the_picture(page)


def test_a_photo_of_a_phone_is_read(page: Engine, tmp_path: Path) -> None:
    path = tmp_path / "IMG_0042.HEIC"
    path.write_bytes(heic())
    page.choose_file(FIELD, path)
    expect_seven_of_the_picture(page)


def test_a_text_gives_one_sentence_and_takes_nothing_away(
    page: Engine, seven: Path, tmp_path: Path
) -> None:
    page.draw([(0.5, 0.2), (0.5, 0.8)])
    assert wait_for_answer(page)["label"] == "1"
    drawn = ink(page)
    page.choose_file(FIELD, seven)
    expect_seven_of_the_picture(page)
    path = tmp_path / "words.txt"
    path.write_text("These are words, not a picture.")
    page.choose_file(FIELD, path)
    wait_for_reading(page, source="picture", state="error")
    assert is_one_sentence(text(page, "#reading .sentence"))
    expect_picture_stays(page)
    page.click("#picture .remove")
    wait_for_reading(page, source="drawing", label="1")
    assert ink(page) == drawn


def expect_picture_stays(page: Engine) -> None:
    """The picture from before is shown, and may be cropped."""
    assert page.evaluate("document.querySelector('#picture img').naturalHeight") == 320
    assert page.evaluate("document.querySelector('#picture-adjust').disabled") is False
