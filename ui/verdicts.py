"""The network's verdicts on the validation pictures: computed from the weights, never stored."""

from __future__ import annotations

from threading import Lock
from weakref import WeakKeyDictionary

from model import Predictor
from model.evaluation.verdicts import Verdicts, judge

# Weakly, so that a visitor's own network goes when the visitor does.
_judged: WeakKeyDictionary[Predictor, Verdicts] = WeakKeyDictionary()
_lock = Lock()


def validation_verdicts(predictor: Predictor) -> Verdicts | None:
    """Judge all validation pictures at the first call; None where there are none."""
    if predictor.validation is None:
        return None
    with _lock:  # two visitors who come at once wait for one pass, not for two
        if predictor not in _judged:
            _judged[predictor] = judge(predictor, *predictor.validation)
        return _judged[predictor]
