"""JPEG, GIF, BMP and Netpbm files cost little more than their own length, hostile or not."""

import contextlib
import struct

import numpy as np
import pytest
from PIL import Image

from model.picture.decoding import UnreadablePicture, decode
from model.picture.files import gif, jpeg, slow
from tests.tools.file_parts import (
    GIF,
    GREY,
    JPEG,
    gif_with,
    jpeg_with,
    orientation,
    same_as_pillow,
    segment,
)
from tests.tools.pictures import encoded


def test_a_jpeg_loses_what_decoding_does_not_need():
    extra = [segment(0xE2, b"ICC_PROFILE\0\1\1" + bytes(60_000)), segment(0xFE, b"words")]
    data = jpeg_with(*extra, segment(0xE1, b"Exif\0\0" + orientation(1).tobytes()[6:]))
    assert len(jpeg.kept(data)) < len(JPEG) + 200
    assert np.array_equal(decode(data + bytes(1000)).pixels, decode(JPEG).pixels)


def test_adobes_segment_stays_in_a_jpeg_of_four_inks():
    inks = encoded(GREY.convert("CMYK"), "JPEG", quality=95)
    assert b"Adobe" in jpeg.kept(inks)
    assert np.abs(decode(inks).pixels[..., 0].astype(int) - np.asarray(GREY)).mean() < 6


@pytest.mark.parametrize("junk", [b"\xff" * 1_000_000, b"\0" * 1_000_000, b"\xff\0" * 500_000])
def test_junk_between_the_segments_of_a_jpeg_is_skipped(junk):
    data = jpeg_with(segment(0xE5), junk)
    assert len(jpeg.kept(data)) <= len(JPEG)
    assert np.array_equal(decode(data).pixels, decode(JPEG).pixels)


@pytest.mark.parametrize("whole", [JPEG, GIF], ids=["JPEG", "GIF"])
def test_what_is_cut_short_is_refused_in_one_sentence_or_read(whole):
    refused = 0
    for end in range(len(whole)):
        with contextlib.suppress(UnreadablePicture):
            decode(whole[:end])
            refused -= 1
        refused += 1
    assert refused > len(whole) / 4


def test_a_jpeg_with_too_many_segments_or_scans_is_refused():
    progressive = encoded(GREY, "JPEG", progressive=True)
    assert decode(progressive).pixels.shape == (90, 90, 3)
    scan = progressive[progressive.rindex(jpeg.SCAN) : -2]
    for data in (
        jpeg_with(*[segment(0xE5)] * jpeg.MOST_SEGMENTS),
        progressive[:-2] + scan * jpeg.MOST_SCANS + jpeg.END,
    ):
        with pytest.raises(UnreadablePicture, match="damaged"):
            decode(data)


def test_comments_of_a_gif_are_left_out():
    comment = b"!\xfe" + (b"\xff" + bytes(255)) * 20_000 + b"\0"
    assert len(gif.kept(gif_with(comment))) == len(GIF)
    assert np.array_equal(decode(gif_with(comment)).pixels, decode(GIF).pixels)
    with pytest.raises(UnreadablePicture, match="damaged"):
        decode(gif_with(b"!\1\0" * (gif.MOST_BLOCKS + 1)))


def test_the_transparent_colour_of_a_gif_stays():
    clear = Image.new("RGBA", (40, 30))
    clear.paste((0, 0, 0, 255), (10, 5, 20, 25))
    assert same_as_pillow(encoded(clear, "GIF"))


def test_pixels_in_decimal_numbers_are_read_while_they_are_few():
    header = b"P2 # a comment\n90 90\n255\n"
    numbers = b" ".join(b"%d" % level for level in np.asarray(GREY).flat)
    assert same_as_pillow(header + numbers)
    with pytest.raises(UnreadablePicture, match="damaged"):
        decode(header + numbers + b" " * slow.LARGEST)


def test_large_pictures_of_bytes_are_read_but_not_behind_a_long_comment():
    pixels = bytes(600 * 600)
    assert decode(b"P5\n# made here\n600 600\n255\n" + pixels).width == 600
    assert decode(b"P5 600 600 65535 " + pixels * 2).width == 600
    with pytest.raises(UnreadablePicture, match="damaged"):
        decode(b"P5\n#" + bytes(slow.HEADER) + b"\n600 600 255\n" + pixels)


def test_a_bmp_of_too_many_runs_is_refused():
    runs = struct.pack("<2sIHHI", b"BM", 0, 0, 0, 54) + struct.pack(
        "<IiiHHIIiiII", 40, 90, 90, 1, 8, 1, 0, 0, 0, 0, 0
    )
    with pytest.raises(UnreadablePicture, match="damaged"):
        decode(runs + bytes(slow.LARGEST_RUNS))


def test_what_only_begins_like_a_large_picture_is_none():
    with pytest.raises(UnreadablePicture, match="not a picture of a kind"):
        decode(b"PK\3\4" + bytes(slow.LARGEST))
