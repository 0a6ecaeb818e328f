"""A contact sheet of misses: each picture beside the 28×28 that the network saw of it."""

from PIL import Image, ImageDraw

from ..reading import Prediction

SIDE = 112  # px of each of the two pictures
LINE = 16  # px of the line of words above them
COLUMNS = 5

Tile = tuple[str, Prediction]  # what is written above, and what was read


def draw_sheet(tiles: list[Tile]) -> Image.Image:
    """One tile for each miss: its words, the picture, and the network's input."""
    width, height = 2 * SIDE + 8, SIDE + LINE + 8
    rows = max(1, -(-len(tiles) // COLUMNS))
    sheet = Image.new("RGB", (COLUMNS * width, rows * height), "white")
    words = ImageDraw.Draw(sheet)
    for number, (caption, prediction) in enumerate(tiles):
        left, top = (number % COLUMNS) * width, (number // COLUMNS) * height
        words.text((left, top), caption, "black")
        for place, pixels in enumerate((prediction.steps[0].image, prediction.model_input)):
            sheet.paste(_scaled(Image.fromarray(pixels)), (left + place * SIDE, top + LINE))
    return sheet


def _scaled(image: Image.Image) -> Image.Image:
    """The picture within SIDE × SIDE, small ones enlarged without blur."""
    scale = SIDE / max(image.size)
    size = tuple(max(1, round(side * scale)) for side in image.size)
    return image.resize(size, Image.Resampling.NEAREST if scale > 1 else Image.Resampling.BOX)
