"""The network's verdicts on the validation pictures: computed from the weights, never stored."""

from __future__ import annotations

from threading import Lock
from weakref import WeakKeyDictionary

from model import Predictor
from model.evaluation.verdicts import Verdicts, judge
from ui.shipped import second
from ui.visitor import Visitor

# Weakly, so that a visitor's own network goes when the visitor does.
_judged: WeakKeyDictionary[Predictor, Verdicts] = WeakKeyDictionary()
_second: WeakKeyDictionary[Predictor, Verdicts] = WeakKeyDictionary()
_lock = Lock()


def second_verdicts(visitor: Visitor) -> Verdicts | None:
    """The convolutional network's verdicts on the pictures that judge the visitor's network."""
    predictor, other = visitor.predictor, second(visitor.dataset)
    if predictor.validation is None or other is None:
        return None
    with _lock:
        if predictor not in _second:
            _second[predictor] = judge(other, *predictor.validation)
        return _second[predictor]


def validation_verdicts(predictor: Predictor) -> Verdicts | None:
    """Judge all validation pictures at the first call; None where there are none."""
    if predictor.validation is None:
        return None
    with _lock:  # two visitors who come at once wait for one pass, not for two
        if predictor not in _judged:
            _judged[predictor] = judge(predictor, *predictor.validation)
        return _judged[predictor]
