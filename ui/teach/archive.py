"""Examples as a ZIP archive: PNGs, and the table that model.evaluate reads.

An archive is untrusted: its length, the number of its files and their unpacked size are limited,
and each file is unpacked and decoded only once.
"""

from __future__ import annotations

import base64
import csv
import io
import zipfile
from collections.abc import Sequence
from itertools import islice
from typing import Any

import numpy as np
from PIL import Image

from model.picture.files.opening import opened

MAX_ARCHIVE_CHARACTERS = 1_000_000  # of an archive in base64
MAX_ARCHIVE_FILES = 1_000
MAX_MEMBER_BYTES = 100_000  # of an unpacked file of an archive
LARGEST_IN_ALL = 2_000_000  # 200 examples take less than 300,000
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENTRY = b"PK\x01\x02"  # signature of each entry of the directory
LABELS_TABLE = "labels.csv"


class WrongArchive(ValueError):
    """The archive is not in the format of `packed`."""


def packed(images: np.ndarray, names: Sequence[str]) -> str:
    """An archive, in base64, of network inputs (N, *shape) uint8 and their labels."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["file", "label", "kind"])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for index, (image, name) in enumerate(zip(images, names, strict=True), 1):
            png = io.BytesIO()
            Image.fromarray(image).save(png, "PNG")
            archive.writestr(f"{index:03d}.png", png.getvalue())
            writer.writerow([f"{index:03d}.png", name, "mine"])
        archive.writestr(LABELS_TABLE, table.getvalue())
    return base64.b64encode(buffer.getvalue()).decode()


def unpacked(encoded: Any, shape: tuple[int, ...], most: int) -> list[tuple[str, str]]:
    """The inputs of an archive, in base64, each with its label; at most `most` + 1 of them.

    Raises WrongArchive.
    """
    try:
        if len(encoded) > MAX_ARCHIVE_CHARACTERS:
            raise ValueError("too long")
        data = base64.b64decode(encoded, validate=True)
        if data.count(ENTRY) > MAX_ARCHIVE_FILES:
            raise ValueError("too many files")
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            table = _member(archive, LABELS_TABLE).decode()
            rows = list(islice(csv.DictReader(io.StringIO(table)), most + 1))
            files = [row["file"] for row in rows]
            _check(archive, files)
            inputs = [_input(_member(archive, file), shape) for file in files]
            return [(one, row["label"]) for one, row in zip(inputs, rows, strict=True)]
    except Exception:  # for damaged files zipfile, csv and Pillow raise many kinds
        raise WrongArchive from None


def _check(archive: zipfile.ZipFile, files: Sequence[str]) -> None:
    """Raise ValueError if names of files repeat, or if they are too large together."""
    if len(set(files)) < len(files):
        raise ValueError("a file is named twice")
    if sum(archive.getinfo(file).file_size for file in files) > LARGEST_IN_ALL:
        raise ValueError("too large in all")


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    info = archive.getinfo(name)
    if info.file_size > MAX_MEMBER_BYTES or info.compress_type not in METHODS:
        raise ValueError(name)
    return archive.read(info)


def _input(png: bytes, shape: tuple[int, ...]) -> str:
    with opened(png, ["PNG"]) as image:
        if image.size != (shape[1], shape[0]):
            raise ValueError(image.size)
        pixels = np.asarray(image.convert("RGB" if len(shape) == 3 else "L"))
    return base64.b64encode(pixels.tobytes()).decode()
