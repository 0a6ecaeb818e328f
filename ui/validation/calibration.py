"""The calibration of confidences: in words, as a reliability diagram and as a table."""

from __future__ import annotations

import math

from model.evaluation.reliability import Reliability
from ui.languages.messages import Message, says, t
from ui.parts.percent import number, percent

# The square of the plot inside the drawing, in px; both axes go from 0 to 1.
PLOT_SIDE, PLOT_LEFT, PLOT_TOP = 320, 48, 12
TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def calibration_card(found: Reliability) -> str:
    """HTML: the error in words, the diagram and the table of the bins."""
    return (
        f"<div class='calibration'><div class='summary'>{calibration_text(found)}</div>"
        f"<div class='diagram'>{diagram(found)}</div>{bins_table(found)}</div>"
    )


def calibration_text(found: Reliability) -> str:
    """HTML: the expected calibration error, and a note if one bin contains most samples."""
    total = int(found.counts.sum())
    largest = int(found.counts.argmax())
    most = int(found.counts[largest])
    error = says(t("calibration_error", error=percent(found.error, 2)))
    words = f"<p class='error' {error}></p><p {says(t('calibration_error_meaning'))}></p>"
    if most == total or 2 * most < total:
        return words
    rest = found.gaps * found.counts
    rest[largest] = 0
    apart = 100 * float(rest.sum()) / (total - most)
    edges, others = _edges(found, largest), total - most
    crowded = t(
        "calibration_crowded", most=most, total=total, edges=edges, others=others, apart=apart
    )
    return f"{words}<p {says(crowded)}></p>"


def bins_table(found: Reliability) -> str:
    """HTML: a table of the bins that contain samples, by descending confidence."""
    rows = "".join(
        f"<tr><th scope='row' {says(_edges(found, i))}></th>"
        f"<td {says(percent(float(found.confidence[i])))}></td>"
        f"<td {says(percent(float(found.accuracy[i])))}></td>"
        f"<td {says(number(int(found.counts[i])))}></td></tr>"
        for i in reversed(_filled(found))
    )
    names = t("confidence"), t("mean"), t("right_heading"), t("samples")
    heads = "".join(f"<th scope='col' {says(name)}></th>" for name in names)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def diagram(found: Reliability) -> str:
    """SVG: a dot for each bin, larger for more samples, with its 95 % interval."""
    marks = "".join(_mark(found, i) for i in _filled(found))
    return (
        f"<svg viewBox='0 0 {PLOT_LEFT + PLOT_SIDE + 12} {PLOT_TOP + PLOT_SIDE + 52}' role='img' "
        f"{says(t('reliability_diagram'), 'aria-label')}>{_axes()}"
        f"<path class='perfect' d='M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}'/>{marks}</svg>"
        f"<p class='digitpad-caption' {says(t('calibration_caption'))}></p>"
    )


def _mark(found: Reliability, i: int) -> str:
    low, high = (float(end[i]) for end in found.interval())
    confidence, accuracy = float(found.confidence[i]), float(found.accuracy[i])
    x, y = _x(confidence), _y(accuracy)
    radius = 4 + 1.25 * math.log10(float(found.counts[i]))
    edges, count = _edges(found, i), int(found.counts[i])
    sure, right = percent(confidence), percent(accuracy)
    title = t("calibration_bin", edges=edges, count=count, sure=sure, right=right)
    return (
        f"<g class='bin'><title {says(title)}></title>"
        f"<path d='M{x} {_y(low)}V{_y(high)}'/><circle cx='{x}' cy='{y}' r='{radius:.1f}'/></g>"
    )


def _axes() -> str:
    lines = "".join(
        f"<path d='M{_x(t)} {_y(0)}V{_y(1)}M{_x(0)} {_y(t)}H{_x(1)}'/>"
        f"<text x='{_x(t)}' y='{_y(0) + 18}' text-anchor='middle'>{100 * t:.0f}</text>"
        f"<text x='{PLOT_LEFT - 8}' y='{_y(t) + 4}' text-anchor='end'>{100 * t:.0f}</text>"
        for t in TICKS
    )
    middle = PLOT_TOP + PLOT_SIDE / 2
    return (
        f"<g class='axes'>{lines}"
        f"<text x='{_x(0.5)}' y='{_y(0) + 40}' text-anchor='middle' "
        f"{says(t('confidence_axis'))}></text>"
        f"<text x='12' y='{middle}' text-anchor='middle' transform='rotate(-90 12 {middle})' "
        f"{says(t('right_axis'))}></text></g>"
    )


def _filled(found: Reliability) -> list[int]:
    return found.counts.nonzero().flatten().tolist()


def _edges(found: Reliability, i: int) -> Message:
    bins = len(found.counts)
    return t("percent_range", low=round(100 * i / bins), high=round(100 * (i + 1) / bins))


def _x(share: float) -> float:
    return round(PLOT_LEFT + PLOT_SIDE * share, 1)


def _y(share: float) -> float:
    return round(PLOT_TOP + PLOT_SIDE * (1 - share), 1)
