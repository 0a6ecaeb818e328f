"""Files that are hostile beside their pixels cost no more than their own length."""

import contextlib
import io
import struct
import zlib
from collections import Counter

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageOps, PngImagePlugin

from model.picture.decoding import UnreadablePicture, decode
from model.picture.files import gif, jpeg, png, slow
from model.picture.files.directory import BoundedDirectory
from tests.tools.pictures import encoded, seven

GREY = Image.fromarray(seven(90, 8))
PNG, JPEG, GIF = (encoded(GREY, kind) for kind in ("PNG", "JPEG", "GIF"))
HEAD = 33  # bytes of a PNG before its second chunk


def chunk(kind, body=b"", length=None):
    checksum = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body) if length is None else length) + kind + body + checksum


def png_with(*chunks):
    return PNG[:HEAD] + b"".join(chunks) + PNG[HEAD:]


def segment(marker, body=b""):
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def jpeg_with(*segments):
    return JPEG[:2] + b"".join(segments) + JPEG[2:]


def gif_with(*blocks):
    start = 13 + (3 << ((GIF[10] & 7) + 1) if GIF[10] & 0x80 else 0)
    return GIF[:start] + b"".join(blocks) + GIF[start:]


def kinds(data):
    """How many chunks of each kind a PNG has."""
    place, found = 8, Counter()
    while place < len(data):
        found[data[place + 4 : place + 8]] += 1
        place += 12 + int.from_bytes(data[place : place + 4], "big")
    return found


def directory(tags, size):
    """EXIF whose tags all refer to the same bytes."""
    blob = 8 + 2 + 12 * tags + 4
    entries = (struct.pack("<HHII", 1000 + tag, 7, size, blob) for tag in range(tags))
    return b"II*\0\x08\0\0\0" + struct.pack("<H", tags) + b"".join(entries) + bytes(4 + size)


def orientation(number):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = number
    return exif


def same_as_pillow(data):
    """Whether a file is decoded as Pillow decodes it, turned and on white."""
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGBA")
    white = Image.new("RGBA", upright.size, "white")
    expected = np.asarray(Image.alpha_composite(white, upright).convert("RGB")).astype(int)
    return np.abs(decode(data).pixels - expected).max() <= 1  # of rounding half-transparent parts


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


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "AVIF"])
def test_a_rotated_picture_is_turned_as_pillow_turns_it(kind):
    data = encoded(GREY.crop((0, 0, 90, 60)), kind, exif=orientation(6))
    assert decode(data).pixels.shape == (90, 60, 3)
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


def file_with(exif, kind):
    if kind == "PNG":
        return png_with(chunk(b"eXIf", exif))
    if kind == "JPEG":
        parts = [exif[start : start + 65_000] for start in range(0, len(exif), 65_000)]
        return jpeg_with(*[segment(0xE1, b"Exif\0\0" + part) for part in parts])
    if kind == "HEIF":
        from pillow_heif import from_pillow

        file = io.BytesIO()
        from_pillow(GREY.convert("RGB")).save(file, exif=exif)
        return file.getvalue()
    return encoded(GREY, kind, exif=exif)


@pytest.mark.parametrize("tags", [500, 2700, 20_000])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF", "HEIF"])
def test_exif_whose_tags_share_their_bytes_is_not_copied_again_and_again(kind, tags, monkeypatch):
    sizes = []
    base = BoundedDirectory.__bases__[0]
    load = base.load

    def counted(self, fp):
        load(self, fp)
        sizes.append(sum(map(len, self._tagdata.values())))

    monkeypatch.setattr(base, "load", counted)
    data = file_with(directory(tags, 30_000), kind)
    assert decode(data).pixels.shape == (90, 90, 3)
    assert sum(sizes) <= len(data)


def tiff_with(tag, kind, count, rest):
    """A TIFF with one more tag, which refers to what is appended."""
    data = bytearray(encoded(GREY, "TIFF"))
    (place,) = struct.unpack_from("<I", data, 4)
    (number,) = struct.unpack_from("<H", data, place)
    entries = bytes(data[place + 2 : place + 2 + 12 * number])
    struct.pack_into("<I", data, 4, len(data))
    after = len(data) + 2 + 12 * (number + len(tag)) + 4
    more = b"".join(struct.pack("<HHII", one, kind, count, after) for one in tag)
    head = struct.pack("<H", number + len(tag))
    return bytes(data) + head + entries + more + bytes(4) + rest


def test_a_tiff_whose_tags_share_their_bytes_is_refused():
    assert same_as_pillow(tiff_with([40_000], 7, 50, bytes(50)))
    with pytest.raises(UnreadablePicture, match="not a picture"):
        decode(tiff_with(range(40_000, 60_000), 7, 300_000, bytes(300_000)))


def test_a_tiff_with_more_numbers_in_a_tag_than_a_picture_has_is_refused():
    with pytest.raises(UnreadablePicture, match="not a picture"):
        decode(tiff_with([40_000], 4, 200_000, bytes(800_000)))


def test_a_directory_that_is_damaged_is_read_up_to_there():
    exif = orientation(6).tobytes()[6:]
    (number,) = struct.unpack_from(">H", exif, 8)
    broken = exif[:8] + struct.pack(">H", number + 1) + exif[10:22]
    broken += struct.pack(">HHII", 0x9000, 7, 1000, 4_000_000) + bytes(4)
    assert decode(file_with(broken, "PNG")).pixels.shape == (90, 90, 3)
    data = encoded(GREY.crop((0, 0, 90, 60)), "PNG")
    turned = data[:HEAD] + chunk(b"eXIf", broken) + data[HEAD:]
    assert decode(turned).pixels.shape == (90, 60, 3)


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
