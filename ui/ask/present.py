"""Functions of the server that the scripts of a page may call: `POST /ask/<part>/<function>`.

A part names them in `answers`; nothing else can be called. A question is a JSON object with the
visitor's key. What is wrong with it comes back as its "problem".
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
    """A function that pages may call, made by `answering`.

    Attributes:
        function: gets the visitor and the question.
        name: by which the page calls it.
        megabytes: that it takes, and 0 where it runs on the event loop.
    """

    function: Function
    name: str
    megabytes: int

    async def __call__(self, question: Any) -> JSONResponse:
        """The answer to a question as it came; raises Problem where it is none."""
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
    """A function that pages may call: it gets the visitor and the question.

    The function runs on the event loop: it takes milliseconds, and handing it to another thread
    would cost as many, since only one of them may compute in Python (173 answers a second there,
    222 here, by tests.benchmarks.many_visitors). One that takes longer than 50 ms says how many
    `megabytes` it takes, as tests.benchmarks.largest_questions measures them, and runs in a thread
    in its turn. One that takes so long for some questions returns Slow for those.
    """
    return Answer(function, function.__name__, megabytes)


def offer(part: str, answer: Answer) -> str:
    """Let the page's part call a function; its name there."""
    _answers[f"{part}/{answer.name}"] = answer
    return answer.name


async def ask(request: Request) -> JSONResponse:
    """Answer one question of a page."""
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
    """Whether a path leads to a function that takes long."""
    answer = _answers.get(path.removeprefix("/ask/"))
    return answer is not None and answer.megabytes > 0


def parsed_index(value: Any, count: int) -> int:
    """A whole number under `count`; a wrong value is one sentence."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < count:
        return value
    raise problem(t("not_there"))
