"""The Validation tab: every verdict on the 10,000 test pictures, to look at one by one."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr
import numpy as np

from model import Prediction, Predictor
from model.evaluate import Verdicts, confusion_matrix
from ui.calibration import calibration_card
from ui.class_accuracy import class_accuracy_table
from ui.confusion import confusion_table
from ui.curves import curves
from ui.reading import ReadingView, reading_value
from ui.sample_view import View, parse_view
from ui.samples import Samples, sample_grid, waiting_page, waiting_row
from ui.theme import asset
from ui.verdicts import validation_verdicts

# Nothing here needs the queue or a spinner; of many quick clicks the last one counts.
LIVE: dict[str, Any] = {
    "queue": False,
    "show_progress": "hidden",
    "trigger_mode": "always_last",
    "api_visibility": "private",
}
INTRODUCTION = (
    "<p>Validation here means the 10,000 test images of MNIST: "
    "shown to you; no weight, epoch or threshold of the network was chosen by them.</p>"
    "<p class='digitpad-caption'>MNIST by Yann LeCun, Corinna Cortes and Christopher Burges, "
    "<a href='https://creativecommons.org/licenses/by-sa/3.0/' target='_blank' rel='noopener'>"
    "CC BY-SA 3.0</a>.</p>"
)


def validation_tab(predictor: Predictor) -> None:
    """Place the tab's parts; the verdicts are computed when the tab is first opened."""
    with gr.Column(elem_id="validation"):
        if predictor.validation is None:
            _html("<p>The validation pictures are not beside these weights.</p>")
            _training_card(predictor)
            return
        with gr.Row(elem_id="validation-head"):
            accuracy = _html(accuracy_text(None), elem_id="accuracy")
            _html(INTRODUCTION, elem_id="validation-introduction")
        with gr.Row(elem_id="validation-browser"):
            with gr.Column(elem_id="validation-grids"):
                _heading("Samples")
                samples = sample_grid(
                    waiting_page(predictor.classes), elem_id="samples", label="Samples"
                )
                _heading("The most confident mistakes")
                mistakes = sample_grid(
                    waiting_row(predictor.classes),
                    elem_id="confident-mistakes",
                    label="The most confident mistakes",
                )
            with gr.Column(elem_id="sample-panel", elem_classes=["digitpad-card"]):
                truth = _html(None, elem_id="sample-truth", script="sample-panel.js")
                reading = ReadingView(predictor.classes, elem_id="sample-reading")
        with gr.Row(elem_id="validation-summary"):
            # Tables of nothing, as tall as those that will take their place.
            waiting = _tables(Verdicts(*np.zeros((3, 0), int)), predictor.classes)
            confusion = _card("Confusion matrix", "confusion", _unseen(waiting[0]))
            accuracies = _card("Accuracy by class", "class-accuracy", _unseen(waiting[1]))
        calibration = _card("Calibration", "calibration", "")
        _training_card(predictor)

    def known() -> Samples:
        return Samples(predictor.validation[0], validation_verdicts(predictor), predictor.classes)

    def open_tab() -> tuple[Any, ...]:
        found = known()
        verdicts = found.verdicts
        surest = found.confident_mistakes()
        return (
            accuracy_text(verdicts),
            found.page(View()),
            surest,
            *_tables(verdicts, predictor.classes),
            calibration_card(verdicts.reliability),
            *open_sample((surest["tiles"] or [{"index": 0}])[0]["index"]),
        )

    def open_sample(index: int) -> tuple[str, dict[str, Any]]:
        found = known()
        index = min(max(index, 0), len(found.images) - 1)
        prediction = stored_prediction(predictor, index)
        return truth_text(found, index), reading_value(prediction, source="sample")

    def browse(event: gr.EventData) -> dict[str, Any]:
        return known().page(parse_view(event._data, predictor.classes))

    def select(event: gr.EventData) -> tuple[str, dict[str, Any]]:
        return open_sample(int(event.index))

    panel = [truth, reading]
    tables = [confusion, accuracies, calibration]
    samples.open(open_tab, None, [accuracy, samples, mistakes, *tables, *panel], **LIVE)
    samples.browse(browse, None, samples, **LIVE)
    samples.select(select, None, panel, **LIVE)
    mistakes.select(select, None, panel, **LIVE)


def stored_prediction(predictor: Predictor, index: int) -> Prediction:
    """What the network says of a stored 28x28 picture: no preprocessing, no refusal."""
    image = predictor.validation[0][index]
    shares = predictor.classify(image[None])[0].tolist()
    return Prediction(
        label=predictor.classes[shares.index(max(shares))],
        probabilities=dict(zip(predictor.classes, shares, strict=True)),
        model_input=image,
        box=None,
        steps=(),
    )


def accuracy_text(verdicts: Verdicts | None) -> str:
    """The accuracy, large, and the counts behind it; a dash until it is computed."""
    if verdicts is None:
        return "<p class='figure'>–</p><p>Computing the verdicts …</p>"
    total, right = len(verdicts.correct), int(verdicts.correct.sum())
    return (
        f"<p class='figure'>{100 * verdicts.accuracy:.2f}&nbsp;%</p>"
        f"<p>{right:,} of {total:,} right, {total - right:,} wrong</p>"
    )


def truth_text(samples: Samples, index: int) -> str:
    """The line above a sample's reading: what it truly is, and which one it is."""
    predicted, true = map(escape, samples.names(index))
    correct = bool(samples.verdicts.correct[index])
    verdict = "right" if correct else "wrong"
    return (
        f"<div class='truth' data-correct='{str(correct).lower()}' data-index='{index}'>"
        f"<p class='verdict' role='status'>Truly {true}, read as {predicted}: {verdict}</p>"
        f"<p class='digitpad-caption'>Sample {index} of {len(samples.images):,}</p>"
        "<button type='button' class='close'>Close</button></div>"
    )


def _tables(verdicts: Verdicts, classes: tuple[str, ...]) -> tuple[str, str]:
    matrix = confusion_matrix(verdicts.labels, verdicts.predicted, len(classes))
    return confusion_table(matrix, classes), class_accuracy_table(matrix, classes)


def _unseen(html: str) -> str:
    return f"<div style='visibility: hidden'>{html}</div>"


def _card(title: str, elem_id: str, value: str) -> gr.HTML:
    with gr.Column(elem_classes=["digitpad-card"]):
        _heading(title)
        return _html(value, elem_id=elem_id, script="browse.js")


def _training_card(predictor: Predictor) -> None:
    with gr.Column(elem_classes=["digitpad-card"]):
        _heading("Training")
        if predictor.history and predictor.history["epochs"]:
            curves(predictor.history)
        else:
            _html("<p>The history of the training is not beside these weights.</p>")


def _heading(text: str) -> None:
    _html(f"<h2>{text}</h2>")


def _html(value: str | None, elem_id: str | None = None, script: str | None = None) -> gr.HTML:
    return gr.HTML(
        value,
        elem_id=elem_id,
        js_on_load=asset(script) if script else None,
        apply_default_css=False,
    )
