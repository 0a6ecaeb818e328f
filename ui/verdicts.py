"""The network's verdicts on the validation pictures: computed from the weights.

Those on photographs lie beside the weights, written when these were made: a visitor would wait for
a minute.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from model import Predictor
from model.evaluation.verdicts import Verdicts, judge, stored_verdicts
from ui.shipped import second, shipped, sound
from ui.visitor import Visitor


class _Judged:
    """Verdicts by what was judged, each made once: two visitors who come at once wait for one pass.

    Who asks for another one doesn't wait for it.
    """

    def __init__(
        self, known: MutableMapping[Any, Verdicts], locks: MutableMapping[Any, Lock]
    ) -> None:
        self._known, self._locks = known, locks
        self._lock = Lock()

    def get(self, key: Any, make: Callable[[], Verdicts]) -> Verdicts:
        """The verdicts of a key, by `make` where there are none."""
        with self._lock:
            lock = self._locks.setdefault(key, Lock())
        with lock:
            if key not in self._known:
                self._known[key] = make()
            return self._known[key]


# Weakly, so that a visitor's own network goes when the visitor does.
_first = _Judged(WeakKeyDictionary(), WeakKeyDictionary())
_second = _Judged({}, {})  # by data set and number of pictures: all, or those that judge a run


def second_verdicts(visitor: Visitor) -> Verdicts | None:
    """The other network's verdicts on the pictures that judge the visitor's network."""
    predictor, other = visitor.predictor, second(visitor.dataset)
    if predictor.validation is None or other is None:
        return None
    images, labels = predictor.validation
    everything = shipped(visitor.dataset).validation
    whole = everything is not None and len(labels) == len(everything[1])

    def make() -> Verdicts:
        stored = _stored(other, labels) if whole else None
        return stored or judge(other, images, labels)

    return _second.get((other.dataset.name, len(labels)), make)


def validation_verdicts(predictor: Predictor) -> Verdicts | None:
    """Judge all validation pictures at the first call; None where there are none."""
    if predictor.validation is None:
        return None
    images, labels = predictor.validation

    def make() -> Verdicts:
        stored = _stored(predictor, labels) if _is_shipped(predictor) else None
        return stored or judge(predictor, images, labels)

    return _first.get(predictor, make)


def _stored(predictor: Predictor, labels: np.ndarray) -> Verdicts | None:
    if predictor.folder is None:
        return None
    with sound():
        return stored_verdicts(predictor.folder, labels, len(predictor.classes))


def _is_shipped(predictor: Predictor) -> bool:
    """Whether it is as it lies in its folder; one that was taught something shares the folder."""
    return predictor is shipped(predictor.dataset.name)
