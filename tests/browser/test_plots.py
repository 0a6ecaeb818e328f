"""Plots show what there is, on the screen and on paper: every run, every kernel, every colour."""

import pytest
from playwright.sync_api import Page, expect

from model import Predictor
from tests.browser.conftest import Look
from tests.browser.test_train import open_tab, train, use
from tests.tools.printing import on_paper
from tests.tools.running import draw, wait_for_answer

# Of every curve: where its last point lies, and the box of its plot, both in pixels of the window.
ENDS = """() => [...document.querySelectorAll("#train-curves path[data-run]")].map((path) => {
  const inWindow = (x, y) => new DOMPoint(x, y).matrixTransform(path.getScreenCTM());
  const svg = path.ownerSVGElement;
  const { x, y, width, height } = svg.querySelector("clipPath rect").getBBox();
  const [start, stop] = [inWindow(x, y), inWindow(x + width, y + height)];
  const { left, right } = svg.getBoundingClientRect(); // outside of which nothing is seen, either
  const end = inWindow(...path.getAttribute("d").split("L").at(-1).split(" ").map(Number));
  return { x: end.x, y: end.y, left: Math.max(left, start.x), right: Math.min(right, stop.x),
    top: start.y, bottom: stop.y };
})"""
# Where the lines of the diagram begin, and the ring around a unit, as shares of the map beneath.
ON_MAPS = """() => {
  const maps = [...document.querySelectorAll("#inside .layers canvas")].slice(1)
    .map((map) => map.getBoundingClientRect());
  const shares = (x, y) => maps
    .map((map) => [(x - map.left) / map.width, (y - map.top) / map.height])
    .filter(([across, down]) => across > 0 && across < 1 && down > 0 && down < 1);
  const lines = [...document.querySelectorAll("#inside .paths path")].map((path) => {
    const { x, y } = path.getPointAtLength(0).matrixTransform(path.getScreenCTM());
    return shares(x, y);
  });
  const ring = document.querySelector("#inside .paths circle").getBoundingClientRect();
  return [...lines, shares(ring.x + ring.width / 2, ring.y + ring.height / 2)];
}"""

# That 0.8 points are within the spread of 2.1, in a few words of each language.
VERDICTS = {
    "de": "um 0,8 Prozentpunkte: innerhalb der Streuung von 2,1",
    "es": "por 0,8 puntos: dentro de la dispersión de 2,1",
    "fr": "est de 0,8 : pas plus que la dispersion de 2,1",
    "ja": "差はばらつき（2.1）の範囲内",
    "ko": "이 차이는 퍼짐(2.1) 안에",
    "zh": "仍在离散程度（2.1）之内",
}


@pytest.fixture
def tab(page: Page) -> Page:
    return open_tab(page)


def outside(ends: list[dict[str, float]]) -> list[dict[str, float]]:
    """The curves whose last point can't be seen."""
    return [
        end
        for end in ends
        if not (end["left"] <= end["x"] <= end["right"] and end["top"] <= end["y"] <= end["bottom"])
    ]


def test_curves_are_whole_on_paper(tab: Page) -> None:
    train(tab, hidden="8", epochs=45, batch=4000)
    printed = on_paper(tab, ENDS)
    assert len(printed) == 4
    assert outside(printed) == []


def test_a_worse_run_lies_within_the_axes_too(tab: Page) -> None:
    train(tab, hidden="64", epochs=8, batch=100)
    train(tab, hidden="8", epochs=1, batch=4000, rate="1e-6")
    expect(tab.locator("#train-curves path[data-run='2']")).to_have_count(4)
    assert outside(tab.evaluate(ENDS)) == []


def test_of_a_cnn_its_kernels_are_shown_and_counted_and_nothing_beneath(tab: Page) -> None:
    tab.get_by_role("radio", name="Convolutional").check()
    train(tab, hidden="8", epochs=1, batch=1000)
    canvas = tab.locator("#train-first-layer canvas")
    expect(tab.locator("#train-first-layer p")).to_contain_text("All 8 units")
    painted = canvas.evaluate(
        """(canvas) => canvas.getContext("2d")
            .getImageData(0, canvas.height - 1, canvas.width, 1).data
            .some((level, index) => index % 4 === 3 && level > 0)"""
    )
    assert painted  # its last row
    box = canvas.bounding_box()
    assert box["width"] > 8 * box["height"]
    use(tab, 1)
    tab.get_by_role("tab", name="Draw").click()
    draw(tab)
    wait_for_answer(tab)
    tab.click("#inside summary")
    expect(tab.locator("#inside .convolution .count")).to_have_text(
        "Its 8 first kernels, 5 × 5 weights each"
    )


def test_the_kernels_of_the_shipped_network_are_counted(page: Page) -> None:
    kernels = Predictor.from_pretrained("weights/mnist-cnn").network.layers[0].out_channels
    draw(page)
    wait_for_answer(page)
    page.click("#inside summary")
    expect(page.locator("#inside .convolution figcaption").first).to_have_text(
        f"Its {kernels} first kernels, 5 × 5 weights each"
    )


@pytest.mark.parametrize("width", [700, 1280, 1920])
def test_on_paper_paths_lead_from_unit_to_unit(look: Look, width: int) -> None:
    page = look(width, 900)
    draw(page)
    wait_for_answer(page)
    page.click("#inside summary")
    page.wait_for_selector("#inside .paths path")
    page.locator("#inside .layers canvas").nth(2).click(position={"x": 40, "y": 60})
    expect(page.locator("#inside .paths circle")).to_have_count(1)
    shown, printed = page.evaluate(ON_MAPS), on_paper(page, ON_MAPS)
    assert all(len(places) == 1 for places in shown)
    assert printed == [[pytest.approx(place, abs=0.01) for place in places] for places in shown]
    page.wait_for_function(f"() => !({ON_MAPS})().some((places) => places.length !== 1)")


def test_the_legend_of_transfer_has_the_colours_of_its_curves(page: Page) -> None:
    page.get_by_role("tab", name="Teach").click()
    page.locator("#teach-kind label", has_text="Things").click()
    expect(page.locator("#transfer .key .way")).to_have_count(3)
    swatches = page.locator("#transfer .key .way").evaluate_all(
        "ways => ways.map((way) => getComputedStyle(way, '::before').borderTopColor)"
    )
    lines = page.locator("#transfer path:not(.band)").evaluate_all(
        "lines => lines.map((line) => getComputedStyle(line).stroke)"
    )
    assert len(set(lines)) == 3
    assert swatches == lines


def test_what_borrowing_is_worth_is_said_beside_its_figures_in_every_language(page: Page) -> None:
    page.get_by_role("tab", name="Teach").click()
    page.locator("#teach-kind label", has_text="Things").click()
    first = page.locator("#transfer .figures li").first
    expect(first).to_have_text(
        "With 10 pictures of each: 71.7\u00a0% where the whole network is trained on, 65.2\u00a0% "
        "where only a new last layer is, 70.9\u00a0% from nothing. It reads better with borrowed "
        "features, by 0.8 points: within the spread of 2.1."
    )
    for language, words in VERDICTS.items():
        page.select_option("#language", language)
        expect(first).to_contain_text(words)


@pytest.mark.parametrize(("tab", "card"), [("Draw", "#draw-reading"), ("Train", "#train-status")])
def test_on_paper_a_tab_is_black_on_white_in_the_dark_too(look: Look, tab: str, card: str) -> None:
    page = look(1280, 800, color_scheme="dark")
    page.get_by_role("tab", name=tab).click()
    expect(page.locator(card)).to_be_visible()
    colours = f"""() => {{
      let part = document.querySelector("{card}");
      const ink = getComputedStyle(part).color;
      const isClear = () => getComputedStyle(part).backgroundColor === "rgba(0, 0, 0, 0)";
      while (isClear()) part = part.parentElement;
      return [ink, getComputedStyle(part).backgroundColor];
    }}"""
    assert on_paper(page, colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
