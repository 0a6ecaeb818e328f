"""Picture files, and the parts that tests put between theirs."""

import io
import struct
import zlib
from collections import Counter

import numpy as np
from PIL import ExifTags, Image, ImageOps

from model.picture.decoding import decode
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
