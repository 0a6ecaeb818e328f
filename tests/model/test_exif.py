"""EXIF and TIFF directories turn pictures, and cost no more than their own length."""

import io
import struct

import pytest

from model.picture.decoding import UnreadablePicture, decode
from model.picture.files.directory import BoundedDirectory
from tests.tools.file_parts import (
    GREY,
    HEAD,
    chunk,
    jpeg_with,
    orientation,
    png_with,
    same_as_pillow,
    segment,
)
from tests.tools.pictures import encoded


def directory(tags, size):
    """EXIF whose tags all refer to the same bytes."""
    blob = 8 + 2 + 12 * tags + 4
    entries = (struct.pack("<HHII", 1000 + tag, 7, size, blob) for tag in range(tags))
    return b"II*\0\x08\0\0\0" + struct.pack("<H", tags) + b"".join(entries) + bytes(4 + size)


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


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "AVIF"])
def test_a_rotated_picture_is_turned_as_pillow_turns_it(kind):
    data = encoded(GREY.crop((0, 0, 90, 60)), kind, exif=orientation(6))
    assert decode(data).pixels.shape == (90, 60, 3)
    assert same_as_pillow(data)


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
