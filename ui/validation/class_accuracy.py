"""The accuracy of every class as a table, the worst first."""

from __future__ import annotations

import json
from html import escape

import numpy as np

from model.data.datasets import called
from ui.languages.messages import says, span, t
from ui.parts.percent import number, percent


def class_accuracy_table(matrix: np.ndarray, classes: tuple[str, ...]) -> str:
    """HTML for the accuracies in a confusion matrix; bars show the share that is wrong.

    The bars begin at zero and end at the worst class. A row with mistakes has a button that
    opens them in the grid (see table_links.js).
    """
    totals = matrix.sum(axis=1)
    wrong = totals - matrix.diagonal()
    errors = wrong / np.maximum(totals, 1)
    worst = errors.max() or 1
    rows = "".join(
        _row(int(index), int(wrong[index]), int(totals[index]), errors[index] / worst, classes)
        for index in np.argsort(-errors, kind="stable")
    )
    return (
        f"<table><caption {says(t('class_accuracy_caption'))}></caption><thead><tr>"
        f"<th scope='col' {says(t('class_heading'))}></th><td></td>"
        f"<th scope='col' {says(t('wrong_heading'))}></th>"
        f"<th scope='col' {says(t('right_heading'))}></th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _row(index: int, wrong: int, total: int, length: float, classes: tuple[str, ...]) -> str:
    name = called(classes[index])
    of = f"<span class='of' {says(t('of_total', total=total))}></span>"
    count = f"{span(number(wrong))} {of}"
    if wrong:
        view = escape(json.dumps({"true": index, "mistakes": True}))
        label = says(t("class_wrong", name=name, wrong=wrong, total=total), "aria-label")
        count = f'<button type="button" data-browse="{view}" {label}>{count}</button>'
    share = percent(1 - wrong / total, 2) if total else "–"
    return (
        f'<tr><th scope="row" {says(name)}></th>'
        f'<td class="track"><span class="bar" style="--share: {length:.4f}"></span></td>'
        f'<td class="wrong">{count}</td><td class="share" {says(share)}></td></tr>'
    )
