"""The network's verdicts on the validation pictures: computed from the weights, never stored."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock

from model import Predictor
from model.evaluate import Verdicts, judge

_lock = Lock()


def validation_verdicts(predictor: Predictor) -> Verdicts | None:
    """Judge all validation pictures at the first call; None where there are none."""
    if predictor.validation is None:
        return None
    with _lock:  # two visitors who come at once wait for one pass, not for two
        return _judged(predictor)


@lru_cache(maxsize=4)
def _judged(predictor: Predictor) -> Verdicts:
    return judge(predictor, *predictor.validation)
