"""A contact sheet of misses: each picture beside the 28×28 that the network saw of it."""

from PIL import Image, ImageDraw

from ..reading import Prediction

TILE_SIDE = 112  # px of each of the two pictures
CAPTION_HEIGHT = 16  # px
TILES_PER_ROW = 5

Tile = tuple[str, Prediction]  # the caption, and the prediction


def draw_sheet(tiles: list[Tile]) -> Image.Image:
    """One tile for each miss: the caption, the picture and the network input."""
    width, height = 2 * TILE_SIDE + 8, TILE_SIDE + CAPTION_HEIGHT + 8
    rows = max(1, -(-len(tiles) // TILES_PER_ROW))
    sheet = Image.new("RGB", (TILES_PER_ROW * width, rows * height), "white")
    words = ImageDraw.Draw(sheet)
    for number, (caption, prediction) in enumerate(tiles):
        left, top = (number % TILES_PER_ROW) * width, (number // TILES_PER_ROW) * height
        words.text((left, top), caption, "black")
        for place, pixels in enumerate((prediction.steps[0].image, prediction.model_input)):
            corner = (left + place * TILE_SIDE, top + CAPTION_HEIGHT)
            sheet.paste(_scaled(Image.fromarray(pixels)), corner)
    return sheet


def _scaled(image: Image.Image) -> Image.Image:
    """The picture within TILE_SIDE × TILE_SIDE, small ones enlarged without blur."""
    scale = TILE_SIDE / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.NEAREST if scale > 1 else Image.Resampling.BOX)
