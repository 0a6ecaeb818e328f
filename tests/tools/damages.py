"""Weights folders, and what may happen to a file in them."""

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save

from tests.tools.pictures import ROOT

SHIPPED_FOLDERS = sorted(path for path in (ROOT / "weights").iterdir() if path.is_dir())
SHIPPED_FILES = [
    (folder.name, path.name) for folder in SHIPPED_FOLDERS for path in sorted(folder.iterdir())
]


def linked(folder: Path, place: Path) -> Path:
    """A folder with the same files in `place`: hard links, or copies on another disk.

    Files in it may be replaced, and never be written to.
    """
    copy = place / folder.name
    copy.mkdir(parents=True)
    for path in folder.iterdir():
        try:
            os.link(path, copy / path.name)
        except OSError:
            (copy / path.name).write_bytes(path.read_bytes())
    return copy


def damage(path: Path, how: str) -> None:
    """Put a damaged file in a file's place, or none; whatever is linked to it stays whole."""
    content = path.read_bytes()
    path.unlink()
    if how != "missing":
        path.write_bytes(HOW[how](path.name, content))


def foreign(name: str, content: bytes) -> bytes:
    """A file of the same format, of something else."""
    if name.endswith(".safetensors"):
        return save({"weight": torch.ones(3)})
    if name.endswith(".npz"):
        file = io.BytesIO()
        np.savez(file, images=np.ones((3, 5)), labels=np.ones((4, 2)), sheet=np.ones(7))
        return file.getvalue()
    return b"[1, {}]" if name.endswith(".json") else b"\x89PNG\r\n\x1a\n\0\xff"


HOW: dict[str, Callable[[str, bytes], bytes]] = {
    "cut in half": lambda name, content: content[: len(content) // 2],
    "emptied": lambda name, content: b"",
    "foreign": foreign,
    "flipped": lambda name, content: flipped(content, len(content) // 2),
    "missing": lambda name, content: b"",
}


def flipped(content: bytes, place: int) -> bytes:
    """The same with one byte inverted."""
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


def trials() -> Iterator[tuple[str, str, str]]:
    """Every file of every shipped folder, with everything that may happen to it."""
    return ((folder, name, how) for folder, name in SHIPPED_FILES for how in HOW)


def is_sentence(error: Exception) -> bool:
    """Whether an error is one line that ends as a sentence does."""
    text = str(error)
    return "\n" not in text and text.endswith(".") and text.count(". ") == 0
