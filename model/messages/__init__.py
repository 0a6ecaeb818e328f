"""Messages: a key and values, which each reader gets in their language.

A message travels as JSON, and the page formats it by the catalogue of its visitor's language
(`ui/languages`). Here and for programs it is English: `str(message)`. What the model itself says is
in `en.json` beside this file; the page adds its own messages to ENGLISH.
"""

import json
from pathlib import Path
from typing import Any

from .icu import formatted

ENGLISH: dict[str, str] = json.loads(
    (Path(__file__).parent / "en.json").read_text(encoding="utf-8")
)


class Message(dict[str, Any]):
    """A key of the catalogues, and the values for the places of that message.

    A value is a string, a number, another message, or a list of them.
    """

    def __str__(self) -> str:
        return text(self)


class MessageError(ValueError):
    """An error that is explained by a message; `str(error)` is the English sentence.

    Attributes:
        message: the Message; of an error that only programs get, a string.
    """

    def __init__(self, message: Message | str) -> None:
        super().__init__(message)
        self.message = message


def t(key: str, **values: Any) -> Message:
    """The message with that key and these values."""
    return Message(key=key, **values)


def text(value: Any) -> str:
    """A value in English; the parts of a list have a dot between them.

    Raises KeyError where a key, or a value for a place, is missing.
    """
    if isinstance(value, dict):
        return formatted(ENGLISH[value["key"]], {name: _plain(one) for name, one in value.items()})
    if isinstance(value, list | tuple):
        return " · ".join(map(text, value))
    return str(value)


def _plain(value: Any) -> Any:
    return text(value) if isinstance(value, dict | list | tuple) else value
