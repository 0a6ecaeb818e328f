"""The Validation tab: the verdicts of the network in use on all test pictures."""

from __future__ import annotations

from functools import partial
from typing import Any

import gradio as gr
import numpy as np

from model import Prediction, Predictor
from model.data.datasets import called
from model.evaluation.verdicts import Verdicts, confusion_matrix
from ui.ask.memory import Slow
from ui.ask.present import answering, parsed_index
from ui.curves.confusion_table import confusion_table
from ui.languages.messages import Message, says, span, t
from ui.parts.part import heading, part
from ui.parts.percent import percent
from ui.reading.view import reading_value, reading_view
from ui.runs.settings import SHIPPED, TRAINED_ON
from ui.shipped import DATASETS, validation_of
from ui.validation.calibration import calibration_card
from ui.validation.class_accuracy import class_accuracy_table
from ui.validation.comparison import comparison_of
from ui.validation.curves import curves, curves_of
from ui.validation.jumps import jumps
from ui.validation.samples.sample_filter import parse_view
from ui.validation.samples.sample_grid import Samples, sample_grid, waiting_page, waiting_row
from ui.verdicts import validation_verdicts
from ui.visitor import Visitor

SAMPLE_MEGABYTES = 80  # of a photograph, including the data set, which the first one loads
VALIDATION_TOPIC = "validation"
VERDICTS_MEGABYTES = 80  # of judging all pictures, once for each network


def validation_tab() -> None:
    """Place the tab's parts; the verdicts are computed when the tab is first opened."""
    nobody = Visitor()
    classes = DATASETS[nobody.dataset].classes
    with gr.Column(elem_id="validation"):
        with gr.Row(elem_id="validation-head"):
            for field, elem_id, value in (
                ("accuracy", "accuracy", accuracy_text(None)),
                ("introduction", "validation-introduction", introduction(nobody)),
            ):
                script = "parts/shown.js"
                part(value, elem_id=elem_id, script=script, topic=VALIDATION_TOPIC, field=field)
        jumps()
        with gr.Row(elem_id="validation-browser"):
            with gr.Column(elem_id="validation-grids"):
                heading(t("samples"))
                sample_grid(
                    waiting_page(classes),
                    elem_id="samples",
                    label=t("samples"),
                    answers=[
                        answering(one, megabytes=VERDICTS_MEGABYTES)
                        for one in (open_tab, browse, compared)
                    ],
                )
                heading(t("confident_mistakes"))
                sample_grid(
                    waiting_row(classes),
                    elem_id="confident-mistakes",
                    label=t("confident_mistakes"),
                )
            with gr.Column(elem_id="sample-panel", elem_classes=["digitpad-card"]):
                part(
                    None,
                    elem_id="sample-truth",
                    script="validation/samples/sample_panel.js",
                    answers=[answering(sample)],
                )
                reading_view("sample-reading")
        with gr.Row(elem_id="validation-summary"):
            # Empty tables of the final height.
            waiting = _tables(Verdicts(*np.zeros((3, 0), int)), classes)
            _card(t("confusion_matrix"), "confusion", _unseen(waiting[0]))
            _card(t("accuracy_by_class"), "class-accuracy", _unseen(waiting[1]))
        _card(t("calibration"), "calibration")
        _card(t("beside_cnn"), "comparison", colour_title=t("beside_mlp"))
        with gr.Column(elem_classes=["digitpad-card"]):
            heading(t("training"))
            curves(VALIDATION_TOPIC)


def open_tab(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """The values of the tab's parts for the network in use."""
    predictor, found = visitor.predictor, known(visitor)
    verdicts = found.verdicts
    surest = found.confident_mistakes()
    confusion, accuracies = _tables(verdicts, found.classes)
    plots, words = curves_of(
        predictor.history,
        len(found.classes),
        len(verdicts.labels),
        one_view=predictor.network.kind == "ResNet",
    )
    return {
        "accuracy": accuracy_text(verdicts),
        "introduction": introduction(visitor),
        "samples": found.page(parse_view(question.get("view"), found.classes)),
        "mistakes": surest,
        "confusion": confusion,
        "class-accuracy": accuracies,
        "calibration": calibration_card(verdicts.reliability),
        "sample": sample_shown(predictor, (surest["tiles"] or [{"index": 0}])[0]["index"]),
        "curves": plots,
        "epoch-words": words,
    }


def browse(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """The page of samples for the `view` in the question."""
    found = known(visitor)
    return {"samples": found.page(parse_view(question.get("view"), found.classes))}


def compared(visitor: Visitor, question: dict[str, Any]) -> dict[str, str]:
    """The comparison of the network in use with the second one."""
    return {"comparison": comparison_of(visitor)}


def sample(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any] | Slow:
    """The values of the panel for the sample with the `index` in the question."""
    predictor = visitor.predictor
    work = partial(chosen_sample, predictor, question)
    return Slow(SAMPLE_MEGABYTES, work) if predictor.dataset.in_colour else work()


def chosen_sample(predictor: Predictor, question: dict[str, Any]) -> dict[str, Any]:
    """The values of the panel; raises gr.Error for a wrong index."""
    images, _ = validation_of(predictor)
    index = parsed_index(question.get("index"), len(images))
    return sample_shown(predictor, index)


def known(visitor: Visitor) -> Samples:
    """The validation pictures of the network in use with its verdicts."""
    predictor = visitor.predictor
    images, _ = validation_of(predictor)
    verdicts = validation_verdicts(predictor)
    assert verdicts is not None  # as there are pictures
    return Samples(images, verdicts, predictor.classes)


def sample_shown(predictor: Predictor, index: int) -> dict[str, Any]:
    """The values of the panel for a sample: index, line with its true class, and reading."""
    prediction = stored_prediction(predictor, index)
    _, labels = validation_of(predictor)
    truth = truth_text(index, len(labels), predictor.classes[labels[index]], prediction.nearest)
    reading = reading_value(prediction, dataset=predictor.dataset, source="sample")
    return {"index": index, "truth": truth, "reading": reading}


def introduction(visitor: Visitor) -> str:
    """HTML: the network in use, the pictures, and their credit."""
    dataset, run = DATASETS[visitor.dataset], visitor.reader
    title = dataset.title
    pictures = t("test_images_of", title=title)
    if visitor.hand:
        network = t("network_of_hand")
        apart = t("hand_apart")
    elif run is None:
        network = t("shipped_network")
        apart = t("shipped_apart")
    else:
        network = t("run_validated", number=run.number, name=run.settings.of_first_seed.name)
        apart = t("run_apart")
        if run.settings.images == SHIPPED:
            pictures = t("last_test_images", count=10_000 - TRAINED_ON, title=title)
            apart = t("run_apart_shipped", trained_on=TRAINED_ON)
    sentences = [t("validation_means", pictures=pictures), apart]
    if dataset.copies:
        sentences.append(t("figures_on_copies", copies=dataset.copies))
    credit = t("dataset_by", title=title, authors=dataset.authors, licence=dataset.licence)
    return (
        f"<p class='network'><strong {says(network)}></strong></p>"
        f"<p>{' '.join(map(span, sentences))}</p>"
        f"<p class='digitpad-caption' {says(credit)}>"
        f"<a href='{dataset.licence_url}' target='_blank' rel='noopener'></a></p>"
    )


def stored_prediction(predictor: Predictor, index: int) -> Prediction:
    """The prediction for a validation picture, without preprocessing and refusal."""
    images, _ = validation_of(predictor)
    image = images[index]
    shares = predictor.classify(image[None])[0].tolist()
    return Prediction(
        label=predictor.classes[shares.index(max(shares))],
        probabilities=dict(zip(predictor.classes, shares, strict=True)),
        model_input=image,
        box=None,
    )


def accuracy_text(verdicts: Verdicts | None) -> str:
    """HTML: the accuracy and the counts; a dash before they are computed."""
    if verdicts is None:
        return f"<p class='figure'>–</p><p {says(t('computing_verdicts'))}></p>"
    total, right = len(verdicts.correct), int(verdicts.correct.sum())
    counts = t("verdict_counts", right=right, total=total, wrong=total - right)
    share = percent(verdicts.accuracy, 2)
    return f"<p class='figure' {says(share)}></p><p {says(counts)}></p>"


def truth_text(index: int, count: int, true: str, said: str) -> str:
    """HTML: the true class of a sample, and its number."""
    correct = true == said
    names = {"true": called(true), "said": called(said)}
    verdict = t("truly_right", **names) if correct else t("truly_wrong", **names)
    place = t("sample_of", index=index, count=count)
    return (
        f"<div class='truth' data-correct='{str(correct).lower()}' data-index='{index}'>"
        f"<p class='verdict' role='status' {says(verdict)}></p>"
        f"<p class='digitpad-caption' {says(place)}></p>"
        f"<button type='button' class='close' {says(t('close'))}></button></div>"
    )


def _tables(verdicts: Verdicts, classes: tuple[str, ...]) -> tuple[str, str]:
    matrix = confusion_matrix(verdicts.labels, verdicts.predicted, len(classes))
    return confusion_table(matrix, classes), class_accuracy_table(matrix, classes)


def _unseen(html: str) -> str:
    return f"<div style='visibility: hidden'>{html}</div>"


def _card(
    title: Message, elem_id: str, value: str = "", colour_title: Message | None = None
) -> None:
    """Place a card; `colour_title` replaces the title for networks of photographs."""
    with gr.Column(elem_classes=["digitpad-card"]):
        heading(title, classes="in-grey" if colour_title else None)
        if colour_title:
            heading(colour_title, classes="in-colour")
        script = "validation/table_links.js"
        part(value, elem_id=elem_id, script=script, topic=VALIDATION_TOPIC, field=elem_id)
