"""The upload: drop, paste, choose or photograph a picture, then crop or rotate it.

The page sends the bytes of a picture as the body of `POST /picture`, and the response is the
reading. The picture is decoded in memory and never becomes a file.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import gradio as gr
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from ui.ask.memory import Slow, limiter
from ui.ask.visitors import visitors
from ui.parts.part import part
from ui.server.bodies import LONGEST_PICTURE
from ui.visitor import Visitor

LARGEST_PICTURE = 220  # megabytes that decoding and reading the largest one takes
KEY = "x-digitpad-key"  # the header with the key of the page


def picture_input() -> gr.HTML:
    """The upload as it stands on the Draw tab, with its tools: camera, paste, crop, rotate."""
    return part(
        elem_id="picture",
        markup="upload/upload.html",
        script="upload/upload.js",
        longest=LONGEST_PICTURE,
    )


def picture_route(read: Callable[[Visitor, bytes], dict[str, Any]]) -> Route:
    """The route `POST /picture`, which responds with `read(visitor, bytes)`."""

    async def picture(request: Request) -> JSONResponse:
        visitor = visitors.find(request.headers.get(KEY))
        file = await request.body()
        work = Slow(LARGEST_PICTURE, partial(read, visitor, file))
        return JSONResponse(await limiter.run(work))

    return Route("/picture", picture, methods=["POST"])
