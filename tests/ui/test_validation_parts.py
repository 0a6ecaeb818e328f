"""What the Validation tab shows of made-up verdicts, with names that are words."""

import numpy as np
import pytest

from model.evaluation.verdicts import Verdicts, confusion_matrix
from tests.tools.messages import english, english_of
from ui.curves.confusion_table import confusion_table
from ui.parts.percent import confidence, percent
from ui.validation.class_accuracy import class_accuracy_table
from ui.validation.samples.sample_filter import View, parse_view
from ui.validation.samples.sample_grid import Samples, waiting_page, waiting_row

CLASSES = ("T-shirt/top", "Ankle boot", "<Bag>")
LABELS = np.array([0, 0, 1, 1, 2, 2])
PREDICTED = np.array([0, 1, 1, 1, 2, 0])
CONFIDENCES = np.array([0.9, 0.6, 0.99, 0.6, 1.0, 0.8], np.float32)
VERDICTS = Verdicts(LABELS, PREDICTED, CONFIDENCES)
MATRIX = confusion_matrix(LABELS, PREDICTED, len(CLASSES))


@pytest.fixture
def samples() -> Samples:
    return Samples(np.zeros((6, 28, 28), np.uint8), VERDICTS, CLASSES)


@pytest.mark.parametrize(
    ("view", "found"),
    [
        (View(), [0, 1, 2, 3, 4, 5]),
        (View(mistakes=True), [1, 5]),
        (View(true=1), [2, 3]),
        (View(said=1), [1, 2, 3]),
        (View(true=0, said=1), [1]),
        (View(order="least"), [1, 3, 5, 0, 2, 4]),
        (View(order="most"), [4, 2, 0, 5, 1, 3]),
        (View(said=1, order="most"), [2, 1, 3]),
    ],
)
def test_a_view_finds_its_samples(view: View, found: list[int], samples: Samples) -> None:
    assert view.find(VERDICTS).tolist() == found
    assert [tile["index"] for tile in samples.page(view)["tiles"]] == found


def test_the_count_is_told_in_words(samples: Samples) -> None:
    assert english_of(samples.page(View())["count"]) == "6 samples"
    only = samples.page(View(mistakes=True, true=0, said=1))
    assert english_of(only["count"]) == "1 mistake of a true T-shirt/top read as Ankle boot"
    assert english_of(samples.page(View(true=1, said=2))["count"]) == (
        "No samples of a true Ankle boot read as <Bag>"
    )


@pytest.mark.parametrize(
    "asked",
    [
        None,
        "words",
        {},
        {"mistakes": True},
        {"mistakes": False, "true": 99, "said": -1, "order": "sideways", "page": 0},
        {"mistakes": 1, "true": "0", "said": [], "order": "number", "page": 0},
        {"mistakes": False, "true": None, "said": None, "order": {}, "page": 0},
        {"mistakes": False, "true": None, "said": None, "order": "number", "page": "x"},
    ],
)
def test_an_odd_wish_shows_all_samples(asked: object) -> None:
    assert parse_view(asked, CLASSES) == View()


def test_a_page_beyond_the_last_is_the_last(samples: Samples) -> None:
    assert english_of(samples.page(View(page=10**9))["place"]) == "Page 1 of 1"


def test_a_confidence_is_never_a_flat_hundred() -> None:
    assert str(percent(0.98999, 2)) == "99.00\N{NO-BREAK SPACE}%"
    assert str(confidence(0.98999)) == "99.0\N{NO-BREAK SPACE}%"
    assert str(confidence(0.9994)) == "99.9\N{NO-BREAK SPACE}%"
    assert str(confidence(0.9996)) == str(confidence(1.0)) == ">99.9\N{NO-BREAK SPACE}%"


def test_blank_tiles_fill_a_page() -> None:
    digits = tuple("0123456789")
    assert len(waiting_page(digits)["blanks"]) == 60
    assert len(waiting_row(digits)["blanks"]) == 12
    assert len(waiting_page(CLASSES)["blanks"]) == 40


def test_every_count_in_the_matrix_but_zero_is_a_named_button() -> None:
    table = confusion_table(MATRIX, CLASSES)
    assert table.count("<button") == np.count_nonzero(MATRIX)
    said = english(table)
    assert "T-shirt/top read as Ankle boot: 1 sample " in said
    assert "Ankle boot read as Ankle boot: 2 samples " in said


def test_names_are_text_and_never_markup() -> None:
    for table in (confusion_table(MATRIX, CLASSES), class_accuracy_table(MATRIX, CLASSES)):
        assert "<Bag>" not in table
        assert "&lt;Bag&gt;" in table


def test_the_worst_class_stands_first_and_the_perfect_one_leads_nowhere() -> None:
    table = class_accuracy_table(MATRIX, CLASSES)
    places = [table.index(name) for name in ("class_t_shirt_top", "&lt;Bag", "class_ankle_boot")]
    assert places == sorted(places)
    said = english(table)
    assert "50.00\N{NO-BREAK SPACE}%" in said
    assert "100.00\N{NO-BREAK SPACE}%" in said
    assert table.count("<button") == 2


def test_confusion_without_samples_to_show_has_nothing_to_press() -> None:
    table = confusion_table(MATRIX, CLASSES, pressable=False)
    assert "<button" not in table
    assert "Press" not in english(table)
    assert ">2<" in table


def test_tables_of_nothing_stand() -> None:
    nothing = np.zeros((3, 3), int)
    assert "<button" not in confusion_table(nothing, CLASSES)
    assert "<button" not in class_accuracy_table(nothing, CLASSES)
