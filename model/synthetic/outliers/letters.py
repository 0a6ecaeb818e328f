"""Letters and signs, printed and written with a pen, that are to be refused as no digit.

Of the written ones what looks like a digit in some hand is left out. Of the printed ones some come
near a digit (D, h, y, T, ?); left out are those that are one to anybody (B O I S Z b g i l q s z).
"""

import numpy as np

from ..pen import handwritten, log_uniform, render
from ..style_table import TABLES, Style, read_styles

TRAINING_STYLES = read_styles(TABLES / "letters.txt")

FAR_LETTERS = "AEFKMNRWkmw&@#%*="  # from any digit
NEAR_LETTERS = "CDGHJLPQTUVXYacdefhjnprtuvxy?!+"
PRINTED_LETTERS = FAR_LETTERS + NEAR_LETTERS
LETTER_PENS = (0.03, 0.12)  # of a letter's height; thicker pens would close its loops


def write_letter(random: np.random.Generator, styles: tuple[Style, ...]) -> np.ndarray:
    """One letter in one of `styles` as an ink map (H, W) float32 in 0..1."""
    strokes = handwritten(styles[random.integers(len(styles))](random), random)
    pen = log_uniform(random, *LETTER_PENS)
    return render(strokes, pen, int(random.integers(40, 128)), bool(random.random() < 0.7))
