"""Tables of strokes: text files that say how digits, letters and doodles are drawn.

A line without indentation is the name of a style; `x3` behind it makes the style three times as
frequent. The indented lines below it are carried out in order:

    left = 0.12..0.5              a number with a name
    line 0.6-left,0.3 0.6,0       a stroke through points (x right, y down, in a unit square)
    then line 0.6,0 0.6~0.03,1    more of the same stroke: the pen is not lifted
    if left<0.2: circle 0,1 0.1   carried out only where the comparison is true

The shapes are `line`, `curve`, `arc` and `circle` of pen.py. A number is a sum of products
(`0.5-0.4*left`), the larger of two (`a|b`), uniform (`low..high`) or normal (`mean~deviation`).
Lines that begin with `# ` are comments.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .pen import Stroke, arc, circle, curve, line

TABLES = Path(__file__).parent / "styles"


@dataclass(frozen=True)
class Style:
    """One way to draw something. A call returns its strokes, a little different each time."""

    name: str
    steps: tuple[str, ...]

    def __call__(self, random: np.random.Generator) -> list[Stroke]:
        """Strokes in about a unit square."""
        strokes: list[Stroke] = []
        numbers: dict[str, float] = {}
        for step in self.steps:
            if step.startswith("if "):
                condition, _, step = step.removeprefix("if ").partition(": ")
                low, high = condition.split("<")
                if _sum(low, numbers) >= _sum(high, numbers):
                    continue
            if " = " in step:
                name, text = step.split(" = ")
                numbers[name] = _number(text, numbers, random)
            elif step.startswith("then "):
                more = _stroke(step.removeprefix("then "), numbers, random)
                strokes[-1] = np.concatenate([strokes[-1], more])
            else:
                strokes.append(_stroke(step, numbers, random))
        return strokes


def read_styles(path: Path) -> tuple[Style, ...]:
    """The styles of a table, each as often as the table says."""
    table = re.sub(r"^ *# .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    blocks = re.findall(r"^(\S.*?)(?: x(\d+))?\n((?: +.+\n)+)", table, flags=re.MULTILINE)
    return tuple(
        style
        for name, times, steps in blocks
        for style in [Style(name, tuple(map(str.strip, steps.splitlines())))] * int(times or 1)
    )


def _stroke(step: str, numbers: Mapping[str, float], random: np.random.Generator) -> Stroke:
    shape, *words = step.split()
    points = [[_number(text, numbers, random) for text in word.split(",")] for word in words]
    match shape, points:
        case "line", _:
            return line(*points)
        case "curve", _:
            return curve(*points)
        case "arc", [centre, radii, [start], [stop]]:
            return arc(centre, radii, start, stop)
        case "circle", [[x, y], [radius]]:
            return circle(random, x, y, radius)
    raise ValueError(f"{step!r} is no shape of a table of strokes.")


def _number(text: str, numbers: Mapping[str, float], random: np.random.Generator) -> float:
    if ".." in text:
        low, high = (_largest(bound, numbers) for bound in text.split(".."))
        return low + (high - low) * random.random()  # `high` may be the lower one
    if "~" in text:
        mean, deviation = (_sum(part, numbers) for part in text.split("~"))
        return random.normal(mean, deviation)
    return _largest(text, numbers)


def _largest(text: str, numbers: Mapping[str, float]) -> float:
    return max(_sum(part, numbers) for part in text.split("|"))


def _sum(text: str, numbers: Mapping[str, float]) -> float:
    return sum(_product(term, numbers) for term in re.findall(r"[+-]?[^+-]+", text))


def _product(term: str, numbers: Mapping[str, float]) -> float:
    factors = term.lstrip("+-").split("*")
    sign = -1 if term.startswith("-") else 1
    return sign * math.prod(numbers[one] if one in numbers else float(one) for one in factors)
