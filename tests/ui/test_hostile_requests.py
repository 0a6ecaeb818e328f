"""Forged, endless and rude requests: refused in one sentence, nothing kept, nobody hindered."""

import json
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from gradio_client import Client, handle_file

from tests.tools.server import LEAKS, files_in, multipart
from tests.tools.waiting import wait_until
from ui.teach.things.tab import available


def test_too_large_an_upload_is_refused_and_leaves_nothing(server):
    before = set(files_in(server.files))
    body, kind = multipart(bytes(40 * 1024**2 + 1))
    status, _, text = server.ask("/gradio_api/upload", body, **{"Content-Type": kind})
    assert status == 413
    assert not LEAKS.search(text)
    assert not set(files_in(server.files)) - before


def test_a_hundred_megabytes_of_base64_are_refused_before_they_are_read(server):
    with socket.create_connection(server.address) as line:
        line.sendall(
            b"POST /gradio_api/run/predict HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n"
            b"Content-Type: application/json\r\n\r\n{"
        )
        assert b" 413 " in line.recv(1000)


WRONG = [
    None,
    7,
    -1,
    1e308,
    True,
    "",
    "<script>alert(1)</script>",
    "x" * 10_000,
    [],
    [[]],
    {},
    {"path": None},
    {"path": 5},
    {"picture": 1},
    {"revision": "1", "picture": "data:"},
]


def test_forged_requests_to_every_function_are_refused_without_a_leak(server):
    functions = server.config["dependencies"]
    for one in functions:
        for wrong in WRONG:
            body = {
                "data": [wrong] * len(one["inputs"]),
                "fn_index": one["id"],
                "session_hash": "forger",
                "event_data": wrong,
            }
            status, _, text = server.send("/gradio_api/run/predict", body)
            assert status in (200, 400, 404, 410, 422)
            assert not LEAKS.search(text)
    for body in (b"", b"{", b"[]", b"null", b'{"data": 3}', b"\xff\xfe"):
        status, _, text = server.ask(
            "/gradio_api/run/predict", body, **{"Content-Type": "application/json"}
        )
        assert 400 <= status < 500
        assert not LEAKS.search(text)
    assert server.draw()[0] == 200


QUESTIONS = [
    *(("sketchpad", "read"), ("inside", "explain"), ("inside", "unit")),
    *(("corrections", name) for name in ("learn", "measure", "export", "parsed_archive")),
    *(("teach-part", name) for name in ("teach", "read_symbol", "take_home")),
    *(("train-home", "take_run"), ("train-status", "start_run")),
]
if available():
    names = ("teach", "read_thing", "take_home", "save", "open_archive")
    QUESTIONS += [("things-part", name) for name in names]
FIELDS = ("picture", "input", "wanted", "layer", "index", "examples", "archive", "classes", "photo")
FIELDS += ("format", "run")


@pytest.mark.parametrize(("part", "name"), QUESTIONS)
def test_forged_questions_are_one_sentence(server, part, name):
    key = server.arrive()
    for wrong in WRONG:
        fields = dict.fromkeys(FIELDS, wrong or "none")
        for question in (wrong, {"key": wrong}, {"key": key, "revision": 1, **fields}):
            status, _, text = server.call(part, name, question)
            assert 400 <= status < 500
            assert json.loads(text)["error"].endswith(".")
            assert not LEAKS.search(text)


@pytest.mark.parametrize("index", [None, -1, 10_000, 1e308, 1.0, True, "7", [], {}])
def test_a_sample_that_is_not_there_is_one_sentence(server, index):
    question = {"key": server.arrive(), "index": index}
    status, _, text = server.call("sample-truth", "sample", question)
    assert status == 422
    assert json.loads(text)["error"].endswith(".")
    assert not LEAKS.search(text)


@pytest.mark.parametrize(
    "name", ["preprocess", "postprocess", "get_config", "__init__", "answer", "", "read.__call__"]
)
def test_nothing_else_can_be_called(server, name):
    status, _, text = server.call("sketchpad", name, {})
    assert status == 404
    assert not LEAKS.search(text)


@pytest.mark.parametrize("path", ["/ask/sketchpad/read", "/ask/x/y", "/visitor"])
def test_a_question_that_is_too_long_is_refused_however_it_is_addressed(server, path):
    with socket.create_connection(server.address) as line:
        line.sendall(
            b"POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n"
            b"Content-Type: application/json\r\n\r\n{" % path.encode()
        )
        assert b" 413 " in line.recv(1000)


@pytest.mark.parametrize(
    "query",
    [
        "tab=<script>alert(1)</script>",
        "tab=",
        "tab=train&tab=draw",
        "a" * 5000,
        "__theme=x",
        "tab=%00",
        "deep_link=../../etc/passwd",
        "%ff%fe",
    ],
)
def test_query_strings_change_nothing(server, query):
    status, _, text = server.ask("/?" + quote(query, safe="=&%"))
    assert status in (200, 400, 404)
    assert "<script>alert(1)</script>" not in text


def test_nothing_is_stored(server, picture):
    """Drawing, uploading and API calls leave no file, and nothing of a picture in the log."""
    client = Client(server.url, verbose=False)
    client.predict(handle_file(picture), api_name="/predict")
    client.close()
    server.draw()
    body, kind = multipart(picture.read_bytes())
    assert server.ask("/gradio_api/upload", body, **{"Content-Type": kind})[0] == 200
    assert not files_in(server.files)
    log = server.log.read_bytes()
    assert b"iVBOR" not in log
    assert b"base64" not in log


def test_rude_visitors_do_not_keep_others_from_answers(server):
    """Silent lines, uploads cut off, questions broken off, and a flood from one address."""
    silent = [socket.create_connection(server.address) for _ in range(200)]
    body, kind = multipart(bytes(100_000))
    for number in range(20):
        with socket.create_connection(server.address) as line:
            path = b"/gradio_api/upload" if number % 2 else b"/gradio_api/run/predict"
            head = b"POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\nContent-Type: %s\r\n\r\n"
            line.sendall(head % (path, len(body), kind.encode()) + body[:5000])
    over = threading.Event()
    statuses = [server.draw(visitor="rude")[0]]

    def flood():
        while not over.is_set():
            statuses.append(server.draw(visitor="rude", **{"X-Forwarded-For": "203.0.113.9"})[0])

    with ThreadPoolExecutor(60) as pool:
        floods = [pool.submit(flood) for _ in range(60)]
        wait_until(lambda: len(statuses) > 200)
        polite = [server.draw(revision, "polite") for revision in range(10)]
        over.set()
    for line in silent:
        line.close()
    assert [status for status, _, _ in polite] == [200] * 10
    assert all('"7"' in text for _, _, text in polite)
    assert not any(one.exception() for one in floods)
    assert set(statuses) <= {200, 429}
    assert server.ask("/health")[0] == 200
