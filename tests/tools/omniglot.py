"""A tiny Omniglot in torchvision's layout: a cross for every character."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PIL import Image


def small_omniglot(data_dir: Path, alphabets: Mapping[str, tuple[int, ...]]) -> None:
    """Write one drawing of each of the characters of `alphabets` below `data_dir`."""
    cross = np.full((105, 105), 255, np.uint8)
    cross[20:80, 50:53] = cross[50:53, 20:80] = 0
    for alphabet, characters in alphabets.items():
        for character in characters:
            folder = data_dir / "omniglot-py/images_background" / alphabet
            path = folder / f"character{character:02d}" / f"{character:04d}_01.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(cross).convert("1").save(path)
