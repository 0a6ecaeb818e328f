"""The confusion matrix as a table: true classes in rows, predicted classes in columns."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from html import escape

import numpy as np

from model.data.datasets import called
from ui.languages.messages import says, span, t
from ui.parts.class_names import shape


def confusion_table(matrix: np.ndarray, classes: tuple[str, ...], pressable: bool = True) -> str:
    """HTML for the counts; right ones are tinted by share, wrong ones against the worst.

    Args:
        matrix: counts, integers (classes, classes), the truth in rows.
        classes: the names of the classes.
        pressable: whether every count but zero is a button that opens its samples (see
            table_links.js).
    """
    worst = max(1, int(np.where(np.eye(len(matrix), dtype=bool), 0, matrix).max()))
    written = _button(classes) if pressable else _plain
    heads = "".join(f'<th scope="col">{span(called(name))}</th>' for name in classes)
    rows = "".join(
        f'<tr><th scope="row" {says(called(name))}></th>'
        + "".join(_cell(matrix, true, said, worst, written) for said in range(len(classes)))
        + "</tr>"
        for true, name in enumerate(classes)
    )
    press = span(t("press_number")) if pressable else ""
    return (
        f"<div class='confusion'><table class='{shape(classes)}'>"
        f"<caption>{span(t('confusion_caption'))} {press}</caption>"
        f'<thead><tr class="axis"><td class="corner"></td><th scope="colgroup" '
        f'colspan="{len(classes)}" {says(t("read_as_axis"))}></th></tr>'
        f'<tr><td class="corner" {says(t("truly_axis"))}></td>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _cell(
    matrix: np.ndarray, true: int, said: int, worst: int, written: Callable[[int, int, int], str]
) -> str:
    count = int(matrix[true, said])
    if count == 0:
        return '<td class="none">0</td>'
    if true == said:
        kind, heat = "right", count / int(matrix[true].sum())
    else:
        # A square root, so that a single mistake still shows beside dozens.
        kind, heat = "wrong", math.sqrt(count / worst)
    return f'<td class="{kind}" style="--heat: {heat:.3f}">{written(true, said, count)}</td>'


def _plain(true: int, said: int, count: int) -> str:
    return str(count)


def _button(classes: tuple[str, ...]) -> Callable[[int, int, int], str]:
    def button(true: int, said: int, count: int) -> str:
        view = escape(json.dumps({"true": true, "said": said}))
        truth, answer = called(classes[true]), called(classes[said])
        name = t("confusion_cell", truth=truth, answer=answer, count=count)
        return (
            f'<button type="button" data-browse="{view}" '
            f"{says(name, 'aria-label')}>{count}</button>"
        )

    return button
