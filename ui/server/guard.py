"""Middleware before every request: allowed routes, limits of size, and turns of addresses."""

from __future__ import annotations

import logging
from collections import Counter
from contextlib import AsyncExitStack

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.ask.present import is_slow
from ui.gradio_internals import config_of
from ui.parts.problem import Problem
from ui.server.address import address_of
from ui.server.bodies import LONGEST_FORM, LONGEST_QUESTION, Bodies
from ui.server.events import Events
from ui.server.reply import Body, Reply
from ui.server.routes import Allowed, allowed
from ui.server.turns import Turns

OUTCOME = "digitpad.outcome"  # key of a scope: the status of an event, set by ui.server.page
NO_SUCH_ADDRESS = "There is nothing here; the page is at /."
UNUSABLE = "This request can't be answered; please see /gradio_api/info."
MCP = "/gradio_api/mcp"
FAILED = "The server failed on this request; please try again."

counts: Counter[str] = Counter()  # since the start: requests, questions, refused, failed
log = logging.getLogger("digitpad")


class Guard:
    """ASGI middleware. Requests and responses are neither kept nor logged."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.bodies = Bodies()
        self.turns = Turns(at_once=2)
        self.slow_turns = Turns(at_once=2)  # for slow functions, so that no drawing waits for them
        self.picture_turns = Turns(at_once=8)  # for bodies with a picture
        self._events: Events | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request, or refuse it with a status and one sentence."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        counts["requests"] += 1
        outcome = scope[OUTCOME] = {}
        if scope["path"].startswith(MCP):
            outcome["status_code"] = 400  # the MCP library answers an invalid message with 500
        reply = Reply(scope, send, outcome)
        try:
            route = allowed(scope["method"], scope["path"])
            if route is None:
                raise Problem(NO_SUCH_ADDRESS, 404)
            await self._pass(route, scope, receive, reply)
        except Problem as problem:
            counts["refused"] += 1
            await reply.instead(response_of(problem), receive)
        except ConnectionAbortedError:
            pass  # the client disconnected
        except Exception as error:
            if isinstance(error.__cause__, HTTPException):
                await reply.end()  # Gradio does so in a stream, after it has sent the reason
            else:
                log.exception("A request failed.")
                await reply.instead(response_of(Problem(FAILED, 500)), receive)
        if reply.status_code is not None and reply.status_code >= 500:
            counts["failed"] += 1

    async def _pass(self, route: Allowed, scope: Scope, receive: Receive, reply: Reply) -> None:
        if route.kind == "static":
            await self.app(scope, receive, reply)
            return
        address = address_of(scope)
        async with AsyncExitStack() as held, AsyncExitStack() as turn:
            if scope["method"] == "POST":
                counts["questions"] += 1
                receive = await self._received(held, route, scope, receive, address)
            turns = self.slow_turns if is_slow(scope["path"]) else self.turns
            await turn.enter_async_context(turns.turn(address))
            if route.kind == "stream":
                held.enter_context(turns.stream(address))
                reply.when_open = turn.aclose
            await self.app(scope, receive, reply)

    async def _received(
        self, held: AsyncExitStack, route: Allowed, scope: Scope, receive: Receive, address: str
    ) -> Receive:
        """The ASGI `receive` of the complete, validated body."""
        longest = LONGEST_QUESTION
        if route.kind == "picture":
            longest = LONGEST_FORM
            await held.enter_async_context(self.picture_turns.turn(address))
        body = await held.enter_async_context(self.bodies.received(scope, receive, longest))
        if route.kind == "event":
            self._events = self._events or Events(config_of(scope["app"]))
            body = self._events.checked(body, scope["path"])
        return Body(body, receive)


def response_of(problem: Problem) -> JSONResponse:
    """The response to a refused request: programs read "error", the page "problem"."""
    headers = {"Connection": "close"} if problem.closing else None
    content = {"error": problem.message, "problem": problem.says}
    return JSONResponse(content, problem.status_code, headers)


async def refused(request: Request, error: Exception) -> JSONResponse:
    """The response where Gradio or Starlette refuse a request."""
    status = error.status_code if isinstance(error, HTTPException) else 422
    return response_of(Problem(NO_SUCH_ADDRESS if status in (404, 405) else UNUSABLE, status))


REFUSALS = {HTTPException: refused, RequestValidationError: refused}
