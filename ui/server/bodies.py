"""Bodies of requests: received completely, within limits, before the application runs.

So a body that is endless, slow or incomplete takes only its own memory.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.datastructures import Headers
from starlette.types import Receive, Scope

from ui.parts.problem import Problem

LONGEST_QUESTION = 1_000_000  # bytes; the pad's largest has 200,000
LONGEST_PICTURE = 40 * 1024**2  # bytes of a file
LONGEST_FORM = LONGEST_PICTURE + 10_000  # bytes of a form with a file
MOST_MEMORY = 400 * 1024**2  # bytes of all bodies together
SLOWEST = 20_000  # bytes a second, on average over RATE_WINDOW_SECONDS
RATE_WINDOW_SECONDS = 20.0

BUSY = "The server is busy with other pictures; please send it again in a moment."


class Bodies:
    """Receives bodies, and limits the memory that all of them take together."""

    def __init__(self) -> None:
        self.bytes_held = 0

    @asynccontextmanager
    async def received(self, scope: Scope, receive: Receive, longest: int) -> AsyncIterator[bytes]:
        """The body of a request, at most `longest` bytes, counted until the request is answered.

        Raises Problem.
        """
        length, held = _announced(scope, longest), 0
        try:
            body = bytearray()
            async for part in _paced(receive):
                body += part
                self.bytes_held += len(part)
                held += len(part)
                if len(body) > length:
                    raise Problem("The body is longer than announced.", 413, closing=True)
                if self.bytes_held > MOST_MEMORY:
                    raise Problem(BUSY, 503, closing=True)
            yield bytes(body)
        finally:
            self.bytes_held -= held


def _announced(scope: Scope, longest: int) -> int:
    """The announced length of the body in bytes; raises Problem."""
    headers = Headers(scope=scope)
    length = headers.get("content-length", "")
    if "transfer-encoding" in headers or not length.isdecimal():
        raise Problem("Say how long the request is, in Content-Length.", 411, closing=True)
    if int(length) <= longest:
        return int(length)
    if longest == LONGEST_QUESTION:
        raise Problem(
            "This is too long for a question; send a picture as a file.", 413, closing=True
        )
    raise Problem("A picture may have 40 MB at most; please send a smaller one.", 413, closing=True)


async def _paced(receive: Receive) -> AsyncIterator[bytes]:
    """The parts of a body; raises Problem if it is slower than SLOWEST."""
    loop = asyncio.get_running_loop()
    start, arrived = loop.time(), 0
    while True:
        try:
            async with asyncio.timeout_at(start + RATE_WINDOW_SECONDS):
                message = await receive()
        except TimeoutError:
            if arrived < SLOWEST * RATE_WINDOW_SECONDS:
                slow = "The request came too slowly; please send it again."
                raise Problem(slow, 408, closing=True) from None
            start, arrived = loop.time(), 0
            continue
        if message["type"] == "http.disconnect":
            raise ConnectionAbortedError
        arrived += len(message.get("body", b""))
        yield message.get("body", b"")
        if not message.get("more_body", False):
            return
