"""Omniglot: characters of other alphabets, each drawn on a screen by twenty people.

Lake, Salakhutdinov & Tenenbaum, "Human-level concept learning through probabilistic program
induction" (Science 350, 2015); MIT licence, https://github.com/brendenlake/omniglot. Of its thirty
"background" alphabets five are used: those of its small first split.
"""

from pathlib import Path

import numpy as np
from PIL import Image

from .splits import DataMissing, torchvision_data_set

TRAINING_ALPHABETS = ("Balinese", "Early_Aramaic", "Korean", "Latin")
KEPT_OUT_ALPHABET = "Greek"  # never trained on
LOOKALIKES = {  # characters that look like a digit, chosen by eye
    "Balinese": (5, 14),
    "Early_Aramaic": (2, 3, 4, 5, 6, 7, 10, 12, 14, 16, 17, 20),
    "Greek": (9, 15),
    "Korean": (5, 7, 9, 20, 21, 22, 27, 28, 31, 33, 37),
    "Latin": (2, 7, 9, 12, 15, 17, 19, 26),
}


def load_characters(
    data_dir: str | Path, alphabets: tuple[str, ...] = TRAINING_ALPHABETS, lookalikes: bool = False
) -> np.ndarray:
    """Characters (N, 105, 105) uint8, white on black; without LOOKALIKES unless they are asked for.

    Reads torchvision's layout below `data_dir`, downloading what is missing. Raises DataMissing.
    """
    folder = Path(data_dir) / "omniglot-py" / "images_background"
    if not folder.is_dir():
        _download(data_dir)
    pictures = []
    for alphabet in alphabets:
        left_out = () if lookalikes else LOOKALIKES.get(alphabet, ())
        for path in sorted((folder / alphabet).glob("character*/*.png")):
            if int(path.parent.name.removeprefix("character")) not in left_out:
                pictures.append(255 - np.asarray(Image.open(path).convert("L")))
    return np.stack(pictures)


def _download(data_dir: str | Path) -> None:
    source = torchvision_data_set("Omniglot")
    try:
        source(str(data_dir), background=True, download=True)
    except (OSError, RuntimeError) as error:
        raise DataMissing(
            f"Omniglot is not in {data_dir} and could not be downloaded "
            f"({str(error).splitlines()[0]}); connect to the internet, or put torchvision's "
            "omniglot-py folder there."
        ) from None
