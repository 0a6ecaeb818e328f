"""Parts of the page notify each other by declared topics, and ask the server by ui/ask."""

import re
from pathlib import Path

import pytest

UI = Path(__file__).parents[2] / "ui"
TOPICS = UI / "parts" / "topics.js"
SCRIPTS = {
    path.relative_to(UI).as_posix(): path.read_text("utf-8")
    for path in UI.rglob("*.js")
    if "vendor" not in path.parts
}
PYTHON = {path.relative_to(UI).as_posix(): path.read_text("utf-8") for path in UI.rglob("*.py")}
SOURCES = SCRIPTS | PYTHON

DECLARED = re.compile(r'^  "?([\w-]+)"?: (state|event)\(\),$', re.MULTILINE)
USED = re.compile(r'\b(publish|publishing|subscribe|latest)\(\s*"([\w-]+)"')
SHOWN = re.compile(
    r'(?:\bTOPIC = |\btopic=|"topic": )"([\w-]+)"'
)  # a part that shows a field of it
COMMENT = re.compile(r"^\s*(//|/\*|\*|#).*$", re.MULTILINE)


def uses() -> dict[str, set[str]]:
    """For each topic how it is used: "publish", "subscribe" or "latest"."""
    found: dict[str, set[str]] = {}
    for text in SOURCES.values():
        for verb, topic in USED.findall(text):
            found.setdefault(topic, set()).add(verb.removesuffix("ing"))
        for topic in SHOWN.findall(text):
            found.setdefault(topic, set()).add("subscribe")
    return found


def lines_with(pattern: str, sources: dict[str, str] = SOURCES) -> dict[str, list[str]]:
    """The lines outside comments in which a pattern occurs, by file."""
    expression = re.compile(pattern)
    found = {
        name: [line for line in COMMENT.sub("", text).splitlines() if expression.search(line)]
        for name, text in sources.items()
    }
    return {name: lines for name, lines in found.items() if lines}


def test_every_topic_that_is_used_is_declared() -> None:
    declared = dict(DECLARED.findall(TOPICS.read_text("utf-8")))
    assert len(declared) > 10
    assert uses().keys() - declared.keys() == set()


def test_every_declared_topic_is_published_and_followed() -> None:
    for topic, kind in DECLARED.findall(TOPICS.read_text("utf-8")):
        found = uses().get(topic, set())
        assert "publish" in found, f"Nobody publishes {topic}."
        assert found & {"subscribe", "latest"}, f"Nobody follows {topic}."
        assert kind == "state" or "latest" not in found, f"{topic} is not kept."


def test_every_declared_topic_says_what_its_detail_contains() -> None:
    text = TOPICS.read_text("utf-8")
    declarations = DECLARED.findall(text)
    assert text.count("/** @type {Topic<") == len(declarations)


def test_topics_are_named_where_they_are_used() -> None:
    """A name in a variable would hide a topic from the tests above."""
    by_name = r'\b(publish|subscribe|latest)\((?!"|topic, |name)'
    assert lines_with(by_name, SCRIPTS) == {}


@pytest.mark.parametrize("pattern", ["CustomEvent", r"dispatchEvent\(", "digitpad:[a-z]"])
def test_no_part_sends_dom_events_of_its_own(pattern: str) -> None:
    assert lines_with(pattern) == {}


def test_attributes_of_the_body_are_written_for_style_alone() -> None:
    assert lines_with(r"document\.body\.dataset|dataset.* = document\.body").keys() <= {
        "style/style.js"
    }
    assert lines_with(r"dataset.* = document\.body", SCRIPTS).keys() == {"style/style.js"}


def test_no_part_searches_the_document() -> None:
    """It finds its own elements below its own; others publish what they have."""
    searching = r"document\.(querySelector|getElement|body\.querySelector)|body\.querySelector"
    allowed = {
        "languages/choice.js",  # the list of languages in the head
        "languages/gradio.js",  # what Gradio says
        "train/status.js",  # Gradio's own buttons, on the same tab
        "validation/jumps.js",  # scrolls to a part of the same tab
    }
    assert lines_with(searching, SCRIPTS).keys() == allowed


def test_no_part_climbs_into_another_room() -> None:
    """An element outside of the part is its tab or its card, which the room itself placed."""
    climbing = re.compile(r'closest\??\.?\("([^"]*#[^"]*)"\)')
    for name, text in SCRIPTS.items():
        room = name.split("/")[0]
        placed = "".join(code for path, code in PYTHON.items() if path.startswith(f"{room}/"))
        for selector in climbing.findall(text):
            for identity in re.findall(r"#([\w-]+)", selector):
                assert f'elem_id="{identity}"' in placed, f"{name} looks for #{identity}."


def test_gradio_calls_no_server_functions_of_components() -> None:
    # The list of routes that are closed.
    assert lines_with("server_functions|component_server").keys() == {"server/routes.py"}


def test_events_of_gradio_are_those_of_its_own_components() -> None:
    """A part of ours asks by ui/ask; it triggers only what moves Gradio's tabs or fields."""
    triggers = {"page/address.js", "train/settings/link.js", "train/verdict/verdict.js"}
    assert lines_with(r"\btrigger\(", SCRIPTS).keys() == triggers
    assert lines_with(r"\bwatch\(", SCRIPTS) == {}
    assert lines_with(r"\bEventData\b") == {}


def test_functions_of_the_server_are_called_by_ask_alone() -> None:
    assert lines_with(r"\bserver\.\w+\(", SCRIPTS) == {}


def test_only_ui_ask_and_the_upload_send_requests() -> None:
    fetching = r"\bfetch\(|XMLHttpRequest|sendBeacon|new EventSource|new WebSocket"
    assert lines_with(fetching, SCRIPTS).keys() == {
        "ask/connection.js",
        "draw/examples/garments.js",  # a data URL
        "languages/choice.js",  # a file
        "device/device.js",  # the networks
        "device/offline/service_worker.js",  # what the page loads anyway
        "upload/arrivals.js",  # a data URL
        "upload/sending.js",
    }
