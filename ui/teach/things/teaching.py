"""Learning things: a head on the network of colour pictures, from a few photos of each."""

from __future__ import annotations

import base64
from functools import cache
from threading import Lock
from typing import Any

import torch

from model.data.datasets import CIFAR_10, THINGS
from model.photographs.preparation import prepare_photograph
from model.teaching.features import features
from model.teaching.home import write_taught
from ui.languages.messages import t
from ui.parts.percent import confidence, rounded
from ui.parts.problem import problem
from ui.shipped import shipped
from ui.take_home.files import packed as packed_home
from ui.teach.archive import LABELS_TABLE, WrongArchive, packed, unpacked
from ui.teach.examples import parsed_examples
from ui.teach.learning import learn, parsed_names
from ui.teach.photo import parsed_photo, parsed_revision
from ui.visitor import Visitor

LENDER = CIFAR_10.name  # the data set whose network computes the features
MOST_PHOTOS = 100  # of one visitor
BACKGROUND = 200  # pictures of none of the things, at most
THINGS_FILE_NAME = "my-things"  # without its suffix
_loading = Lock()


def teach(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """Train a new head on all photos; returns its leave-one-out evaluation."""
    base = shipped(LENDER)
    names = parsed_names(question.get("classes"))
    images, labels = parsed_examples(question.get("examples"), base.network.shape, len(names))
    if len(labels) > MOST_PHOTOS:
        raise problem(t("too_many_photos", most=MOST_PHOTOS))
    visitor.things, answer = learn(base, names, images, labels, background(), THINGS)
    return answer


def read_thing(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """The network input of a photo, and the prediction of the visitor's head."""
    picture = parsed_photo(question.get("photo"))
    answer: dict[str, Any] = {"input": "", "label": "", "sentence": "", "shares": []}
    answer["answer"] = parsed_revision(question.get("revision"))
    reader = visitor.things
    prediction = reader.predict(picture) if reader else None
    prepared = prediction or prepare_photograph(picture)
    if prepared.box is None:
        raise problem(t("photo_of_one_colour"))
    answer["input"] = base64.b64encode(prepared.model_input.tobytes()).decode()
    if prediction is None:
        return answer
    refusal = t("none_of_things")
    return answer | {
        "label": prediction.label or "",
        "sentence": confidence(prediction.confidence) if prediction.label else refusal,
        "shares": [rounded(share) for share in prediction.probabilities.values()],
    }


def get_ready(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """Load the network before the first photo."""
    background()
    return {}


def background() -> torch.Tensor | None:
    """Features (BACKGROUND, units) of pictures of none of the things; computed once.

    They are shipped test pictures. Without these, no photo is refused.
    """
    with _loading:
        return _background()


@cache
def _background() -> torch.Tensor | None:
    base = shipped(LENDER)
    if base.validation is None:
        return None
    images, _ = base.validation
    step = max(1, len(images) // BACKGROUND)
    return features(base.network, images[::step][:BACKGROUND])


def take_home(visitor: Visitor, question: dict[str, Any]) -> dict[str, str]:
    """The taught network as a file, by the `format` that the question names."""
    reader = visitor.things
    if reader is None:
        raise problem(t("no_things_taught"))
    return packed_home(
        question.get("format"), THINGS_FILE_NAME, reader, lambda path: write_taught(path, reader)
    )


def save(visitor: Visitor, question: dict[str, Any]) -> dict[str, str]:
    """All photos, as network inputs, as a ZIP archive in base64."""
    names = parsed_names(question.get("classes"))
    images, labels = parsed_examples(question.get("examples"), THINGS.shape, len(names))
    return {"archive": packed(images, [names[label] for label in labels.tolist()])}


def open_archive(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """The classes and examples of an archive made by `save`; raises gr.Error for any other."""
    try:
        rows = unpacked(question.get("archive"), THINGS.shape, MOST_PHOTOS)
    except WrongArchive:
        raise problem(t("wrong_photos_archive", table=LABELS_TABLE)) from None
    if len(rows) > MOST_PHOTOS:
        raise problem(t("too_many_photos_in_archive", most=MOST_PHOTOS))
    names = parsed_names(list(dict.fromkeys(name for _, name in rows)))
    examples = [{"input": one, "label": names.index(name.strip())} for one, name in rows]
    return {"classes": list(names), "examples": examples}
