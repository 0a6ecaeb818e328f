"""Assistants, which ask by the Model Context Protocol: pictures that they send stay in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from gradio.routes import App

FILE = {"_type": "gradio.FileData"}


@asynccontextmanager
async def lifespan(app: App) -> AsyncIterator[None]:
    """While the server runs, pictures in arguments are told to the page in our way.

    Gradio would write a data URL to the disk, and leave it there if the question then fails.
    """
    server = app.get_blocks().mcp_server_obj  # None where assistants are kept out
    if server:
        server.convert_strings_to_filedata = with_pictures
    yield


def with_pictures(arguments: dict[str, Any], places: list[list[str | int]]) -> dict[str, Any]:
    """Arguments in which the pictures, at `places`, are as Gradio's pages send them."""
    return {
        name: picture_at(value) if [name] in places else value for name, value in arguments.items()
    }


def picture_at(address: str) -> dict[str, Any]:
    """A picture by its address; raises ValueError with a sentence where it has none."""
    scheme = address.partition(":")[0].lower()
    if scheme == "data":
        return {"path": None, "url": address, "meta": FILE}
    if scheme in ("http", "https"):
        return {"path": address, "meta": FILE}
    raise ValueError("A picture is given as an http or https URL, or as a data URL; this is none.")
