"""Messages in Python: the page formats `t("sample_count", count=7)` in its visitor's language."""

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
    """A message for the markup, as messages.js parses it: a key, or JSON if it has values."""
    if isinstance(message, Message) and len(message) == 1:
        return message["key"]
    return json.dumps(message, ensure_ascii=False)


def says(message: Any, attribute: str = "") -> str:
    """The HTML attribute that shows a message in an element.

    Args:
        message: a Message, a list of them, or plain text, such as a digit or a visitor's own name.
        attribute: the attribute of the element to set; by default its content is set.
    """
    name = f"data-t-{attribute}" if attribute else "data-t"
    return f'{name}="{escape(encoded(message))}"'


def span(message: Any) -> str:
    """A <span> that shows a message."""
    return f"<span {says(message)}></span>"
