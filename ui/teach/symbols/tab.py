"""Symbols: name some, draw a few of each, and a head of one's own reads them."""

from __future__ import annotations

from model.data.datasets import SYMBOLS
from model.teach import MIN_CLASSES
from ui.ask.present import answering
from ui.parts.assets import asset
from ui.parts.part import part
from ui.take_home.files import panel_props
from ui.teach.examples import MAX_EXAMPLES
from ui.teach.learning import LONGEST_NAME, MAX_CLASSES
from ui.teach.symbols.teaching import SYMBOLS_FILE_NAME, read_symbol, take_home, teach


def symbols() -> None:
    """Place the part; examples and strokes stay in the browser."""
    part(
        elem_id="teach-part",
        markup=asset("teach/symbols/tab.html").replace("@home", asset("take_home/panel.html")),
        script="teach/symbols/tab.js",
        answers=[
            answering(read_symbol),
            answering(teach, megabytes=250),
            answering(take_home, megabytes=100),
        ],
        classes="digitpad-teach",
        least=MIN_CLASSES,
        most=MAX_CLASSES,
        most_examples=MAX_EXAMPLES,
        longest=LONGEST_NAME,
        shape=SYMBOLS.shape,
        **panel_props(SYMBOLS_FILE_NAME),
    )
