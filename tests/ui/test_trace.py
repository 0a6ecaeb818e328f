"""Questions about one unit: what is answered, and what is refused."""

import base64

import numpy as np
import pytest

from tests.tools.pictures import validation
from ui.explain.trace.trace import trace
from ui.parts.problem import Problem
from ui.visitor import Visitor

SEVEN = base64.b64encode(validation()[0][0].tobytes()).decode()
QUESTION = {"input": SEVEN, "network": "first", "layer": 0, "index": 0, "wanted": 7}


def test_the_answer_contains_every_number() -> None:
    found = trace(Visitor(), QUESTION)
    assert found["networks"] == ["MLP", "CNN"]
    assert found["sizes"] == [1024, 1024, 512, 10]
    inputs, weights = (
        np.frombuffer(base64.b64decode(found[key]), "<f4") for key in ("inputs", "weights")
    )
    assert len(inputs) == len(weights) == 784
    assert found["sum"] == pytest.approx(float(inputs @ weights) + found["bias"], abs=1e-3)
    assert found["shape"] == [28, 28]


def test_a_kernel_has_its_patch() -> None:
    found = trace(Visitor(), QUESTION | {"network": "second", "layer": 1})
    assert found["shape"] == [48, 3, 3]
    assert len(found["place"]) == 2


def test_garments_are_traced_too() -> None:
    found = trace(Visitor(dataset="fashion-mnist"), QUESTION)
    assert found["sizes"][-1] == 10


@pytest.mark.parametrize(
    "wrong",
    [
        {"network": "third"},
        {"network": None},
        {"network": ["first"]},
        {"layer": 9},
        {"layer": -1},
        {"layer": "0"},
        {"layer": 99, "isHidden": True},
        {"index": 1024},
        {"index": 2**40},
        {"index": None},
        {"wanted": 10},
        {"input": "AAAA"},
        {"input": None},
    ],
)
def test_what_is_not_there_is_one_sentence(wrong: dict) -> None:
    with pytest.raises(Problem):
        trace(Visitor(), QUESTION | wrong)


def test_networks_of_photographs_are_not_traced() -> None:
    colour = base64.b64encode(bytes(32 * 32 * 3)).decode()
    with pytest.raises(Problem):
        trace(Visitor(dataset="cifar-10"), QUESTION | {"input": colour})
