"""The Validation tab: every verdict of the network in use on the test pictures, one by one."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any

import gradio as gr
import numpy as np

from model import Prediction, Predictor
from model.evaluation.verdicts import Verdicts, confusion_matrix
from ui.ask.memory import Slow, in_turn
from ui.ask.present import answering, parsed_index
from ui.ask.visitor_key import VisitorKey
from ui.gradio_internals import sent_value
from ui.languages.phrase import phrase
from ui.parts.confusion_table import confusion_table
from ui.parts.event_data import sent, sent_number
from ui.parts.part import LIVE, heading, part
from ui.parts.percent import percent
from ui.parts.problem import problem
from ui.reading.view import reading_value, reading_view
from ui.runs.settings import SHIPPED, TRAINED_ON
from ui.shipped import DATASETS
from ui.validation.calibration import calibration_card
from ui.validation.class_accuracy import class_accuracy_table
from ui.validation.comparison import comparison_of
from ui.validation.curves import curves, curves_of
from ui.validation.jumps import jumps
from ui.validation.samples.sample_filter import parse_view
from ui.validation.samples.sample_grid import Samples, sample_grid, waiting_page, waiting_row
from ui.verdicts import validation_verdicts
from ui.visitor import Visitor

IN_COLOUR = 80  # megabytes that a photograph takes, with the first one of all loaded
VERDICTS = 80  # megabytes that judging all pictures takes, which is done once for each network


def validation_tab(visitor: VisitorKey) -> None:
    """Place the tab's parts; the verdicts are computed when the tab is first opened."""
    nobody = Visitor()
    classes = DATASETS[nobody.dataset].classes
    with gr.Column(elem_id="validation"):
        with gr.Row(elem_id="validation-head"):
            accuracy = part(accuracy_text(None), elem_id="accuracy")
            about = part(introduction(nobody), elem_id="validation-introduction")
        jumps()
        with gr.Row(elem_id="validation-browser"):
            with gr.Column(elem_id="validation-grids"):
                heading(phrase("Samples"))
                samples = sample_grid(
                    waiting_page(classes), elem_id="samples", label=phrase("Samples")
                )
                heading(phrase("The most confident mistakes"))
                mistakes = sample_grid(
                    waiting_row(classes),
                    elem_id="confident-mistakes",
                    label=phrase("The most confident mistakes"),
                )
            with gr.Column(elem_id="sample-panel", elem_classes=["digitpad-card"]):
                truth = part(
                    None,
                    elem_id="sample-truth",
                    script="validation/samples/sample_panel.js",
                    answers=[answering(sample)],
                )
                reading = reading_view("sample-reading")
        with gr.Row(elem_id="validation-summary"):
            # Tables of nothing, as tall as those that will take their place.
            waiting = _tables(Verdicts(*np.zeros((3, 0), int)), classes)
            confusion = _card(phrase("Confusion matrix"), "confusion", _unseen(waiting[0]))
            accuracies = _card(phrase("Accuracy by class"), "class-accuracy", _unseen(waiting[1]))
        calibration = _card(phrase("Calibration"), "calibration", "")
        beside_cnn = phrase("Beside the convolutional network")
        beside_mlp = phrase("Beside an MLP")
        beside = (
            f"<span class='in-grey'>{beside_cnn}</span><span class='in-colour'>{beside_mlp}</span>"
        )
        comparison = _card(beside, "comparison", "")
        with gr.Column(elem_classes=["digitpad-card"]):
            heading(phrase("Training"))
            training = curves()

    panel = [truth, reading]
    head = [accuracy, about, samples, mistakes]
    tables = [confusion, accuracies, calibration]
    opened = samples.open(
        in_turn(open_tab, megabytes=VERDICTS), visitor, [*head, *tables, *panel, *training], **LIVE
    )
    quiet = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
    opened.then(in_turn(comparison_of, megabytes=VERDICTS), visitor, comparison, **quiet)
    samples.browse(in_turn(browse, megabytes=VERDICTS), visitor, samples, **LIVE)


def open_tab(visitor: Visitor, event: gr.EventData) -> tuple[Any, ...]:
    """All that the tab shows of the network that reads this visitor's pictures."""
    predictor, found = visitor.predictor, known(visitor)
    verdicts = found.verdicts
    surest = found.confident_mistakes()
    return (
        accuracy_text(verdicts),
        introduction(visitor),
        found.page(parse_view(sent(event, "view"), found.classes))
        | {"asked": sent_number(event, "asked")},
        surest,
        *_tables(verdicts, found.classes),
        calibration_card(verdicts.reliability),
        *sample_shown(predictor, (surest["tiles"] or [{"index": 0}])[0]["index"]),
        *curves_of(predictor.history, one_view=predictor.dataset.in_colour),
    )


def browse(visitor: Visitor, event: gr.EventData) -> dict[str, Any]:
    """The page of samples that was asked for."""
    found = known(visitor)
    return found.page(parse_view(sent_value(event), found.classes))


def sample(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any] | Slow:
    """The sample that was chosen, for the panel."""
    predictor = visitor.predictor
    work = partial(chosen_sample, predictor, question)
    return Slow(IN_COLOUR, work) if predictor.dataset.in_colour else work()


def chosen_sample(predictor: Predictor, question: dict[str, Any]) -> dict[str, Any]:
    """The line above the sample that the question names, and its reading."""
    if predictor.validation is None:
        raise missing()
    index = parsed_index(question.get("index"), len(predictor.validation[0]))
    truth, reading = sample_shown(predictor, index)
    return {"truth": truth, "reading": reading}


def known(visitor: Visitor) -> Samples:
    """The validation pictures of the network in use with its verdicts."""
    predictor = visitor.predictor
    verdicts = validation_verdicts(predictor)
    if verdicts is None:
        raise missing()
    return Samples(predictor.validation[0], verdicts, predictor.classes)


def missing() -> gr.Error:
    """What to raise where nothing can be shown."""
    return problem("The validation pictures are not beside these weights.")


def sample_shown(predictor: Predictor, index: int) -> tuple[str, dict[str, Any]]:
    """A sample with its truth, and how the network reads it."""
    prediction = stored_prediction(predictor, index)
    labels = predictor.validation[1]
    truth = truth_text(index, len(labels), predictor.classes[labels[index]], prediction.label)
    return truth, reading_value(prediction, dataset=predictor.dataset, source="sample")


def introduction(visitor: Visitor) -> str:
    """Which network is shown, on which pictures, and whose they are."""
    dataset, run = DATASETS[visitor.dataset], visitor.reader
    title = dataset.title
    pictures = phrase(f"the 10,000 test images of {title}")
    if visitor.hand:
        network = phrase("The network in use, with the last layer that your corrections taught.")
        apart = phrase("Your corrections did not come from them.")
    elif run is None:
        network = phrase("The shipped network.")
        apart = phrase("It learned from none of them, and nothing about it was chosen by them.")
    else:
        number, name = run.number, run.settings.name
        network = phrase(f"Your run {number}, {name}; only you see it.")
        apart = phrase("Your run did not learn from them.")
        if run.settings.images == SHIPPED:
            count = 10_000 - TRAINED_ON
            pictures = phrase(f"the last {count:,} of {title}'s test images")
            apart = phrase(f"Your run learned from the first {TRAINED_ON:,}.")
    meaning = phrase(f"Validation here means {pictures}.")
    copies = dataset.copies
    on_copies = phrase(f"All figures are on {copies}.") if copies else ""
    authors, terms, licence = dataset.authors, dataset.licence_url, dataset.licence
    credit = phrase(
        f"{title} by {authors}, <a href='{terms}' target='_blank' rel='noopener'>{licence}</a>."
    )
    return (
        f"<p class='network'><strong>{network}</strong></p>"
        f"<p><span>{meaning}</span> <span>{apart}</span> <span>{on_copies}</span></p>"
        f"<p class='digitpad-caption'>{credit}</p>"
    )


def stored_prediction(predictor: Predictor, index: int) -> Prediction:
    """What the network says of a stored picture: no preprocessing, no refusal."""
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
        return f"<p class='figure'>–</p><p>{phrase('Computing the verdicts …')}</p>"
    total, right = len(verdicts.correct), int(verdicts.correct.sum())
    wrong = total - right
    counts = phrase(f"{right:,} of {total:,} right, {wrong:,} wrong")
    return f"<p class='figure'>{percent(verdicts.accuracy, 2)}</p><p>{counts}</p>"


def truth_text(index: int, count: int, true: str, said: str) -> str:
    """The line above a sample's reading: what it truly is, and which one it is."""
    correct = true == said
    true, said = escape(true), escape(said)
    right = phrase(f"Truly {true}, read as {said}: right")
    wrong = phrase(f"Truly {true}, read as {said}: wrong")
    place = phrase(f"Sample {index} of {count:,}")
    return (
        f"<div class='truth' data-correct='{str(correct).lower()}' data-index='{index}'>"
        f"<p class='verdict' role='status'>{right if correct else wrong}</p>"
        f"<p class='digitpad-caption'>{place}</p>"
        f"<button type='button' class='close'>{phrase('Close')}</button></div>"
    )


def _tables(verdicts: Verdicts, classes: tuple[str, ...]) -> tuple[str, str]:
    matrix = confusion_matrix(verdicts.labels, verdicts.predicted, len(classes))
    return confusion_table(matrix, classes), class_accuracy_table(matrix, classes)


def _unseen(html: str) -> str:
    return f"<div style='visibility: hidden'>{html}</div>"


def _card(title: str, elem_id: str, value: str) -> gr.HTML:
    with gr.Column(elem_classes=["digitpad-card"]):
        heading(title)
        return part(value, elem_id=elem_id, script="validation/table_links.js")
