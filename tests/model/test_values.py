"""Values of settings: what is allowed is read as people write it, and all else is refused."""

import pytest

from model.training.recipes import TUTORIAL
from model.training.settings import OF_A_RECIPE, SETTINGS, Settings
from model.training.values import Choice, Flag, Real, Share, Whole, Widths, WrongValue


@pytest.mark.parametrize(
    ("values", "given", "read"),
    [
        (Whole(1, 100), "12", 12),
        (Whole(1, 100), 12.0, 12),
        (Real(0, 10), "5e-3", 0.005),
        (Choice(("adam", "sgd")), "sgd", "sgd"),
        (Widths(4, 1024), "300-100", (300, 100)),
        (Widths(4, 1024), " 300; 100, ", (300, 100)),
        (Flag(), "True", True),
        (Flag(), "yes", False),
    ],
)
def test_a_value_is_read_as_it_was_written(values, given, read):
    assert values.parse(given) == read


@pytest.mark.parametrize(
    ("values", "given", "allowed"),
    [
        (Whole(1, 100), "1.5", "a whole number from 1 to 100"),
        (Whole(1, 100), True, "a whole number from 1 to 100"),
        (Real(0, 10), 0, "a number above 0 and at most 10"),
        (Real(0, 10), "nan", "a number above 0 and at most 10"),
        (Choice(("adam", "sgd")), "newton", "one of adam, sgd"),
        (Share(0.9), -0.1, "a number from 0 to 0.9"),
        (Share(0.9), 1, "a number from 0 to 0.9"),
        (Share(0.9), "inf", "a number from 0 to 0.9"),
        (Widths(4, 1024), "9 9 9 9 9", "up to 4 widths, as 300,100"),
        (Widths(4, 1024), "9, 1025", "a whole number from 1 to 1,024"),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_allowed(values, given, allowed):
    with pytest.raises(WrongValue, match=f" is not {allowed}$"):
        values.parse(given)


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda one: one.name)
def test_a_default_is_allowed_and_comes_back_from_the_form(setting):
    for values in (setting.values, setting.on_page):
        assert values.parse(values.shown(setting.default)) == setting.default


@pytest.mark.parametrize("name", OF_A_RECIPE)
def test_a_setting_with_the_name_of_a_field_gets_into_the_recipe(name):
    other = {"optimiser": "sgd", "hidden": (3,), "activation": "tanh"}.get(name, 7)
    assert getattr(Settings(**{name: other}).recipe, name) == other
    assert getattr(Settings().recipe, name) == getattr(TUTORIAL, name)


def test_no_widths_are_a_network_without_hidden_layers():
    assert [Widths(4, 1024).parse(given) for given in ("", None, " ")] == [(), (), ()]
