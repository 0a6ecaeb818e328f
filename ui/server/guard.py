"""What stands before every request: counts, a limit to what is sent, and fair turns."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_BODY = 1_000_000  # bytes of a question; the pad's largest has 200,000. Uploads have theirs
AT_ONCE = 2  # questions of one address that are answered at the same time …
MOST_WAITING = 100  # … and that wait for it; a pad asks one at a time, a class shares an address
QUESTIONS = tuple(
    f"/gradio_api/{path}"
    for path in ("run/", "api/", "call/", "queue/join", "component_server", "mcp")
)
UPLOAD = "/gradio_api/upload"
# MCP's first transport, which is deprecated: its questions would not wait in line.
CLOSED = ("/gradio_api/mcp/sse", "/gradio_api/mcp/messages")

counts: Counter[str] = Counter()  # since the start: requests, questions, refused, failed


class Guard:
    """ASGI middleware; nothing of what passes through it is kept or logged.

    Every address has a line of its own, so that one that asks a thousand times a second keeps only
    itself waiting. Behind a proxy it is what the proxy puts into `X-Forwarded-For`.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._turns: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(AT_ONCE))
        self._present: Counter[str] = Counter()  # questions by address, under way or waiting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with 404, 411, 413 or 429 and one sentence."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        counts["requests"] += 1

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= 500:
                counts["failed"] += 1
            await send(message)

        if refusal := _refusal(scope):
            await _refuse(refusal, scope, receive, counted)
        elif scope["method"] == "POST" and scope["path"].startswith(QUESTIONS):
            await self._in_turn(scope, receive, counted)
        else:
            await self.app(scope, receive, counted)

    async def _in_turn(self, scope: Scope, receive: Receive, send: Send) -> None:
        counts["questions"] += 1
        address = address_of(scope)
        if self._present[address] >= AT_ONCE + MOST_WAITING:
            busy = (429, "You are asking faster than can be answered; please wait a little.")
            await _refuse(busy, scope, receive, send)
            return
        self._present[address] += 1
        try:
            async with self._turns[address]:
                await self.app(scope, receive, send)
        finally:
            self._present[address] -= 1
            if not self._present[address]:
                del self._present[address], self._turns[address]


def _refusal(scope: Scope) -> tuple[int, str] | None:
    """The status and sentence for what is not answered.

    It is too long, does not say how long it is, or takes a way that is closed.
    """
    if scope["path"].startswith(CLOSED):
        return 404, "Assistants are answered at /gradio_api/mcp/ (streamable HTTP)."
    if scope["method"] != "POST" or scope["path"].rstrip("/") == UPLOAD:
        return None
    headers = Headers(scope=scope)
    if "transfer-encoding" in headers:
        return 411, "Say how long the request is."
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > LONGEST_BODY:
        return 413, "This is too long for a question; upload the picture instead."
    return None


async def _refuse(refusal: tuple[int, str], scope: Scope, receive: Receive, send: Send) -> None:
    status, sentence = refusal
    counts["refused"] += 1
    await JSONResponse({"error": sentence}, status)(scope, receive, send)


def address_of(scope: Scope) -> str:
    """Who asks: the client, or whom a proxy names.

    A proxy is reached from a private address; what comes from any other one may be forged. Each
    proxy adds to the header's end, so that its last public address is the one that a proxy saw.
    Within a private network without a proxy the header is believed too.
    """
    client = (scope.get("client") or ("unknown", 0))[0]
    named = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
    if not named or not _is_private(client):
        return client
    chain = [address.strip() for address in named.split(",")]
    public = [address for address in chain if not _is_private(address)]
    return (public or chain)[-1]


def _is_private(address: str) -> bool:
    try:
        return ip_address(address).is_private
    except ValueError:
        return False
