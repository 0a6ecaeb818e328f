"""Assistants, which ask by the Model Context Protocol: pictures that they send stay in memory.

Gradio would write a data URL to the disk, and leave it there if the question then fails.
"""

from __future__ import annotations

from typing import Any

WRONG = "A picture is given as an http or https URL, or as a data URL; this is none."


def with_pictures(arguments: dict[str, Any], places: list[list[str | int]]) -> dict[str, Any]:
    """Arguments in which the pictures, at `places`, are as the endpoints take them."""
    return {
        name: picture_at(value) if [name] in places else value for name, value in arguments.items()
    }


def picture_at(address: Any) -> dict[str, Any]:
    """A picture by its address; raises ValueError with a sentence where it has none."""
    if str(address).partition(":")[0].lower() not in ("data", "http", "https"):
        raise ValueError(WRONG)
    return {"url": address}
