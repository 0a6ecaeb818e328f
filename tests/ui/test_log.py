"""The log: nothing that a visitor can cause, and one traceback for a fault of ours."""

import logging

import pytest
from gradio.routes import App
from starlette.testclient import TestClient

from app import SERVER, demo
from ui.ask import present
from ui.ask.present import answering
from ui.server import logs

FAILED = "The server failed on this request; please try again."


@pytest.fixture(scope="module")
def client():
    app = App.create_app(demo, app_kwargs=SERVER)
    with TestClient(app, raise_server_exceptions=False) as client:
        client.get("/gradio_api/startup-events")  # starts the queue
        yield client


@pytest.fixture
def key(client):
    return client.post("/visitor", json={}).json()["key"]


def function(name):
    return next(one for one in demo.fns.values() if one.api_name == name)


def tracebacks(caplog, capsys):
    """How often something is logged or printed that contains a traceback."""
    shown = [record for record in caplog.records if record.levelno >= logging.WARNING]
    printed = "".join(capsys.readouterr()).count("Traceback (most recent call last)")
    logged = sum(record.exc_info is not None for record in shown if record.name != "asyncio")
    return max(logged, printed)


FORGED = [None, 7, "x", [], ["x" * 1000] * 3, [{"path": "/etc/passwd"}, "mnist"], [[[]]], [{}] * 20]


@pytest.mark.parametrize("data", FORGED)
def test_forged_events_are_4xx_and_leave_nothing_in_the_log(client, data, caplog, capsys):
    for one in demo.config["dependencies"]:
        for path in ("run/predict", "queue/join", "call/read"):
            body = {"data": data, "fn_index": one["id"], "event_data": data, "session_hash": "f"}
            response = client.post(f"/gradio_api/{path}", json=body)
            assert response.status_code in (200, 400, 404, 410, 422, 429)
    assert tracebacks(caplog, capsys) == 0
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


def test_a_file_in_the_data_of_an_event_is_none(client, caplog, capsys):
    file = {"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}
    for one in demo.config["dependencies"]:
        body = {
            "data": [file] * len(one["inputs"]),
            "fn_index": one["id"],
            "event_data": {"files": [file]},
        }
        response = client.post("/gradio_api/run/predict", json=body)
        assert response.status_code in (200, 400, 404, 422)
    assert tracebacks(caplog, capsys) == 0


def test_a_fault_in_a_function_of_the_page_is_one_traceback(client, monkeypatch, caplog, capsys):
    def broken(dataset, images):
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr(function("image_choice"), "fn", broken)
    body = {"data": ["mnist", "all"], "fn_index": function("image_choice")._id}
    response = client.post("/gradio_api/run/predict", json=body)
    assert response.status_code == 500
    assert response.json()["error"] == FAILED
    assert "a fault of ours" in caplog.text
    assert tracebacks(caplog, capsys) == 1


def test_a_fault_in_an_answer_to_the_page_is_one_traceback(
    client, key, monkeypatch, caplog, capsys
):
    def broken(visitor, question):
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setitem(present._answers, "sketchpad/read", answering(broken))
    response = client.post("/ask/sketchpad/read", json={"key": key})
    assert response.status_code == 500
    assert response.json()["problem"] == FAILED
    assert "a fault of ours" not in response.text
    assert "a fault of ours" in caplog.text
    assert tracebacks(caplog, capsys) == 1


def test_libraries_that_repeat_what_was_sent_are_not_in_the_log():
    def is_shown(name):
        return logs.is_shown(logging.LogRecord(name, logging.WARNING, "", 0, "words", (), None))

    assert [is_shown(name) for name in ("root", "mcp", "mcp.server.lowlevel")] == [False] * 3
    assert is_shown("digitpad")
    assert is_shown("asyncio")


def test_wrong_messages_of_assistants_leave_nothing_in_the_log(server):
    headers = {"Accept": "application/json, text/event-stream"}
    for message in (
        {},
        [],
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"a": 1}},
    ):
        status, _, text = server.send("/gradio_api/mcp/", message, **headers)
        assert status < 500
        assert "Traceback" not in text
    call = {"name": "read", "arguments": {"picture": "data:image/png;base64,SECRET"}}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    assert '"isError":true' in server.send("/gradio_api/mcp/", message, **headers)[2]
    after = server.log.read_text()  # the lines of the start may still come meanwhile
    assert "Traceback" not in after
    assert "SECRET" not in after
