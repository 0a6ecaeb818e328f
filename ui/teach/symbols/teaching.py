"""Symbols of one's own: a few examples of each, read live; what borrowed features are worth."""

from __future__ import annotations

import base64
from functools import cache
from typing import Any

import numpy as np
import torch

from model import Predictor
from model.picture.decoding import Picture, UnreadablePicture, decode
from model.teach import LEAST, as_symbols
from model.teach import teach as teach_base
from model.teaching.features import features
from model.teaching.home import write_taught
from model.teaching.symbols import best_ridge
from ui.draw.sketchpad import parse_drawing
from ui.parts.percent import confidence, percent, rounded
from ui.parts.problem import problem
from ui.shipped import FIRST, shipped
from ui.take_home.files import packed
from ui.teach.examples import parsed_examples
from ui.teach.hand.learning import replay
from ui.visitor import Visitor

MOST = 12  # symbols
LONGEST_NAME = 20  # characters
LONGEST_PHOTO = 600_000  # characters of a data URL
TRIALS = 10  # random choices of so many examples a symbol, for the curve
MOST_COUNTED = 5  # examples a symbol at which the curve ends
HOME = "my-symbols"  # the name of the file that is taken home
PHOTO = "data:image/jpeg;base64,"


def teach(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """Learn all the examples anew; says how well each would be read, had it been left out."""
    base = shipped(FIRST)
    names = parsed_names(question.get("classes"))
    images, labels = parsed_examples(question.get("examples"), base.network.shape, len(names))
    background = replay(FIRST, base).features  # the first time while the first symbol is named
    if len(names) < LEAST or len(labels.unique()) < len(names):
        visitor.symbols = None
        return {"ready": False}
    visitor.symbols, taught = teach_base(base, images, labels.tolist(), names, background)
    said = taught.left_out.argmax(dim=1)
    return {
        "ready": True,
        "learned": len(labels),
        "confusion": confusion(labels, said, len(names)),
        "right": int((said == labels).sum()),
        "curve": curve(features(base.network, images), raw(images), labels, len(names)),
    }


def read_symbol(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """What is on the Teach tab's pad: its network input, and what the symbols' head says of it."""
    revision, picture = parsed_picture(question)
    answer: dict[str, Any] = {"answer": revision, "input": "", "label": "", "shares": []}
    if picture is None:
        return answer
    reader = visitor.symbols
    prediction = (reader or untaught()).predict(picture)
    if prediction.box is None:
        return answer
    answer["input"] = base64.b64encode(prediction.model_input.tobytes()).decode()
    if reader is None:
        return answer
    refusal = "This looks like none of your symbols"
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
        raise problem("Nothing has been taught yet; draw some examples of each symbol first.")
    reader = visitor.symbols
    return packed(question.get("format"), HOME, reader, lambda path: write_taught(path, reader))


def parsed_picture(question: dict[str, Any]) -> tuple[int, Picture | None]:
    """The revision of the pad, and the drawing on it or the photo instead of it."""
    photo = question.get("photo")
    if photo is None:
        drawing = parse_drawing(question)
        return drawing.revision, drawing.picture
    if not isinstance(photo, str) or len(photo) > LONGEST_PHOTO or not photo.startswith(PHOTO):
        raise problem("The page sends small JPEG photos only; please choose another one.")
    try:
        data = base64.b64decode(photo.removeprefix(PHOTO), validate=True)
        return int(question.get("revision", 0)), decode(data)
    except (UnreadablePicture, ValueError, TypeError, OverflowError):
        raise problem("The photo arrived damaged; please choose it once more.") from None


def raw(images: np.ndarray) -> torch.Tensor:
    """The pixels themselves (N, 784), what a head without borrowed features would have."""
    return torch.from_numpy(images).float().flatten(1) / 255


def curve(
    given: torch.Tensor, pixels: torch.Tensor, labels: torch.Tensor, classes: int
) -> list[dict[str, Any]]:
    """Right of the others after learning from 1, 2, … examples a class: borrowed and on pixels."""
    fewest = int(torch.bincount(labels, minlength=classes).min())
    rows = []
    for count in range(1, min(fewest, MOST_COUNTED + 1)):
        shares: dict[str, list[float]] = {"borrowed": [], "pixels": []}
        for trial in range(TRIALS):
            order = torch.randperm(len(labels), generator=torch.Generator().manual_seed(trial))
            chosen = torch.cat([order[labels[order] == one][:count] for one in range(classes)])
            others = torch.ones(len(labels), dtype=torch.bool)
            others[chosen] = False
            for name, values in (("borrowed", given), ("pixels", pixels)):
                learned = best_ridge(values[chosen], labels[chosen], classes)
                scores = values[others] @ learned.weight.T + learned.bias
                right = scores.argmax(dim=1) == labels[others]
                shares[name].append(float(right.float().mean()))
        rows.append(
            {"count": count} | {name: percent(np.mean(all_)) for name, all_ in shares.items()}
        )
    return rows


def confusion(labels: torch.Tensor, said: torch.Tensor, classes: int) -> list[list[int]]:
    """A row for each class: how often its examples, left out, were read as each, or as none."""
    counts = torch.zeros(classes, classes + 1, dtype=torch.int64)
    counts.index_put_((labels, said), torch.ones(len(labels), dtype=torch.int64), accumulate=True)
    return counts.tolist()


def parsed_names(given: Any) -> tuple[str, ...]:
    """The names of the classes; a wrong value is one sentence."""
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        raise problem("The page sent no names; please reload it.")
    names = tuple(name.strip() for name in given)
    if len(names) > MOST:
        raise problem(f"At most {MOST} symbols can be taught.")
    if not all(0 < len(name) <= LONGEST_NAME for name in names):
        raise problem(f"A symbol's name has 1 to {LONGEST_NAME} characters.")
    if len(set(names)) < len(names):
        raise problem("Two symbols have the same name; rename one of them.")
    return names
