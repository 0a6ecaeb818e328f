"""The network's verdicts on the validation pictures: computed from the weights.

Those on photographs lie beside the weights, written when these were made: a visitor would wait for
a minute.
"""

from __future__ import annotations

from threading import Lock
from weakref import WeakKeyDictionary

from model import Predictor
from model.evaluation.verdicts import Verdicts, judge, stored_verdicts
from ui.shipped import second, shipped
from ui.visitor import Visitor

# Weakly, so that a visitor's own network goes when the visitor does.
_judged: WeakKeyDictionary[Predictor, Verdicts] = WeakKeyDictionary()
_second: WeakKeyDictionary[Predictor, Verdicts] = WeakKeyDictionary()
_lock = Lock()


def second_verdicts(visitor: Visitor) -> Verdicts | None:
    """The other network's verdicts on the pictures that judge the visitor's network."""
    predictor, other = visitor.predictor, second(visitor.dataset)
    if predictor.validation is None or other is None:
        return None
    with _lock:
        if predictor not in _second:
            stored = stored_verdicts(other.folder) if _is_shipped(predictor) else None
            _second[predictor] = stored or judge(other, *predictor.validation)
        return _second[predictor]


def validation_verdicts(predictor: Predictor) -> Verdicts | None:
    """Judge all validation pictures at the first call; None where there are none."""
    if predictor.validation is None:
        return None
    with _lock:  # two visitors who come at once wait for one pass, not for two
        if predictor not in _judged:
            stored = stored_verdicts(predictor.folder) if _is_shipped(predictor) else None
            _judged[predictor] = stored or judge(predictor, *predictor.validation)
        return _judged[predictor]


def _is_shipped(predictor: Predictor) -> bool:
    """Whether it is as it lies in its folder; one that was taught something shares the folder."""
    return predictor is shipped(predictor.dataset.name)
