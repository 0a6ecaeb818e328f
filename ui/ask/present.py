"""Who is on the page, and what their pages ask between Gradio's events.

A page calls the functions that a part names in `answers` by Gradio's server functions, which know
no `gr.State`. So the page carries a key that nobody can guess, and gets it with its first answer.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any
from weakref import WeakValueDictionary

import gradio as gr
from starlette.responses import JSONResponse

from ui.ask.memory import Slow, limiter
from ui.parts.problem import problem
from ui.visitor import Visitor

# The visitors themselves live in their gr.State alone: when Gradio lets one go, it is gone here.
_by_key: WeakValueDictionary[str, Visitor] = WeakValueDictionary()
_by_visit: WeakValueDictionary[str, Visitor] = WeakValueDictionary()


def arrive(visitor: Visitor, request: gr.Request) -> None:
    """Give a visitor a key, and note by which name Gradio knows the visit."""
    visitor.key = visitor.key or secrets.token_urlsafe(16)
    _by_key[visitor.key] = visitor
    if request.session_hash:
        _by_visit[request.session_hash] = visitor


def leave(request: gr.Request) -> None:
    """Forget a visitor whose page is closed, and end the run under way."""
    visitor = _by_visit.pop(request.session_hash or "", None)
    if visitor:
        visitor.stop()
        _by_key.pop(visitor.key, None)


def who(key: Any) -> Visitor:
    """The visitor with that key; anything else is one sentence."""
    visitor = _by_key.get(key) if isinstance(key, str) else None
    if visitor is None:
        raise problem("The server no longer knows this page; please reload it.")
    return visitor


def answering(
    function: Callable[[Visitor, dict[str, Any]], dict[str, Any] | Slow], *, megabytes: int = 0
) -> Callable[[Any], Awaitable[JSONResponse]]:
    """A function that pages may call: it gets the visitor who asks, and the question.

    A question is an object with the visitor's key. What is wrong comes back as its "problem".
    The function runs on the event loop: it takes milliseconds, and handing it to another thread
    would cost as many, since only one of them may compute in Python (173 answers a second there,
    222 here, by tests.benchmarks.many_visitors). One that takes longer than 50 ms says how many
    `megabytes` it takes, as tests.benchmarks.largest_questions measures them, and runs in a thread
    in its turn. One that takes so long for some questions returns Slow for those.
    """

    async def answer(question: Any) -> JSONResponse:
        try:
            if not isinstance(question, dict):
                raise problem("The page asked for nothing; please reload it.")
            visitor = who(question.get("key"))
            work = partial(function, visitor, question)
            content = Slow(megabytes, work) if megabytes else work()
            if isinstance(content, Slow):
                content = await limiter.run(content)
        except gr.Error as error:
            content = {"problem": error.message}
        return JSONResponse(content)  # written here, or FastAPI would look through all of it first

    answer.__name__ = function.__name__  # by which the page calls it
    answer.megabytes = megabytes
    return answer


def parsed_index(value: Any, count: int) -> int:
    """A whole number under `count`; a wrong value is one sentence."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < count:
        return value
    raise problem("The page asked for something that is not there; please reload it.")
