"""Messages in Python: `t("sample_count", count=7)` is one, which the page shows in any language."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

from model.messages import ENGLISH, Message, t, text

CATALOGUES = Path(__file__).parent / "catalogues"
ENGLISH.update(json.loads((CATALOGUES / "en.json").read_text(encoding="utf-8")))

__all__ = ["Message", "encoded", "says", "span", "t", "text"]


def encoded(message: Any) -> str:
    """A message as messages.js reads it in markup: its key, or JSON where there are values."""
    if isinstance(message, Message) and len(message) == 1:
        return message["key"]
    return json.dumps(message, ensure_ascii=False)


def says(message: Any, attribute: str = "") -> str:
    """The attribute by which an element of the page says a message.

    Args:
        message: a Message, a list of them, or plain text, such as a digit or a visitor's own name.
        attribute: of the element, that gets the text; without one it is the element's content.
    """
    name = f"data-t-{attribute}" if attribute else "data-t"
    return f'{name}="{escape(encoded(message))}"'


def span(message: Any) -> str:
    """An element that says a message, for markup that contains more than that."""
    return f"<span {says(message)}></span>"
