"""Every kind of picture comes out upright, in RGB, on white; every bad one gives a sentence."""

import io

import cv2
import numpy as np
import pytest
from PIL import ExifTags, Image, ImageOps

from model.picture.decoding import MAX_PIXELS, WORKING_SIDE, UnreadablePicture, decode
from tests.tools.pictures import encoded, seven


@pytest.fixture
def black_on_white():
    return Image.fromarray(seven(120, 10))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK", "YCbCr", "I", "F", "LA"])
def test_every_mode_keeps_ink_dark_and_paper_light(black_on_white, mode):
    if mode == "LA":
        image = Image.merge("LA", (black_on_white, Image.new("L", black_on_white.size, 255)))
    else:
        image = black_on_white.convert(mode)
    pixels = decode(image).pixels
    assert pixels.shape == (120, 120, 3)
    assert pixels.dtype == np.uint8
    assert np.abs(pixels.astype(int).mean(axis=2) - np.asarray(black_on_white)).mean() < 6


def test_sixteen_bit_grey_is_scaled_and_not_clipped():
    deep = np.asarray(seven(120, 10)).astype(np.uint16) * 257
    file = encoded(Image.fromarray(deep), "PNG")
    assert np.array_equal(decode(file).pixels[..., 0], seven(120, 10))


def test_black_ink_on_transparent_canvas_stays_visible():
    ink = 255 - seven(120, 10)
    canvas = np.dstack([np.zeros((120, 120, 3), np.uint8), ink])
    assert np.array_equal(decode(Image.fromarray(canvas)).pixels[..., 0], 255 - ink)


def test_white_ink_on_transparent_canvas_stays_visible():
    ink = 255 - seven(120, 10)
    canvas = np.dstack([np.full((120, 120, 3), 255, np.uint8), ink])
    assert np.array_equal(decode(Image.fromarray(canvas)).pixels[..., 0], ink)


def test_photo_is_turned_upright_by_exif():
    landscape = Image.fromarray(seven(200, 14)[:100])
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held on its side: turn it clockwise
    picture = decode(encoded(landscape, "JPEG", exif=exif, quality=95))
    assert (picture.width, picture.height) == (100, 200)
    turned = np.rot90(np.asarray(landscape), -1)
    assert np.abs(picture.pixels[..., 0].astype(int) - turned).mean() < 3


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_is_turned_as_pillow_turns_it(orientation):
    image = Image.fromarray(seven(60, 5)[:40])
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    file = encoded(image, "PNG", exif=exif)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(file)))
    picture = decode(file)
    assert np.array_equal(picture.pixels[..., 0], np.asarray(upright))
    assert (picture.width, picture.height) == upright.size


def test_what_is_drawn_on_an_array_later_does_not_change_the_picture():
    array = np.full((40, 40, 3), 255, np.uint8)
    picture = decode(array)
    array[:] = 0
    assert picture.pixels.min() == 255


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "I;16"])
def test_large_pictures_of_every_mode_are_shrunk(mode):
    large = np.kron(seven(250, 20), np.ones((20, 20), np.uint8))  # 25 megapixels
    image = Image.fromarray(large.astype(np.uint16) * 257 if mode == "I;16" else large)
    pixels = decode(image if mode == "I;16" else image.convert(mode)).pixels
    assert pixels.shape == (WORKING_SIDE, WORKING_SIDE, 3)
    expected = cv2.resize(large, (WORKING_SIDE, WORKING_SIDE), interpolation=cv2.INTER_AREA)
    assert np.abs(pixels[..., 0].astype(int) - expected).mean() < 1


@pytest.mark.parametrize(
    ("kind", "options"),
    [("PNG", {}), ("JPEG", {"quality": 95}), ("WEBP", {}), ("GIF", {}), ("BMP", {}), ("TIFF", {})],
)
def test_common_files_are_read(black_on_white, kind, options):
    pixels = decode(encoded(black_on_white, kind, **options)).pixels
    assert np.abs(pixels[..., 0].astype(int) - np.asarray(black_on_white)).mean() < 6


def test_a_phones_heic_photo_is_read(black_on_white):
    from pillow_heif import from_pillow

    file = io.BytesIO()
    from_pillow(black_on_white.convert("RGB")).save(file, quality=95)
    pixels = decode(file.getvalue()).pixels
    assert np.abs(pixels[..., 0].astype(int) - np.asarray(black_on_white)).mean() < 6


def test_cmyk_jpeg_is_not_inverted(black_on_white):
    file = encoded(black_on_white.convert("CMYK"), "JPEG", quality=95)
    assert decode(file).pixels[0, 0].min() > 240


def test_photo_of_twelve_megapixels_is_shrunk_and_remembers_its_size():
    photo = Image.new("RGB", (4000, 3000), "white")
    picture = decode(encoded(photo, "JPEG"))
    assert max(picture.pixels.shape) == WORKING_SIDE
    assert (picture.width, picture.height) == (4000, 3000)


def test_a_large_photo_opened_by_its_owner_stays_as_it_is_and_is_decoded_alike_again():
    with Image.open(io.BytesIO(encoded(Image.new("RGB", (4000, 3000), "white"), "JPEG"))) as photo:
        first, again = decode(photo), decode(photo)
        assert photo.size == (4000, 3000)
    assert (first.width, first.height) == (again.width, again.height) == (4000, 3000)
    assert np.array_equal(first.pixels, again.pixels)


@pytest.mark.parametrize(
    "array",
    [
        seven(60, 6),
        seven(60, 6)[..., None],
        np.repeat(seven(60, 6)[..., None], 3, axis=2),
        seven(60, 6) > 127,
        seven(60, 6) / 255,
        seven(60, 6).astype(np.float64),
        seven(60, 6).astype(np.uint16) * 257,
        seven(60, 6).astype(np.int64),
    ],
    ids=["grey", "one channel", "rgb", "bool", "0..1", "0..255", "16 bit", "int64"],
)
def test_arrays_of_every_kind_are_read(array):
    pixels = decode(array).pixels
    assert np.abs(pixels[..., 0].astype(int) - seven(60, 6)).max() <= 128  # bool has two levels
    assert (pixels[..., 0] < 128).sum() == (seven(60, 6) < 128).sum()


@pytest.mark.parametrize("scale", [1, 255, 65535])
def test_floats_that_resizing_drives_beyond_their_range_are_read(scale):
    enlarged = cv2.resize(
        np.float32(seven(30, 3)) / 255 * scale, (120, 120), interpolation=cv2.INTER_CUBIC
    )
    assert enlarged.min() < 0
    assert enlarged.max() > 1.1 * scale
    expected = cv2.resize(seven(30, 3), (120, 120), interpolation=cv2.INTER_CUBIC)
    assert np.abs(decode(enlarged).pixels[..., 0].astype(int) - expected).max() <= 1


GREY = seven(60, 6) / 255
NORMALISED = {
    "-1..1": (GREY * 2 - 1, "values from -1 to 1"),
    "-1..1, light on dark": (1 - GREY * 2, "values from -1 to 1"),
    "mean and std": ((1 - GREY - 0.1307) / 0.3081, "values from -0.424 to 2.82"),
    "float32 in colour": (
        np.float32(np.repeat(GREY[..., None], 3, axis=2) - [0.485, 0.456, 0.406])
        / np.float32([0.229, 0.224, 0.225]),
        "values from -2.12 to 2.64",
    ),
    "float16": (np.float16(GREY * 2 - 1), "values from -1 to 1"),
    "above 0, and no scale": (GREY * 2.8, "values from 0 to 2.8"),
    "negative integers": (np.int16(GREY * 255) - 128, "values from -128 to 127"),
    "NaN": (np.where(GREY < 0.5, np.nan, GREY), "NaN"),
    "all NaN": (np.full((5, 5), np.nan), "NaN"),
    "infinite": (np.where(GREY < 0.5, np.inf, GREY), "infinite"),
}


@pytest.mark.parametrize("name", NORMALISED)
def test_an_array_that_was_normalised_is_reported_in_one_sentence(name):
    array, words = NORMALISED[name]
    with pytest.raises(UnreadablePicture) as caught:
        decode(array)
    sentence = str(caught.value)
    assert words in sentence
    assert sentence.endswith("pass uint8 in 0..255 or floats in 0..1.")
    assert "\n" not in sentence


def bomb() -> bytes:
    """A PNG that says it has 196 million pixels, in a few hundred kilobytes."""
    return encoded(Image.new("1", (14000, 14000)), "PNG")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"Dear diary, this is text.", "not a picture"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (encoded(Image.fromarray(seven()), "JPEG")[:900], "damaged"),
        (encoded(Image.fromarray(seven()), "PNG")[:300], "damaged"),
        (bomb(), "million pixels"),
    ],
    ids=["empty", "text", "svg", "truncated jpeg", "truncated png", "bomb"],
)
def test_bad_files_give_one_sentence(data, word):
    with pytest.raises(UnreadablePicture) as caught:
        decode(data)
    sentence = str(caught.value)
    assert word in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((0, 5), np.uint8),
        np.zeros((5, 5, 7), np.uint8),
        np.zeros(5, np.uint8),
        np.array([["a"]]),
        np.broadcast_to(np.uint8(0), (9000, MAX_PIXELS // 9000 + 1)),
    ],
    ids=["no pixels", "seven channels", "a row", "text", "too many pixels"],
)
def test_arrays_that_are_no_picture_give_one_sentence(array):
    with pytest.raises(UnreadablePicture, match=r"\.$"):
        decode(array)


def test_missing_file_gives_one_sentence_without_its_folder(tmp_path):
    with pytest.raises(UnreadablePicture, match=r"nothing\.png") as caught:
        decode(tmp_path / "nothing.png")
    assert str(tmp_path) not in str(caught.value)


def test_what_is_no_picture_at_all_gives_one_sentence():
    with pytest.raises(UnreadablePicture, match="NoneType"):
        decode(None)
