"""The accuracy of every class as a table, the worst first."""

from __future__ import annotations

import json
from html import escape

import numpy as np

from ui.languages.phrase import phrase
from ui.parts.percent import percent


def class_accuracy_table(matrix: np.ndarray, classes: tuple[str, ...]) -> str:
    """HTML for the accuracies in a confusion matrix; bars show the share that is wrong.

    The bars begin at zero and end at the worst class. A row with mistakes has a button that
    carries the view of them (see table_links.js).
    """
    totals = matrix.sum(axis=1)
    wrong = totals - matrix.diagonal()
    errors = wrong / np.maximum(totals, 1)
    worst = errors.max() or 1
    rows = "".join(
        _row(int(index), int(wrong[index]), int(totals[index]), errors[index] / worst, classes)
        for index in np.argsort(-errors, kind="stable")
    )
    caption = phrase(
        "The worst first; the bars compare the shares that are wrong. Press a row to see its "
        "mistakes."
    )
    return (
        f"<table><caption>{caption}</caption><thead><tr><th scope='col'>{phrase('Class')}</th>"
        f"<td></td><th scope='col'>{phrase('Wrong')}</th><th scope='col'>{phrase('Right')}</th>"
        "</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _row(index: int, wrong: int, total: int, length: float, classes: tuple[str, ...]) -> str:
    name = escape(classes[index])
    count = f"{wrong:,}<span class='of'> {phrase(f'of {total:,}')}</span>"
    if wrong:
        view = escape(json.dumps({"true": index, "mistakes": True}))
        label = phrase(f"{name}: {wrong:,} of {total:,} wrong")
        count = f'<button type="button" data-browse="{view}" aria-label="{label}">{count}</button>'
    share = percent(1 - wrong / total, 2) if total else "–"
    return (
        f'<tr><th scope="row">{name}</th>'
        f'<td class="track"><span class="bar" style="--share: {length:.4f}"></span></td>'
        f'<td class="wrong">{count}</td><td class="share">{share}</td></tr>'
    )
