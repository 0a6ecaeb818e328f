"""Teaching symbols of one's own."""

from tests.engines.engine import Engine
from tests.engines.visit import open_tab
from tests.tools.running import Points

PAD = "#teach-pad"
TICK = [(0.25, 0.55), (0.42, 0.75), (0.8, 0.25)]
BOX = [(0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75), (0.25, 0.25)]
SYMBOLS = {"tick": TICK, "box": BOX}
EXAMPLES = 3  # of each symbol


def draw_symbol(page: Engine, points: Points, shift: float) -> None:
    """A symbol on the Teach tab's pad, somewhat beside its usual place, and its answer."""
    page.draw([(x + shift, y - shift) for x, y in points], PAD)
    page.wait_for(
        """document.querySelector("#teach-pad").dataset.revision
          === document.querySelector("#teach-reading").dataset.answer"""
    )


def test_two_symbols_are_taught_and_read(page: Engine) -> None:
    open_tab(page, "Teach")
    for name in SYMBOLS:
        page.type("#teach-name", name)
        page.click("#teach-add")
    for name, points in SYMBOLS.items():
        for example in range(EXAMPLES):
            draw_symbol(page, points, shift=0.03 * example)
            page.click("#teach-classes .add", name)
    page.wait_for(
        f"""document.querySelector("#teach-part .taught[data-ready=true]")?.dataset.examples
          === "{EXAMPLES * len(SYMBOLS)}" """
    )
    for name, points in SYMBOLS.items():
        draw_symbol(page, points, shift=-0.03)
        page.wait_for(f"document.querySelector('#teach-reading').dataset.label === '{name}'")
        page.click("#teach-part [data-do=clear]")
