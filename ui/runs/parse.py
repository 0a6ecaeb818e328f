"""Whatever is wrong with a setting, as one sentence."""

from __future__ import annotations

from model.training.values import Choice, Real, Whole, Widths, WrongValue
from ui.languages.phrase import phrase


class WrongSettings(ValueError):
    """A setting can't be used; the message is one sentence for the visitor."""


def wrong_setting(what: str, wrong: WrongValue) -> WrongSettings:
    """The error that says which values are allowed; `what` names the setting in a sentence."""
    match wrong.allowed:
        case Whole(least, most):
            return WrongSettings(f"{what} must be a whole number from {least} to {most:,}.")
        case Real(above, most):
            return WrongSettings(f"{what} must be above {above} and at most {most}.")
        case Choice(names):
            choices = ", ".join(names)
            return WrongSettings(f"{what} must be one of {choices}.")
        case Widths(layers=most) if wrong.value:
            return WrongSettings(f"At most {most} hidden layers are possible here.")
        case Widths():
            return WrongSettings(phrase("Name at least one hidden layer, for example 125, 65."))
    raise wrong
