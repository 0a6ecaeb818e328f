"""The two ends of a request within the guard: the body as it was received, and the response."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from ui.server.headers import security_headers


class Body:
    """ASGI `receive` for a body that is complete; later it waits for the client to leave."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def __call__(self) -> Message:
        """The next message."""
        if self._body is None:
            return await self._receive()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}


class Reply:
    """ASGI `send` that adds headers, and a status that the application could not set.

    Attributes:
        status_code: of the response; None until it starts.
        outcome: may get a "status_code", which takes the place of Gradio's 500.
        when_open: called when the response has started.
    """

    def __init__(self, scope: Scope, send: Send, outcome: dict[str, Any]) -> None:
        self.status_code: int | None = None
        self.outcome = outcome
        self.when_open: Callable[[], Awaitable[None]] | None = None
        self._scope, self._send = scope, send

    async def __call__(self, message: Message) -> None:
        """Send a message."""
        if message["type"] == "http.response.start":
            self.status_code = message["status"]
            if self.status_code == 500:
                self.status_code = self.outcome.get("status_code", 500)
            names = {name.lower() for name, _ in message["headers"]}
            added = [one for one in security_headers(self._scope) if one[0] not in names]
            headers = [*message["headers"], *added]
            message = {**message, "status": self.status_code, "headers": headers}
        await self._send(message)
        if self.when_open:
            when_open, self.when_open = self.when_open, None
            await when_open()

    async def instead(self, response: Response, receive: Receive) -> None:
        """Send this response, unless another one has started."""
        if self.status_code is None:
            await response(self._scope, receive, self)

    async def end(self) -> None:
        """End a stream that has started."""
        await self._send({"type": "http.response.body", "body": b""})
