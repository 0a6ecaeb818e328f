"""Links that contain a run's result: what is written is read again, anything else is refused."""

import math

import pytest

from model.messages import text
from model.training.loop import EpochRecord
from ui.parts.problem import Problem
from ui.runs.settings import SHIPPED, Settings
from ui.train.results.links import MOST_EPOCHS, WrongLink, query_of, read_link
from ui.train.results.part import MOST_LINKS, read_results
from ui.visitor import Visitor

SETTINGS = Settings(images=SHIPPED, hidden=(300, 100), dropout=0.25, epochs=3, seed=7)
HOME = "https://example.org/?"


def records(count: int) -> list[EpochRecord]:
    return [
        EpochRecord(n, 1 / n, 1 - 0.5 / n, 1.5 / n, 1 - 0.6 / n, 1.0) for n in range(1, count + 1)
    ]


def link(result: str, **settings: str) -> str:
    return HOME + "&".join(
        f"{key}={value}" for key, value in {"result": result, **settings}.items()
    )


def test_a_link_contains_the_settings_and_the_curves() -> None:
    found = read_link(HOME + query_of(SETTINGS, records(3)))
    assert found.settings == SETTINGS
    assert [one.epoch for one in found.records] == [1, 2, 3]
    for one, other in zip(found.records, records(3), strict=True):
        assert one.validation_loss == pytest.approx(other.validation_loss, rel=1e-3)
        assert one.validation_accuracy == pytest.approx(other.validation_accuracy, rel=1e-3)


def test_points_within_the_first_epoch_are_left_out() -> None:
    first = [EpochRecord(0.0, 2.3, 0.1, 2.3, 0.1, 0), EpochRecord(0.5, 1, 0.5, 1, 0.5, 1)]
    assert query_of(SETTINGS, first + records(1)).count(";") == 0


def test_of_many_epochs_some_are_kept_and_the_last_one_always() -> None:
    settings = Settings(epochs=100)
    query = query_of(settings, records(100))
    assert len(query) < 1500
    found = read_link(HOME + query)
    assert len(found.records) == MOST_EPOCHS
    assert (found.records[0].epoch, found.records[-1].epoch) == (1, 100)


def test_a_loss_that_is_no_number_stays_none() -> None:
    diverged = [EpochRecord(1, math.nan, 0.1, math.inf, 0.1, 1)]
    (record,) = read_link(HOME + query_of(SETTINGS, diverged)).records
    assert math.isnan(record.train_loss)
    assert math.isnan(record.validation_loss)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "https://example.org/",
        "javascript:alert(1)",
        link(""),
        link("1"),
        link("1,2,3"),
        link("1,2,3,4,5,6"),
        link("1,-2,3,4,5"),
        link("1,nan,-5,90,90"),
        link("1,2,3,400,5"),
        link("1,2,3,nan,5"),
        link("2,1,1,50,50;1,1,1,50,50"),
        link("13,1,1,50,50"),
        link("0,1,1,50,50"),
        link("1e3,1,1,50,50"),
        link(";".join(f"{n},1,1,50,50" for n in range(1, 99)), epochs="100"),
        link("1,1,1,50,50", hidden="99999"),
        link("1,1,1,50,50", hidden="<script>"),
        HOME + "result=" + "9" * 5000,
        "http://[::1/?result=1,1,1,50,50",
    ],
)
def test_anything_else_is_refused_in_a_sentence(wrong: str) -> None:
    with pytest.raises(WrongLink) as error:
        read_link(wrong)
    assert text(error.value.message).endswith(".")


def test_a_name_is_short_and_printable() -> None:
    found = read_link(link("1,1,1,50,50", by="<b>Mina%00%0A" + "x" * 99))
    assert found.author == ("<b>Mina" + "x" * 99)[:30]


def test_thirty_links_are_curves_and_one_wrong_one_is_named() -> None:
    links = [HOME + query_of(SETTINGS, records(3)) + f"&by=pupil{n}" for n in range(30)]
    answer = read_results(Visitor(), {"links": [*links[:3], "nonsense", *links[3:]]})
    assert len(answer["results"]) == 30
    assert answer["results"][0]["curve"]["name"] == "pupil0"
    assert answer["results"][-1]["curve"]["number"] == -31
    assert answer["results"][0]["figures"]["by"] == "pupil0"
    assert answer["results"][0]["figures"]["hidden"] == "300-100"
    assert text(answer["wrong"]).startswith("Link 4 can't be used: it contains no result")


def test_more_links_than_fit_are_left_out() -> None:
    links = [HOME + query_of(SETTINGS, records(1))] * (MOST_LINKS + 9)
    answer = read_results(Visitor(), {"links": links})
    assert len(answer["results"]) == MOST_LINKS
    assert text(answer["wrong"]) == f"Only the first {MOST_LINKS} links are drawn."


@pytest.mark.parametrize("forged", [None, "a", {"a": 1}, [1], [None], [["x"]]])
def test_a_forged_question_is_refused(forged: object) -> None:
    with pytest.raises(Problem):
        read_results(Visitor(), {"links": forged})
