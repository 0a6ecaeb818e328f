"""Broken and hostile files: valid ones of every kind, and thousands of ways to spoil them."""

import random
import struct
import zlib
from functools import cache

import numpy as np
from PIL import Image

from tests.tools.pictures import encoded, seven

NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)


@cache
def valid_files() -> dict[str, bytes]:
    """A 7 in every format and in the ways each format has of saying it."""
    grey = Image.fromarray(seven(90, 8))
    colour = grey.convert("RGB")
    clear = Image.fromarray(np.dstack([np.zeros((90, 90, 3), np.uint8), 255 - seven(90, 8)]))
    deep = Image.fromarray(seven(90, 8).astype(np.uint16) * 257)
    turned = Image.Exif()
    turned[0x0112] = 6
    frames = {"save_all": True, "append_images": [colour] * 2}
    return {
        "png": encoded(colour, "PNG"),
        "png grey": encoded(grey, "PNG"),
        "png palette": encoded(colour.quantize(8), "PNG", transparency=0),
        "png transparent": encoded(clear, "PNG"),
        "png 16 bit": encoded(deep, "PNG"),
        "jpeg": encoded(colour.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=turned),
        "jpeg progressive": encoded(colour, "JPEG", progressive=True),
        "jpeg four inks": encoded(grey.convert("CMYK"), "JPEG"),
        "webp": encoded(colour, "WEBP"),
        "webp lossless": encoded(clear, "WEBP", lossless=True),
        "webp moving": encoded(colour, "WEBP", **frames),
        "gif": encoded(grey, "GIF"),
        "gif moving": encoded(colour, "GIF", **frames),
        "bmp": encoded(colour, "BMP"),
        "bmp palette": encoded(colour.quantize(8), "BMP"),
        "tiff": encoded(colour, "TIFF"),
        "tiff deflate": encoded(clear, "TIFF", compression="tiff_deflate"),
        "tiff fax": encoded(grey.convert("1"), "TIFF", compression="group4"),
        "tiff float": encoded(Image.fromarray((seven(90, 8) / 255).astype(np.float32)), "TIFF"),
        "avif": encoded(colour, "AVIF"),
    }


def spoiled(data: bytes, seed: int) -> bytes:
    """The same file with one to four damages; the same seed gives the same file."""
    chance = random.Random(seed)
    is_png = data.startswith(b"\x89PNG")
    for _ in range(chance.randint(1, 4)):
        data = chance.choice((_flip, _number, _cut, _repeat, _remove, _noise))(data, chance)
    return with_png_checksums(data) if is_png and chance.random() < 0.7 else data


def with_png_checksums(data: bytes) -> bytes:
    """The same PNG with every chunk's checksum right, so that a decoder reads on."""
    parts, place = [data[:8]], 8
    while place + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        chunk = data[place + 4 : place + 8 + length]
        checksum = struct.pack(">I", zlib.crc32(chunk))
        parts += [data[place : place + 4], chunk, checksum]
        place += 12 + length
    return b"".join(parts)


def _place(data: bytes, chance: random.Random) -> int:
    """Mostly in the header, where sizes and kinds are."""
    end = min(len(data), 64) if chance.random() < 0.4 else len(data)
    return chance.randrange(max(1, end))


def _flip(data: bytes, chance: random.Random) -> bytes:
    place = _place(data, chance)
    flipped = data[place : place + 1] and bytes([data[place] ^ (1 << chance.randrange(8))])
    return data[:place] + flipped + data[place + 1 :]


def _number(data: bytes, chance: random.Random) -> bytes:
    place, width = _place(data, chance), chance.choice("BHI")
    number = chance.choice(NUMBERS) & (256 ** struct.calcsize(width) - 1)
    packed = struct.pack(chance.choice("<>") + width, number)
    return data[:place] + packed + data[place + len(packed) :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)] if chance.random() < 0.3 else data


def _repeat(data: bytes, chance: random.Random) -> bytes:
    place, length = _place(data, chance), chance.randint(1, 64)
    return data[:place] + data[place : place + length] * chance.randint(2, 40) + data[place:]


def _remove(data: bytes, chance: random.Random) -> bytes:
    place = _place(data, chance)
    return data[:place] + data[place + chance.randint(1, 16) :]


def _noise(data: bytes, chance: random.Random) -> bytes:
    place = _place(data, chance)
    return data[:place] + chance.randbytes(chance.randint(1, 32)) + data[place:]
