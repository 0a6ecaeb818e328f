"""The confusion matrix as a table: the truth in rows, what the network said in columns."""

from __future__ import annotations

import math
from html import escape

import numpy as np


def confusion_table(matrix: np.ndarray, classes: tuple[str, ...]) -> str:
    """HTML for the counts; right ones are tinted by share, wrong ones against the worst."""
    worst = max(1, int(np.where(np.eye(len(matrix), dtype=bool), 0, matrix).max()))
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in classes)
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(
            _cell(int(count), true == said, int(row.sum()), worst) for said, count in enumerate(row)
        )
        + "</tr>"
        for true, (name, row) in enumerate(zip(classes, matrix, strict=True))
    )
    return (
        "<table><caption>Each row is a true class, each column an answer; "
        "the diagonal is right.</caption>"
        f'<thead><tr><td class="corner"><span>true</span><span>read as</span></td>{heads}</tr>'
        f"</thead><tbody>{rows}</tbody></table>"
    )


def _cell(count: int, right: bool, total: int, worst: int) -> str:
    if right:
        return f'<td class="right" style="--heat: {count / max(1, total):.3f}">{count}</td>'
    if count == 0:
        return '<td class="none">0</td>'
    # A square root, so that a single mistake still shows beside dozens.
    return f'<td class="wrong" style="--heat: {math.sqrt(count / worst):.3f}">{count}</td>'
