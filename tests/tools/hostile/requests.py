"""Every request that the attack may send: to our routes, and to all of the installed Gradio's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from hypothesis import strategies as st
from starlette.routing import Mount

from tests.tools.hostile.payloads import (
    HOSTILE_NAMES,
    PLACES,
    Request,
    as_json,
    events,
    forms,
    of_assistants,
    pictures,
    posted,
    questions,
    values,
)

HTTP_METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH")
PARAMETER = re.compile(r"\{[^}]*\}")
INTO_PATH = "/:%=@?<>"  # what is sent as it is


def routes_of(routes: list[Any], before: str = "") -> Iterator[tuple[str, str]]:
    """The method and path of every route, those of routers and mounted applications included."""
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is not None:
            yield from routes_of(included.routes, before)
        elif isinstance(route, Mount):
            yield from routes_of(route.routes or [], before + route.path)
            if not route.routes:
                yield "POST", before + route.path
        else:
            for method in sorted(route.methods or ()):
                yield method, before + route.path


@st.composite
def to_any_route(draw: Any, routes: list[tuple[str, str]]) -> Request:
    """A request to a route of Gradio, with anything in the place of its parameters."""
    method, path = draw(st.sampled_from(routes))
    method = draw(st.sampled_from((method, method, method, *HTTP_METHODS)))
    words = ("hostile", "predict", "%2e%2e/%2e%2e/<canary>")
    filled = st.sampled_from((*PLACES, *HOSTILE_NAMES, *words))
    while PARAMETER.search(path):
        word = draw(filled)
        path = PARAMETER.sub(lambda _, word=word: word, path, count=1)
    if draw(st.booleans()):
        name = draw(st.sampled_from(("session_hash", "deep_link", "path", "tab", "embed", "x")))
        path += f"?{name}={draw(filled)}"
    path += draw(st.sampled_from(("", "", "", "/", "//", "%00", "%0a", "/../app.py")))
    if method in ("GET", "HEAD", "OPTIONS"):
        return Request(method, path[:8000])
    body = draw(st.one_of(st.binary(max_size=30), values.map(as_json)))
    return Request(method, path[:8000], body, {"Content-Type": "application/json"})


@st.composite
def to_our_routes(draw: Any, answers: list[str]) -> Request:
    """A question of the page."""
    asked = draw(st.one_of(questions, questions, values))
    path = draw(st.sampled_from([f"/ask/{name}" for name in answers] + ["/visitor"]))
    path = draw(st.sampled_from((path, path, path, path + "/", path + "/<canary>", "/ask/../x")))
    return posted(path, asked)


def any_request(
    functions: list[dict[str, Any]], routes: list[tuple[str, str]], answers: list[str]
) -> st.SearchStrategy[Request]:
    """All of them."""
    return st.one_of(
        events(functions),
        to_our_routes(answers),
        to_any_route(routes),
        forms(),
        pictures(),
        of_assistants(),
    )


def filled_in(request: Request, words: dict[str, str]) -> Request:
    """The request as it is sent: with the words of this server, and a path that HTTP can carry."""
    path, body, headers = request.path, request.body, dict(request.headers)
    for word, meaning in words.items():
        path = path.replace(word, meaning)
        body = body and body.replace(word.encode(), meaning.encode())
        headers = {name: value.replace(word, meaning) for name, value in headers.items()}
    path = quote(path.encode("utf-8", "surrogatepass"), safe=INTO_PATH)
    return Request(request.method, path, body, headers)
