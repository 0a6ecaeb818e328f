"""Functions of the server that the scripts of a page may call: `POST /ask/<part>/<function>`.

A part lists them in `answers`; nothing else can be called. A question is a JSON object with the
visitor's key. If it is refused, the response contains a "problem".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from ui.ask.memory import Slow, limiter
from ui.ask.visitors import visitors
from ui.languages.messages import t
from ui.parts.problem import Problem, problem
from ui.visitor import Visitor

Function = Callable[[Visitor, dict[str, Any]], dict[str, Any] | Slow]


@dataclass(frozen=True)
class Answer:
    """A function that pages may call; see `answering`.

    Attributes:
        function: takes the visitor and the question, and returns the answer.
        name: the name by which the page calls it.
        megabytes: the memory that it takes, in MB; 0 if it runs on the event loop.
    """

    function: Function
    name: str
    megabytes: int

    async def __call__(self, question: Any) -> JSONResponse:
        """The response to a parsed request body; raises Problem if it is not a question."""
        if not isinstance(question, dict):
            raise problem(t("empty_question"))
        visitor = visitors.find(question.get("key"))
        work = partial(self.function, visitor, question)
        content = Slow(self.megabytes, work) if self.megabytes else work()
        if isinstance(content, Slow):
            content = await limiter.run(content)
        return JSONResponse(content)


_answers: dict[str, Answer] = {}  # by "<part>/<function>"


def answering(function: Function, *, megabytes: int = 0) -> Answer:
    """Let pages call a function that takes the visitor and the question.

    By default the function runs on the event loop. It takes milliseconds, and a thread would cost
    as much again, because only one thread runs Python at a time (173 answers a second with a
    thread, 222 without, measured by tests.benchmarks.many_visitors). A function that takes longer
    than 50 ms gives the memory that it takes in `megabytes`, measured by
    tests.benchmarks.largest_questions, and runs in a thread of the queue in ui.ask.memory. A
    function that takes so long only for some questions returns Slow for those.
    """
    return Answer(function, function.__name__, megabytes)


def offer(part: str, answer: Answer) -> str:
    """Register a function for a part of the page; returns the name to call it by."""
    _answers[f"{part}/{answer.name}"] = answer
    return answer.name


async def ask(request: Request) -> JSONResponse:
    """Handle `POST /ask/<part>/<function>`; raises Problem."""
    answer = _answers.get(request.path_params["name"])
    if answer is None:
        raise Problem("There is no such question; please reload the page.", 404)
    try:
        question = await request.json()
    except (ValueError, RecursionError):
        raise Problem("This question is no JSON; please reload the page.", 400) from None
    return await answer(question)


route = Route("/ask/{name:path}", ask, methods=["POST"])


def is_slow(path: str) -> bool:
    """Whether the function at a path runs in a thread."""
    answer = _answers.get(path.removeprefix("/ask/"))
    return answer is not None and answer.megabytes > 0


def parsed_index(value: Any, count: int) -> int:
    """An index in 0..count - 1; raises gr.Error for any other value."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < count:
        return value
    raise problem(t("not_there"))
