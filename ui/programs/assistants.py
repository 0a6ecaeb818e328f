"""Pictures in tool calls of assistants (Model Context Protocol), which stay in memory.

Gradio would write a data URL to a file, and keep the file if the call then fails.
"""

from __future__ import annotations

from typing import Any

WRONG_PICTURE = "A picture is given as an http or https URL, or as a data URL; this is none."


def with_pictures(arguments: dict[str, Any], places: list[list[str | int]]) -> dict[str, Any]:
    """The arguments of a tool call, with pictures at `places` converted for the endpoints."""
    return {
        name: picture_at(value) if [name] in places else value for name, value in arguments.items()
    }


def picture_at(address: Any) -> dict[str, Any]:
    """A picture by its URL; raises ValueError for anything but http, https and data URLs."""
    if str(address).partition(":")[0].lower() not in ("data", "http", "https"):
        raise ValueError(WRONG_PICTURE)
    return {"url": address}
