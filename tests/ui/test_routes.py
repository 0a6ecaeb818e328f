"""Every route of the installed Gradio is either listed as allowed or named as closed."""

import re

import pytest

from tests.tools.hostile.attack import all_routes
from ui.server.routes import ALLOWED, API, CLOSED, allowed

ROUTES = {(method, path.rstrip("/") or "/") for method, path in all_routes()}
# What a HEAD request gets is what a GET gets, without the body.
NAMED = sorted((method, path) for method, path in ROUTES if method != "HEAD")


@pytest.mark.parametrize(("method", "path"), NAMED)
def test_a_route_is_either_allowed_or_named_as_closed(method, path):
    passes = any(method in one.methods.split() and is_same(one.path, path) for one in ALLOWED)
    assert passes != (path in CLOSED), f"{method} {path} is in neither list of ui.server.routes"


def is_same(ours, theirs):
    """Whether a path of ours is that of a route; /ask/{part}/{name} is narrower than its route."""
    narrower = (ours, theirs) == ("/ask/{part}/{name}", "/ask/{name:path}")
    return narrower or theirs in (ours, ours.removesuffix("/"))


def test_every_closed_route_exists():
    assert set(CLOSED) <= {path for _, path in ROUTES}


def test_every_allowed_route_exists():
    paths = {path for _, path in ROUTES}
    assert {
        one.path for one in ALLOWED if not any(is_same(one.path, path) for path in paths)
    } == set()


@pytest.mark.parametrize(("method", "path"), [one for one in NAMED if one[1] in CLOSED])
def test_a_closed_route_is_404(server, method, path):
    named = re.sub(r"\{(\w+)[^}]*\}", r"\1", path)
    for ending in ("", "/", "?deep_link=x"):
        status, _, text = server.ask(named + ending, method=method)
        assert status == 404
        assert "There is nothing here" in text


@pytest.mark.parametrize(
    "path",
    [
        API + "/queue/join/x",
        API + "//upload",
        "//",
        API + "/mcp//",
        API + "/info/",
        API + "/run/a/b",
        "/ask/sketchpad/read/x",
        "/scripts",
        "/health/x",
        "/Health",
        API + "/file=x",
        "/docs",
        "/redoc",
        "/openapi.json",
    ],
)
def test_nothing_beside_an_allowed_path_passes(path):
    assert allowed("GET", path) is None
    assert allowed("POST", path) is None
