"""Examples as the page sends and keeps them: network inputs, and what each of them is."""

from __future__ import annotations

import base64
import csv
import io
import zipfile
from typing import Any

import numpy as np
import torch
from PIL import Image

from ui.ask.present import parsed_index
from ui.explain.question import parsed_input
from ui.parts.problem import problem
from ui.shipped import shipped
from ui.visitor import Visitor

MOST = 200  # examples of one visitor
LARGEST = 100_000  # bytes of a file within an archive
TABLE = "labels.csv"


def parsed_examples(
    given: Any, shape: tuple[int, ...], classes: int
) -> tuple[np.ndarray, torch.Tensor]:
    """Inputs (N, *shape) uint8 and labels (N,) int64; a wrong value is one sentence."""
    if not isinstance(given, list):
        raise problem("The page sent no examples; please reload it.")
    if len(given) > MOST:
        raise problem(f"At most {MOST} examples can be learned from; delete some of them.")
    inputs, labels = [], []
    for one in given:
        if not isinstance(one, dict):
            raise problem("The page sent a damaged example; please reload it.")
        inputs.append(parsed_input(one.get("input"), shape))
        labels.append(parsed_index(one.get("label"), classes))
    images = np.stack(inputs) if inputs else np.zeros((0, *shape), np.uint8)
    return images, torch.tensor(labels, dtype=torch.int64)


def export(visitor: Visitor, question: dict[str, Any]) -> dict[str, str]:
    """The examples as a ZIP archive in base64: PNGs, and the table that model.evaluate reads."""
    base = shipped(visitor.dataset)
    images, labels = parsed_examples(
        question.get("examples"), base.network.shape, len(base.classes)
    )
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["file", "label", "kind"])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for index, (image, label) in enumerate(zip(images, labels.tolist(), strict=True), 1):
            png = io.BytesIO()
            Image.fromarray(image).save(png, "PNG")
            archive.writestr(f"{index:03d}.png", png.getvalue())
            writer.writerow([f"{index:03d}.png", base.classes[label], "mine"])
        archive.writestr(TABLE, table.getvalue())
    return {"archive": base64.b64encode(buffer.getvalue()).decode()}


def parsed_archive(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """The examples of an archive as `export` makes them; a wrong one is one sentence."""
    base = shipped(visitor.dataset)
    try:
        data = base64.b64decode(question.get("archive"), validate=True)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            rows = list(csv.DictReader(io.StringIO(_member(archive, TABLE).decode())))
            if len(rows) > MOST:
                raise problem(
                    f"At most {MOST} examples can be learned from; this archive has more."
                )
            examples = [
                {
                    "input": _encoded(_member(archive, row["file"]), base.network.shape),
                    "label": base.classes.index(row["label"]),
                }
                for row in rows
            ]
    except (TypeError, ValueError, KeyError, OSError, RuntimeError, zipfile.BadZipFile, csv.Error):
        raise problem(
            f"This is no archive of examples: it needs a {TABLE} with file and label, and 28 × 28 "
            "PNGs."
        ) from None
    return {"examples": examples}


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > LARGEST:
        raise ValueError(name)
    return archive.read(name)


def _encoded(png: bytes, shape: tuple[int, ...]) -> str:
    with Image.open(io.BytesIO(png), formats=["PNG"]) as image:
        if image.size != shape[::-1]:
            raise ValueError(image.size)
        return base64.b64encode(np.asarray(image.convert("L")).tobytes()).decode()
