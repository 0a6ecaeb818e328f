"""A link to the Train tab: what it asks for is taken, and what nobody knows is named."""

import pytest

from ui.train.settings.form import by_name
from ui.train.settings.link import settings_asked


def fields_and_problem(asked):
    *fields, problem = settings_asked(asked, "mnist")
    return by_name(fields), problem if isinstance(problem, str) else ""


def test_an_unknown_key_is_named_with_what_may_be_meant_and_the_others_are_taken():
    fields, problem = fields_and_problem({"tab": "train", "hiden": "300", "epochs": "3"})
    assert problem == (
        "<p role='alert'>This page doesn't know “hiden” in the link; perhaps “hidden” is meant.</p>"
    )
    assert fields["epochs"] == 3
    assert fields["hidden"] == "125, 65"


@pytest.mark.parametrize("asked", [{"tab": "train", "hiden": "1"}, {"seed": "7", "hiden": "1"}])
def test_one_key_that_nobody_knows_is_enough(asked):
    assert "“hiden”" in fields_and_problem(asked)[1]


def test_several_are_one_sentence():
    asked = {"tab": "train", "utm_source": "x"} | {f"k{number}": "" for number in range(9)}
    problem = fields_and_problem(asked)[1]
    assert problem == (
        "<p role='alert'>This page doesn't know “utm_source, k0, k1” in the link, and ignores it."
        "</p>"
    )


@pytest.mark.parametrize(
    "asked",
    [
        dict.fromkeys(("tab", "data", "lang", "embed", "__theme", "view", "__sign"), "x")
        | {"tab": "train"},
        {"tab": "train", "show": "mistakes", "true": "3", "read": "5", "order": "x", "sheet": "2"},
        {"tab": "train", "teach": "things", "seed": "3"},
        {"tab": "draw", "hiden": "300"},
        {},
    ],
    ids=["the page's", "the validation tab's", "the teach tab's", "another tab", "nothing"],
)
def test_what_the_page_knows_or_another_tab_is_asked_is_no_problem(asked):
    assert fields_and_problem(asked)[1] == ""


def test_a_wrong_setting_and_an_unknown_key_are_both_told():
    fields, problem = fields_and_problem({"hidden": "x", "hiden": "300"})
    assert problem.count("<p role='alert'>") == 2
    assert "The link's settings can't be used" in problem
    assert fields["hidden"] == "125, 65"


def test_markup_in_a_key_is_shown_and_a_long_one_cut():
    problem = fields_and_problem({"tab": "train", "<img onerror=x>": "", "y" * 999: ""})[1]
    assert "“&lt;img onerror=x&gt;, " + "y" * 40 + "”" in problem
