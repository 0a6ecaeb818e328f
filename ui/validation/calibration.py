"""Can the confidences be believed? In words, as a reliability diagram and as a table."""

from __future__ import annotations

import math

from model.evaluation.reliability import Reliability
from ui.languages.phrase import phrase, plural
from ui.parts.percent import NO_BREAK_SPACE, percent

# The square of the plot inside the drawing; both axes go from 0 to 1.
SIDE, LEFT, TOP = 320, 48, 12
TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def calibration_card(found: Reliability) -> str:
    """HTML: the error in words, the diagram and the table of the bins that hold samples."""
    return (
        f"<div class='calibration'><div class='summary'>{calibration_text(found)}</div>"
        f"<div class='diagram'>{diagram(found)}</div>{bins_table(found)}</div>"
    )


def calibration_text(found: Reliability) -> str:
    """The expected calibration error, and how much of it a crowded bin decides."""
    total = int(found.counts.sum())
    largest = int(found.counts.argmax())
    most = int(found.counts[largest])
    error = percent(found.error, 2)
    meaning = phrase(
        "That is the mean distance between how sure the network is and how often it is right."
    )
    words = f"<p class='error'>{phrase(f'Expected calibration error: {error}')}</p><p>{meaning}</p>"
    if most == total or 2 * most < total:
        return words
    rest = found.gaps * found.counts
    rest[largest] = 0
    apart = 100 * float(rest.sum()) / (total - most)
    edges, others = _edges(found, largest), total - most
    crowded = phrase(
        f"{most:,} of the {total:,} samples lie at {edges} and decide it; "
        f"over the other {others:,} the mean distance is {apart:.1f} points."
    )
    return f"{words}<p>{crowded}</p>"


def bins_table(found: Reliability) -> str:
    """The bins that hold samples, the surest first."""
    rows = "".join(
        f"<tr><th scope='row'>{_edges(found, i)}</th><td>{percent(found.confidence[i])}</td>"
        f"<td>{percent(found.accuracy[i])}</td><td>{int(found.counts[i]):,}</td></tr>"
        for i in reversed(_filled(found))
    )
    names = phrase("Confidence"), phrase("Mean"), phrase("Right"), phrase("Samples")
    heads = "".join(f"<th scope='col'>{name}</th>" for name in names)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def diagram(found: Reliability) -> str:
    """SVG: a dot for each bin, the larger the more samples, with its 95 % interval."""
    marks = "".join(_mark(found, i) for i in _filled(found))
    label = phrase(
        "Reliability diagram: the share that is right against the confidence; the table holds its "
        "numbers"
    )
    caption = phrase(
        "On the dashed line a confidence of 80 % is right in 80 of 100 cases. Large dots hold many "
        "samples; the lines show where chance puts the true share with 95 % certainty."
    )
    return (
        f"<svg viewBox='0 0 {LEFT + SIDE + 12} {TOP + SIDE + 52}' role='img' "
        f"aria-label='{label}'>{_axes()}"
        f"<path class='perfect' d='M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}'/>{marks}</svg>"
        f"<p class='digitpad-caption'>{caption}</p>"
    )


def _mark(found: Reliability, i: int) -> str:
    low, high = (float(end[i]) for end in found.interval())
    x, y = _x(found.confidence[i]), _y(found.accuracy[i])
    radius = 4 + 1.25 * math.log10(float(found.counts[i]))
    edges, count = _edges(found, i), int(found.counts[i])
    sure, right = percent(found.confidence[i]), percent(found.accuracy[i])
    title = plural(
        count,
        f"{edges}: {count:,} sample, mean confidence {sure}, right {right}",
        f"{edges}: {count:,} samples, mean confidence {sure}, right {right}",
    )
    return (
        f"<g class='bin'><title>{title}</title>"
        f"<path d='M{x} {_y(low)}V{_y(high)}'/><circle cx='{x}' cy='{y}' r='{radius:.1f}'/></g>"
    )


def _axes() -> str:
    lines = "".join(
        f"<path d='M{_x(t)} {_y(0)}V{_y(1)}M{_x(0)} {_y(t)}H{_x(1)}'/>"
        f"<text x='{_x(t)}' y='{_y(0) + 18}' text-anchor='middle'>{100 * t:.0f}</text>"
        f"<text x='{LEFT - 8}' y='{_y(t) + 4}' text-anchor='end'>{100 * t:.0f}</text>"
        for t in TICKS
    )
    middle = TOP + SIDE / 2
    return (
        f"<g class='axes'>{lines}"
        f"<text x='{_x(0.5)}' y='{_y(0) + 40}' text-anchor='middle'>"
        f"{phrase('Confidence (%)')}</text>"
        f"<text x='12' y='{middle}' text-anchor='middle' transform='rotate(-90 12 {middle})'>"
        f"{phrase('Right (%)')}</text></g>"
    )


def _filled(found: Reliability) -> list[int]:
    return found.counts.nonzero().flatten().tolist()


def _edges(found: Reliability, i: int) -> str:
    bins = len(found.counts)
    return f"{100 * i / bins:.0f}–{100 * (i + 1) / bins:.0f}{NO_BREAK_SPACE}%"


def _x(share: float) -> float:
    return round(LEFT + SIDE * float(share), 1)


def _y(share: float) -> float:
    return round(TOP + SIDE * (1 - float(share)), 1)
