"""Errors of settings, as one sentence for the visitor."""

from __future__ import annotations

from model.messages import MessageError
from model.training.values import Choice, Real, Share, Whole, Widths, WrongValue
from ui.languages.messages import Message, t


class WrongSettings(MessageError):
    """A setting can't be used; the message tells the visitor why."""


def wrong_setting(what: Message, wrong: WrongValue) -> WrongSettings:
    """The error that says which values are allowed; `what` names the setting in a sentence."""
    match wrong.allowed:
        case Whole(least, most):
            return WrongSettings(t("not_whole_number", what=what, least=least, most=most))
        case Real(above, most):
            return WrongSettings(t("not_above", what=what, above=above, most=most))
        case Share(most):
            return WrongSettings(t("not_from_zero", what=what, most=most))
        case Choice(names):
            return WrongSettings(t("not_a_choice", what=what, choices=", ".join(names)))
        case Widths(layers=most):
            return WrongSettings(t("too_many_layers", most=most))
    raise wrong
