"""The settings of a run: the tutorial's by default, and one sentence for whatever is wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.messages import text
from model.training.recipes import TUTORIAL
from tests.tools.fuzz import is_one_sentence
from ui.runs.parse import WrongSettings
from ui.runs.settings import Settings, read_settings

USUAL = {
    "dataset": "mnist",
    "images": "all",
    "network": "mlp",
    "hidden": "125, 65",
    "learning_rate": 0.005,
    "batch_size": 100,
    "epochs": 12,
    "optimiser": "adam",
    "augmentation": False,
    "seed": 0,
    "activation": "relu",
    "initialisation": "pytorch",
    "training_images": 60000,
    "label_noise": 0,
    "dropout": 0,
    "weight_decay": 0,
    "batch_norm": False,
    "one_cycle": False,
}


def test_the_usual_settings_are_the_tutorial():
    assert read_settings(USUAL) == Settings()
    assert Settings().recipe == TUTORIAL


@pytest.mark.parametrize(
    "text", ["300-100", "300, 100", "300 100", " 300,100, ", "300;100", "3e2,100"]
)
def test_widths_are_read_as_people_write_them(text):
    assert read_settings(USUAL | {"hidden": text}).hidden == (300, 100)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("dataset", ["cats", None, 3]),
        ("images", ["some", None]),
        ("network", ["rnn", None]),
        ("hidden", ["a", "0", "-5", "1, -5", "1025", "1.5", "nan", "9" * 400, "1 " * 5]),
        ("learning_rate", [0, -1, 11, float("nan"), float("inf"), None, "x", True, []]),
        ("batch_size", [0, -1, 1.5, 10_001, float("nan"), None, "x"]),
        ("epochs", [0, -1, 1.5, 10**9, float("inf"), None, {}]),
        ("optimiser", ["newton", None]),
        ("activation", ["swish", None]),
        ("initialisation", ["none", 3]),
        ("training_images", [99, 60_001, None, "x", float("nan")]),
        ("label_noise", [-0.1, 1.1, None, "x", float("nan")]),
        ("dropout", [-0.1, 0.91, None, [], float("inf")]),
        ("weight_decay", [-1, 2, None, True]),
        ("seed", [-1, 0.5, 2**31, 10**400, None]),
    ],
)
def test_whatever_is_wrong_is_one_sentence(field, values):
    for value in values:
        with pytest.raises(WrongSettings) as error:
            read_settings(USUAL | {field: value})
        sentence = str(error.value)
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert sentence.count(". ") == 0


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(USUAL)), ANYTHING)
def test_whatever_a_field_holds_the_settings_are_within_bounds_or_one_sentence(field, value):
    try:
        made = read_settings(USUAL | {field: value})
    except WrongSettings as error:
        sentence, made = str(error), Settings()
    else:
        sentence = "Nothing is wrong."
    assert is_one_sentence(sentence)
    assert 1 <= made.epochs <= 100
    assert all(1 <= width <= 1024 for width in made.hidden)
    assert 0 < made.learning_rate <= 10
    assert 1 <= made.batch_size <= 10_000


def test_four_layers_are_possible():
    assert len(read_settings(USUAL | {"hidden": "4 3 2 1"}).hidden) == 4


def test_a_cnn_has_convolutions_before_its_hidden_layers():
    made = read_settings(USUAL | {"network": "cnn"})
    assert made.recipe.blocks
    assert made.recipe.hidden == (125, 65)
    assert text(made.name).startswith("CNN, 125-65")


def test_only_the_large_cnn_borrows_weights():
    made = read_settings(USUAL | {"network": "large-cnn", "initialisation": "digits"})
    assert text(made.name).startswith("Large CNN · 125-65")
    with pytest.raises(WrongSettings, match="Only the large CNN"):
        read_settings(USUAL | {"initialisation": "digits"})


def test_names_tell_runs_apart():
    changed = USUAL | {
        "optimiser": "momentum",
        "augmentation": True,
        "images": "shipped",
        "seed": 3,
    }
    assert text(read_settings(changed).name) == (
        "125-65 · SGD, momentum 0.9, rate 0.005 · batch 100 · seed 3 · augmented · 8,000 images"
    )
