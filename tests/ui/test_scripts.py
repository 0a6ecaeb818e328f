"""The scripts that the browser fetches: under one address, and nothing beside them."""

import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ui.parts.scripts import IN_WORKERS, PRELOADS, SCRIPTS, SCRIPTS_VERSION, mounted, route

UI = Path(__file__).parents[2] / "ui"
IMPORT = re.compile(rb'^import .* from "(.*)";$', re.MULTILINE)


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=[route]))


def test_a_script_is_served_and_may_be_cached_for_ever(client):
    answer = client.get(f"/scripts/{SCRIPTS_VERSION}/draw/pad/sketchpad.js")
    assert answer.content == (UI / "draw" / "pad" / "sketchpad.js").read_bytes()
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "path",
    [
        "0/draw/pad/sketchpad.js",
        f"{SCRIPTS_VERSION}/draw/pad/sketchpad.py",
        f"{SCRIPTS_VERSION}/draw/pad/sketchpad.html",
        f"{SCRIPTS_VERSION}/draw/nothing.js",
        f"{SCRIPTS_VERSION}/draw/",
        f"{SCRIPTS_VERSION}//draw/pad/sketchpad.js",
        f"{SCRIPTS_VERSION}/%2e%2e/app.py",
        f"{SCRIPTS_VERSION}/draw/%2e%2e/draw/pad/sketchpad.js",
        f"{SCRIPTS_VERSION}/%2fetc/passwd",
    ],
)
def test_nothing_else_is_served(path, client):
    assert client.get(f"/scripts/{path}").status_code == 404


def test_every_script_of_the_page_is_fetched_early_and_imports_what_there_is():
    for name, text in SCRIPTS.items():
        is_early = f"scripts/{SCRIPTS_VERSION}/{name}'" in PRELOADS
        assert is_early != name.startswith(IN_WORKERS)
        for imported in IMPORT.findall(text):
            assert ((UI / name).parent / imported.decode()).resolve().is_file(), name


def test_a_loader_names_its_script_and_its_events():
    loader = mounted("draw/pad/sketchpad.js", ("input", "open"), "sketchpad", ["read"])
    assert SCRIPTS_VERSION in loader
    assert '"ask/connection.js", "draw/pad/sketchpad.js"]' in loader
    assert 'questions("sketchpad", ["read"])' in loader
    assert '"input"' in loader
    assert '"open"' in loader
    with pytest.raises(FileNotFoundError):
        mounted("draw/nothing.js")


def test_the_types_of_every_script_are_checked():
    ours = {name: text for name, text in SCRIPTS.items() if "vendor" not in name}
    assert [name for name, text in ours.items() if not text.startswith(b"// @ts-check\n")] == []


def test_no_script_looks_behind_for_older_phones_refuse_it():
    assert [name for name, text in SCRIPTS.items() if re.search(rb"\(\?<[=!]", text)] == []
