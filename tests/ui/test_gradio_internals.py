"""The private parts of Gradio are as Digitpad uses them; a test that fails names what changed."""

import ast
import asyncio
import inspect
from types import SimpleNamespace

import gradio as gr
import gradio.http_server
import gradio.mcp
import gradio.queueing
import gradio.route_utils
import gradio.routes
import gradio.state_holder
import gradio.utils
import pytest

from tests.tools.pictures import ROOT
from ui import gradio_internals
from ui.ask.visitor_key import VisitorKey
from ui.gradio_internals import BriefState, BriefStates, change_document, sent_value
from ui.page.document.document import ours
from ui.programs.api import AnswerOutput
from ui.programs.picture_argument import PictureArgument

# Functions of Gradio that are replaced, called or overridden, with their parameters.
FUNCTIONS = {
    gr.Blocks.process_api: ["self", "block_fn", "inputs", "state", "request"],
    gr.Blocks.preprocess_data: ["self", "block_fn", "inputs"],
    gr.Blocks.call_function: ["self", "block_fn", "processed_input"],
    gr.Blocks.postprocess_data: ["self", "block_fn", "predictions"],
    gradio.queueing.Queue.push: ["self", "body", "request"],
    gradio.mcp.GradioMCPServer.convert_strings_to_filedata: ["self", "value"],
    gradio.state_holder.SessionState.__setitem__: ["self", "key", "value"],
    gradio.state_holder.SessionState._update_config: ["self", "key"],
    gradio.state_holder.SessionState._update_value_in_config: ["self", "key", "value"],
    gradio.state_holder.StateHolder.set_blocks: ["self", "blocks"],
    gradio.utils.LRUCache.__init__: ["self", "max_size"],
}
PUBLIC = {"_asdict", "_exit", "_fields", "_replace"}  # of named tuples and of os


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__qualname__)
def test_function_has_the_parameters_that_are_used(function):
    wanted = FUNCTIONS[function]
    assert list(inspect.signature(function).parameters)[: len(wanted)] == wanted


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("pending_messages_per_session", gradio.utils.LRUCache),
        ("pending_event_ids_session", dict),
        ("event_ids_to_events", dict),
    ],
)
def test_queue_keeps_events_and_answers_where_they_are_freed(name, kind):
    assert isinstance(getattr(gr.Blocks()._queue, name), kind)


def test_session_state_has_no_more_than_the_brief_one():
    page = gr.Blocks()
    unused = {"STATE_TTL_WHEN_CLOSED"}  # states are never closed
    wanted = vars(gradio.state_holder.SessionState(page)).keys() - unused
    assert vars(BriefState(page)).keys() == wanted


@pytest.mark.parametrize("module", [gradio.route_utils, gradio.mcp], ids=lambda one: one.__name__)
def test_states_of_requests_are_made_by_the_name_that_is_replaced(module):
    assert "SessionState(" in inspect.getsource(module)
    assert inspect.isclass(module.SessionState)


def test_a_request_is_answered_with_a_brief_state():
    with gr.Blocks() as page:
        box = gr.Textbox()
        box.change(str.upper, box, box)
    states = BriefStates()
    states.set_blocks(page)
    answer = asyncio.run(page.process_api(0, ["seven"], states["a session"]))
    assert answer["data"] == ["SEVEN"]
    assert "a session" not in states.session_data


def test_document_of_gradio_contains_what_is_changed():
    loader = gradio.routes.templates.env.loader
    try:
        change_document(ours)
        document = gradio.routes.templates.env.loader.get_source(
            gradio.routes.templates.env, gradio_internals.DOCUMENT
        )
        assert "<title>Digitpad</title>" in document[0]
    finally:
        gradio.routes.templates.env.loader = loader


def test_event_data_contains_what_a_script_sent():
    assert sent_value(gr.EventData(None, {"number": 3})) == {"number": 3}


def test_server_of_a_launched_page_is_uvicorns_in_a_thread():
    for name in ("config", "should_exit", "thread"):
        assert f"self.{name}" in inspect.getsource(gradio.http_server.Server) + inspect.getsource(
            gradio.http_server.uvicorn.Server
        )
    assert "self.server = server" in inspect.getsource(gr.Blocks.launch)


@pytest.mark.parametrize(
    ("part", "name"), [(AnswerOutput, "json"), (PictureArgument, "image"), (VisitorKey, "textbox")]
)
def test_a_component_of_ours_is_sent_as_one_of_gradios(part, name):
    assert part.is_template
    assert part().get_block_name() == name


def test_config_contains_what_is_checked_of_events():
    with gr.Blocks() as page:
        box = gr.Textbox()
        box.change(str.upper, box, box)
    (function,) = page.config["dependencies"]
    assert {"id", "inputs", "backend_fn", "api_name", "api_visibility"} <= function.keys()
    assert "id" in page.config["components"][0]


def test_mcp_server_is_an_attribute_of_the_page():
    page = gr.Blocks()
    gradio_internals.convert_pictures(SimpleNamespace(mcp_server_obj=None), None)
    assert "mcp_server_obj" in inspect.getsource(type(page))


def test_no_other_file_uses_private_parts():
    found = []
    for path in (ROOT / "app.py", *sorted((ROOT / "ui").rglob("*.py"))):
        if path.name == "gradio_internals.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("gradio"):
                found.append(f"{path.name}: from {node.module} import")
            elif isinstance(node, ast.Import):
                names = [one.name for one in node.names if one.name.startswith("gradio.")]
                found += [f"{path.name}: import {name}" for name in names]
            elif is_private(node):
                found.append(f"{path.name}: .{node.attr}")
    assert not found


def is_private(node):
    """Whether syntax reads a private attribute of anything but `self`."""
    if not isinstance(node, ast.Attribute) or node.attr in PUBLIC:
        return False
    of_self = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
    return node.attr.startswith("_") and not node.attr.startswith("__") and not of_self
