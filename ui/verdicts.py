"""The verdicts of networks on the validation pictures, cached.

Verdicts on photographs take a minute, so they are stored beside the weights.
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
    """A thread-safe cache of verdicts. Each is computed once; concurrent requests for it wait.

    Requests for other verdicts don't wait.
    """

    def __init__(
        self, known: MutableMapping[Any, Verdicts], locks: MutableMapping[Any, Lock]
    ) -> None:
        self._known, self._locks = known, locks
        self._lock = Lock()

    def get(self, key: Any, make: Callable[[], Verdicts]) -> Verdicts:
        """The verdicts of a key, computed by `make` if missing."""
        with self._lock:
            lock = self._locks.setdefault(key, Lock())
        with lock:
            if key not in self._known:
                self._known[key] = make()
            return self._known[key]


# Weak keys, so that a visitor's network is freed with the visitor.
_first = _Judged(WeakKeyDictionary(), WeakKeyDictionary())
_second = _Judged({}, {})  # by data set and number of pictures: all, or a run's


def second_verdicts(visitor: Visitor) -> Verdicts | None:
    """The second network's verdicts on the validation pictures of the network in use, or None."""
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
    """The verdicts on all validation pictures of a predictor; None if it has no pictures."""
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
    """Whether it is the shipped predictor; one with another head has the same folder."""
    return predictor is shipped(predictor.dataset.name)
