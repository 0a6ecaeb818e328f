"""A contact sheet of misses: each picture beside the 28×28 that the network saw of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from model.picture.decoding import UnreadablePicture

if TYPE_CHECKING:
    from model.evaluate import Answer
    from model.predictor import Predictor

TILE = 112  # px of each of the two pictures
LINE = 16  # px of the line of words above them
COLUMNS = 5


def draw_sheet(predictor: Predictor, answers: list[Answer]) -> Image.Image:
    """One tile for each answer: the picture, the network's input, and what was read."""
    width, height = 2 * TILE + 8, TILE + LINE + 8
    rows = max(1, -(-len(answers) // COLUMNS))
    sheet = Image.new("RGB", (COLUMNS * width, rows * height), "white")
    words = ImageDraw.Draw(sheet)
    for number, answer in enumerate(answers):
        left, top = (number % COLUMNS) * width, (number // COLUMNS) * height
        words.text(
            (left, top), f"{answer.file.name[:20]} {answer.label} as {answer.read or '-'}", "black"
        )
        try:
            prediction = predictor.predict(answer.file)
        except UnreadablePicture:
            continue
        original, seen = prediction.steps[0].image, prediction.model_input
        for place, pixels in enumerate((original, seen)):
            sheet.paste(_tile(Image.fromarray(pixels)), (left + place * TILE, top + LINE))
    return sheet


def _tile(image: Image.Image) -> Image.Image:
    """The picture within TILE × TILE, small ones enlarged without blur."""
    scale = TILE / max(image.size)
    size = tuple(max(1, round(side * scale)) for side in image.size)
    return image.resize(size, Image.Resampling.NEAREST if scale > 1 else Image.Resampling.BOX)
