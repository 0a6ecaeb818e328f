"""Symbols of one's own: a few examples of each, read live."""

from __future__ import annotations

import base64
from functools import cache, partial
from typing import Any

from model import Predictor
from model.data.datasets import SYMBOLS
from model.picture.decoding import Picture
from model.teach import as_symbols
from model.teaching.home import write_taught
from ui.ask.memory import Slow
from ui.draw.pad.sketchpad import live, parse_drawing
from ui.languages.messages import t
from ui.parts.percent import confidence, rounded
from ui.parts.problem import problem
from ui.shipped import FIRST_DATASET, shipped
from ui.take_home.files import packed
from ui.teach.examples import parsed_examples
from ui.teach.hand.learning import replay
from ui.teach.learning import learn, parsed_names
from ui.teach.photo import parsed_photo, parsed_revision
from ui.visitor import Visitor

PHOTO_MEGABYTES = 60
SYMBOLS_FILE_NAME = "my-symbols"  # without its suffix


def teach(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """Train a new head on all examples; returns its leave-one-out evaluation."""
    base = shipped(FIRST_DATASET)
    names = parsed_names(question.get("classes"))
    images, labels = parsed_examples(question.get("examples"), base.network.shape, len(names))
    background = replay(base).features  # computed while the visitor names the first symbol
    visitor.symbols, answer = learn(base, names, images, labels, background, SYMBOLS)
    return answer


def read_symbol(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any] | Slow:
    """The network input of the drawing on the Teach tab's pad, and the prediction for it.

    A photo instead of a drawing runs in a thread, as it takes longer.
    """
    if question.get("photo") is not None:
        return Slow(PHOTO_MEGABYTES, partial(read_photo, visitor, question))
    drawing = parse_drawing(question)
    if drawing.picture is None:
        return nothing(drawing.revision)
    return live(drawing.picture, partial(said_of, visitor, drawing.revision, drawing.picture))


def read_photo(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """The network input of a photo, and the prediction for it."""
    revision = parsed_revision(question.get("revision"))
    return said_of(visitor, revision, parsed_photo(question["photo"]))


def nothing(revision: int) -> dict[str, Any]:
    """The answer to blank paper."""
    return {"answer": revision, "input": "", "label": "", "shares": []}


def said_of(visitor: Visitor, revision: int, picture: Picture) -> dict[str, Any]:
    """The answer to a picture."""
    answer, reader = nothing(revision), visitor.symbols
    prediction = (reader or untaught()).predict(picture)
    if prediction.box is None:
        return answer
    answer["input"] = base64.b64encode(prediction.model_input.tobytes()).decode()
    if reader is None:
        return answer
    refusal = t("none_of_symbols")
    return answer | {
        "label": prediction.label or "",
        "sentence": confidence(prediction.confidence) if prediction.label else refusal,
        "shares": [rounded(share) for share in prediction.probabilities.values()],
    }


@cache
def untaught() -> Predictor:
    """A predictor that only prepares drawings, before symbols are taught."""
    return as_symbols(shipped(FIRST_DATASET))


def take_home(visitor: Visitor, question: dict[str, Any]) -> dict[str, str]:
    """The taught network as a file, by the `format` that the question names."""
    if visitor.symbols is None:
        raise problem(t("no_symbols_taught"))
    reader = visitor.symbols
    kind, name = question.get("format"), SYMBOLS_FILE_NAME
    return packed(kind, name, reader, lambda path: write_taught(path, reader))
