"""Printed letters of other scripts than Latin, set in open fonts.

Greek is left out, because refusal is measured on Omniglot's Greek.
"""

import unicodedata
from functools import cache

import numpy as np

from ..printed import print_character, typefaces

# Fonts made for one script, and families of printed.TRAINING_FAMILIES that hold others besides.
SCRIPT_FAMILIES = {
    "CYRILLIC": (
        *("open-sans", "montserrat", "inter", "nunito", "oswald", "merriweather", "bitter"),
        *("eb-garamond", "jetbrains-mono", "ibm-plex-mono", "press-start-2p", "caveat", "lobster"),
    ),
    "HEBREW": ("open-sans", "heebo"),
    "DEVANAGARI": ("poppins", "kalam"),
    "BENGALI": ("hind-siliguri",),
    "ARABIC": ("noto-sans-arabic",),
    "TAMIL": ("noto-sans-tamil",),
    "THAI": ("noto-sans-thai",),
}
NO_CHARACTER = "\uffff"  # never a character in Unicode, so fonts draw their glyph for a missing one
UNICODE_BLOCKS = {  # of Unicode
    "CYRILLIC": (0x410, 0x44F),
    "HEBREW": (0x5D0, 0x5EA),
    "DEVANAGARI": (0x905, 0x939),
    "BENGALI": (0x985, 0x9B9),
    "ARABIC": (0x620, 0x64A),
    "TAMIL": (0xB85, 0xBB9),
    "THAI": (0xE01, 0xE2E),
}


@cache
def letters_of(script: str, family: str) -> tuple[str, ...]:
    """The letters of a script's block that a family holds."""
    face = typefaces(family)[0]
    missing = bytes(face.getmask(NO_CHARACTER))
    first, last = UNICODE_BLOCKS[script]
    every = (one for one in map(chr, range(first, last + 1)) if unicodedata.category(one)[0] == "L")
    return tuple(one for one in every if bytes(face.getmask(one)) != missing)


def foreign_letter(random: np.random.Generator) -> np.ndarray:
    """One letter of a random script as an ink map (H, W) float32 in 0..1."""
    script = random.choice(list(SCRIPT_FAMILIES))
    family = SCRIPT_FAMILIES[script][random.integers(len(SCRIPT_FAMILIES[script]))]
    letters = letters_of(script, family)
    return print_character(letters[random.integers(len(letters))], random, (family,))
