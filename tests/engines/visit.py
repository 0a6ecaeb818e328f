"""A visit to the page: what a visitor reads from it."""

from tests.engines.engine import Engine

PARTS = ("#sketchpad canvas", "#picture input[type=file]", "#examples button")
INK = """((canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((level, i) => i % 4 === 0 && level < 128).length;
})(document.querySelector("#sketchpad canvas"))"""


def begin_visit(page: Engine, url: str) -> Engine:
    """Open the app as a new visitor, wait until every part of the Draw tab stands, and mark it."""
    page.go(f"{url}/robots.txt")
    page.evaluate("[sessionStorage.clear(), localStorage.clear()]")
    page.go(url)
    for part in (*PARTS, "#reading [data-state=empty]", "body[data-dataset]"):
        page.wait_for(f"document.querySelector('{part}') !== null")
    page.wait_for("document.querySelector('#sketchpad canvas').style.cursor !== ''")
    page.evaluate("window.mark = 'never reloaded'")
    return page


def expect_marked(page: Engine) -> None:
    assert page.evaluate("window.mark") == "never reloaded"


def reading(page: Engine) -> dict[str, str]:
    """What the reading view shows now."""
    return page.evaluate("({ ...document.querySelector('#reading .view').dataset })")


def wait_for_answer(page: Engine) -> dict[str, str]:
    """Wait until the reading answers the newest drawing; its label, state, source and answer."""
    page.wait_for(
        """document.querySelector("#reading [data-answer]").dataset.answer ===
           document.querySelector("#sketchpad").dataset.revision"""
    )
    return reading(page)


def wait_for_reading(page: Engine, **data: str) -> None:
    """Wait until the reading view shows these."""
    wanted = "".join(f"[data-{name}='{value}']" for name, value in data.items())
    page.wait_for(f'document.querySelector("#reading {wanted}") !== null')


def ink(page: Engine) -> int:
    """How many pixels of the pad are dark."""
    return page.evaluate(INK)


def wait_for_ink(page: Engine, count: int) -> None:
    """Wait until so many are; a pad that comes into sight is painted in the next frame."""
    page.wait_for(f"{INK} === {count}")


def text(page: Engine, selector: str) -> str:
    """What an element says."""
    return page.evaluate(f'document.querySelector("{selector}").textContent.trim()')


def is_in_sight(page: Engine, selector: str) -> bool:
    return page.evaluate(f"document.querySelector('{selector}')?.getClientRects().length") > 0


def open_tab(page: Engine, name: str) -> None:
    page.click("[role=tab]", name)


def expect_validation_tab(page: Engine) -> None:
    """The Validation tab opens and shows samples."""
    open_tab(page, "Validation")
    page.wait_for("document.querySelector('#samples [data-index]')?.getClientRects().length")
