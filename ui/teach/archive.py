"""Examples as a ZIP archive: PNGs, and the table that model.evaluate reads."""

from __future__ import annotations

import base64
import csv
import io
import zipfile
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from PIL import Image

LARGEST = 100_000  # bytes of a file within an archive
TABLE = "labels.csv"
WRONG = (  # what zipfile, csv and Pillow raise for one that is damaged
    *(TypeError, ValueError, KeyError, OSError, RuntimeError, EOFError, SyntaxError),
    *(zipfile.BadZipFile, zlib.error, csv.Error),
)


class WrongArchive(ValueError):
    """It is no archive of examples as `packed` makes them."""


def packed(images: np.ndarray, names: Sequence[str]) -> str:
    """An archive, in base64, of network inputs (N, *shape) uint8 and what each of them is."""
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
        archive.writestr(TABLE, table.getvalue())
    return base64.b64encode(buffer.getvalue()).decode()


def unpacked(encoded: Any, shape: tuple[int, ...], most: int) -> list[tuple[str, str]]:
    """The inputs of an archive, in base64, each with its name; one more than `most` at most.

    Raises WrongArchive.
    """
    try:
        data = base64.b64decode(encoded, validate=True)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            table = _member(archive, TABLE).decode()
            rows = list(csv.DictReader(io.StringIO(table)))[: most + 1]
            return [(_input(_member(archive, row["file"]), shape), row["label"]) for row in rows]
    except WRONG:
        raise WrongArchive from None


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > LARGEST:
        raise ValueError(name)
    return archive.read(name)


def _input(png: bytes, shape: tuple[int, ...]) -> str:
    with Image.open(io.BytesIO(png), formats=["PNG"]) as image:
        if image.size != (shape[1], shape[0]):
            raise ValueError(image.size)
        pixels = np.asarray(image.convert("RGB" if len(shape) == 3 else "L"))
    return base64.b64encode(pixels.tobytes()).decode()
