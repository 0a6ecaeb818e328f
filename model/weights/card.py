"""The model card: README.md of a weights folder, as the Hugging Face Hub shows it."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ..messages import Message, text
from .contents import read_text
from .manifest import renew

NAME = "README.md"
FIGURES = "figures.json"
FIGURE_MARKS = ("<!-- figures -->", "<!-- /figures -->")
INSTALL = "pip install .  # in a clone of Digitpad"
# Rows (measured on, right) that are results of the model, too.
STORED = "the network on the stored"  # followed by the sides of the pictures
PIPELINE = "the same through the whole pipeline, refusals counted as wrong"
CALIBRATION_ERROR = "expected calibration error on them"

Row = tuple[str, str]


class Result(NamedTuple):
    """What was measured on a data set.

    Attributes:
        metric: "accuracy", "f1" or "expected_calibration_error".
        value: of the metric, in 0..1.
        measured_on: how, in words.
    """

    metric: str
    value: float
    measured_on: str


def usage(weights: str, picture: str = "picture.png") -> str:
    """How to install what reads the weights, and the Python that reads a picture."""
    return f"""```bash
{INSTALL}
```

```python
from digitpad import Predictor

print(Predictor.from_pretrained("{weights}").predict("{picture}").label)
```"""


def model_index(task: str, data_type: str, data_name: str, results: Iterable[Result]) -> str:
    """The results of a model for the front matter of its card, where the Hub reads them.

    Args:
        task: of the model, such as "image-classification".
        data_type: what they were measured on, by its id on the Hub if it has one.
        data_name: the same in words.
        results: at least one.
    """
    return f"""model-index:
- name: Digitpad
  results:
  - task:
      type: {task}
    dataset:
      type: {data_type}
      name: {data_name}
      split: test
    metrics:
{_metrics(results)}"""


def _metrics(results: Iterable[Result]) -> str:
    return "\n".join(
        f"    - type: {metric}\n      value: {value:g}\n"
        f"      name: {json.dumps(measured_on, ensure_ascii=False)}"
        for metric, value, measured_on in results
    )


METRICS = re.compile(r"(?<=^    metrics:\n)(?:    - .*\n(?:      .*\n)*)+", re.MULTILINE)


def results_of(rows: Iterable[Row]) -> list[Result]:
    """The results among figures: those on the test images of the data set."""
    found = []
    for measured_on, right in rows:
        if f", {STORED} " in measured_on or measured_on == PIPELINE:
            metric = "accuracy"
        elif measured_on == CALIBRATION_ERROR:
            metric = "expected_calibration_error"
        else:
            continue
        found.append(Result(metric, round(float(right.removesuffix("%")) / 100, 4), measured_on))
    return found


def in_english(rows: Iterable[tuple[Message | str, Message | str]]) -> list[Row]:
    """Rows of figures as the card has them."""
    return [(text(one), text(other).replace("\N{NO-BREAK SPACE}", "")) for one, other in rows]


def figures(rows: Iterable[Row]) -> str:
    """The table of figures, rows of (measured on, right), between its markers."""
    table = ["| measured on | right |", "| --- | --- |", *(f"| {a} | {b} |" for a, b in rows)]
    return "\n".join([FIGURE_MARKS[0], *table, FIGURE_MARKS[1]])


def read_figures(folder: Path) -> list[Row]:
    """The rows (measured on, right) that stand between the card's markers."""
    text = read_text(folder, NAME) or ""
    rows = text.split(FIGURE_MARKS[0])[1].split(FIGURE_MARKS[1])[0].strip().splitlines()[2:]
    return [(a.strip(), b.strip()) for a, b in (row.strip("|").split("|") for row in rows)]


def has_figures(folder: Path) -> bool:
    """Whether a folder has a card with both markers, between which figures can be put.

    Raises WeightsDamaged.
    """
    text = read_text(folder, NAME) or ""
    return all(marker in text for marker in FIGURE_MARKS)


def write_figures(folder: Path, rows: Iterable[tuple[Message | str, Message | str]]) -> None:
    """Put measured figures, rows of (measured on, right), into the card's table and front matter.

    They are also written to figures.json, from which the page makes its table in every language.
    The front matter keeps its results if no row contains one.
    """
    measured = list(rows)
    (folder / FIGURES).write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    renew(folder, FIGURES)
    english = in_english(measured)
    text = read_text(folder, NAME) or ""
    before, rest = text.split(FIGURE_MARKS[0])
    if results := results_of(english):
        before = METRICS.sub(lambda found: _metrics(results) + "\n", before, count=1)
    card = before + figures(english) + rest.split(FIGURE_MARKS[1])[1]
    (folder / NAME).write_text(card, encoding="utf-8")
    renew(folder, NAME)
