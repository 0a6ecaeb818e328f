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
from ui.shipped import FIRST, shipped
from ui.take_home.files import packed
from ui.teach.examples import parsed_examples
from ui.teach.hand.learning import replay
from ui.teach.learning import learn, parsed_names
from ui.teach.photo import parsed_photo, parsed_revision
from ui.visitor import Visitor

PHOTO_MEGABYTES = 60
HOME = "my-symbols"  # the name of the file that is taken home


def teach(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """Learn all the examples anew; says how well each would be read, had it been left out."""
    base = shipped(FIRST)
    names = parsed_names(question.get("classes"))
    images, labels = parsed_examples(question.get("examples"), base.network.shape, len(names))
    background = replay(base).features  # the first time while the first symbol is named
    visitor.symbols, answer = learn(base, names, images, labels, background, SYMBOLS)
    return answer


def read_symbol(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any] | Slow:
    """What is on the Teach tab's pad: its network input, and what the symbols' head says of it.

    A photo instead of a drawing takes longer than a pen may wait.
    """
    if question.get("photo") is not None:
        return Slow(PHOTO_MEGABYTES, partial(read_photo, visitor, question))
    drawing = parse_drawing(question)
    if drawing.picture is None:
        return nothing(drawing.revision)
    return live(drawing.picture, partial(said_of, visitor, drawing.revision, drawing.picture))


def read_photo(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """The same of a photo."""
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
    """Prepares drawings as symbols, before there is anything that reads them."""
    return as_symbols(shipped(FIRST))


def take_home(visitor: Visitor, question: dict[str, Any]) -> dict[str, str]:
    """The taught network as a file, by the `format` that the question names."""
    if visitor.symbols is None:
        raise problem(t("no_symbols_taught"))
    reader = visitor.symbols
    return packed(question.get("format"), HOME, reader, lambda path: write_taught(path, reader))
