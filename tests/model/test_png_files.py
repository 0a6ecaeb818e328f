"""PNG files that are hostile beside their pixels cost no more than their own length."""

import struct
import zlib

import numpy as np
import pytest
from PIL import PngImagePlugin

from model.picture.decoding import UnreadablePicture, decode
from model.picture.files import png
from tests.tools.file_parts import (
    GREY,
    HEAD,
    PNG,
    chunk,
    kinds,
    png_with,
    same_as_pillow,
)
from tests.tools.pictures import encoded


@pytest.fixture
def unpacked(monkeypatch):
    """The bytes that zlib has unpacked for Pillow's chunks."""
    lengths = []
    safe = PngImagePlugin._safe_zlib_decompress

    def counted(data):
        lengths.append(len(found := safe(data)))
        return found

    monkeypatch.setattr(PngImagePlugin, "_safe_zlib_decompress", counted)
    return lengths


@pytest.mark.parametrize("transparency", [0, bytes([0, 90, 255, 255, 200, 255, 255, 255])])
def test_a_palette_png_with_transparent_colours_is_decoded_as_pillow_does(transparency):
    data = encoded(GREY.convert("RGB").quantize(8), "PNG", transparency=transparency)
    assert kinds(data)[b"tRNS"]
    assert same_as_pillow(data)


def test_gamma_and_colours_stay_in_a_png():
    given = [chunk(b"gAMA", struct.pack(">I", 45455)), chunk(b"sRGB", b"\0")]
    assert kinds(png.kept(png_with(*given))) == kinds(png_with(*given))


def test_text_of_a_png_is_not_unpacked(unpacked):
    text = zlib.compress(bytes(1_000_000), 9)
    bombs = [chunk(b"zTXt", b"%d\0\0" % number + text) for number in range(63)]
    more = chunk(b"iTXt", b"more\0\1\0\0\0" + text), chunk(b"tEXt", b"a\0b")
    data = png_with(*bombs, *more)
    assert same_as_pillow(PNG)
    assert np.array_equal(decode(data).pixels, decode(PNG).pixels)
    assert unpacked == []
    assert kinds(png.kept(data)) == {b"IHDR": 1, b"IDAT": 1, b"IEND": 1}


def test_a_colour_profile_is_kept_while_it_is_small(unpacked):
    small = chunk(b"iCCP", b"small\0\0" + zlib.compress(bytes(3000)))
    large = chunk(b"iCCP", b"large\0\0" + zlib.compress(bytes(100_000_000), 9))
    assert np.array_equal(decode(png_with(large)).pixels, decode(PNG).pixels)
    assert unpacked == []
    assert np.array_equal(decode(png_with(*[small] * 1000)).pixels, decode(PNG).pixels)
    assert unpacked == [3000]


@pytest.mark.parametrize("body", [b"", b"name", b"name\0", b"name\0\1" + bytes(9), b"name\0\0oh"])
def test_a_broken_colour_profile_is_left_out(body):
    assert np.array_equal(decode(png_with(chunk(b"iCCP", body))).pixels, decode(PNG).pixels)


def test_a_hundred_thousand_chunks_are_looked_at_once():
    tiny = [chunk(b"teSt")] * 100_000
    assert kinds(png.kept(png_with(*tiny))) == {b"IHDR": 1, b"IDAT": 1, b"IEND": 1}
    assert np.array_equal(decode(png_with(*tiny)).pixels, decode(PNG).pixels)
    with pytest.raises(UnreadablePicture, match="damaged"):
        decode(png_with(*tiny * 3))


def test_pixels_in_a_thousand_pieces_are_one():
    length, pixels = int.from_bytes(PNG[HEAD : HEAD + 4], "big"), PNG[HEAD + 8 : -16]
    pieces = [chunk(b"IDAT", pixels[place : place + 1]) for place in range(length)]
    data = PNG[:HEAD] + b"".join(pieces) + PNG[-12:]
    assert kinds(data)[b"IDAT"] == length
    assert np.array_equal(decode(data).pixels, decode(PNG).pixels)
    assert kinds(png.kept(data))[b"IDAT"] == 1


def test_a_png_cut_short_is_one_sentence():
    for end in range(len(PNG) - 20):
        with pytest.raises(UnreadablePicture, match=r"\.$"):
            decode(PNG[:end])


@pytest.mark.parametrize("length", [1, 100, 0x7FFFFFFF, 0xFFFFFFFF])
@pytest.mark.parametrize("kind", [b"tEXt", b"iCCP", b"tRNS", b"eXIf", b"IDAT"])
def test_a_chunk_of_another_length_than_it_says_is_one_sentence(kind, length):
    data = png_with(chunk(kind, b"words", length))
    with pytest.raises(UnreadablePicture, match=r"\.$"):
        decode(data)
