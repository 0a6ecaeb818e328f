"""Connections that keep the server waiting, bodies that are too long, and the server's end."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from tests.benchmarks.many_visitors import server_status
from tests.tools.pictures import ROOT, encoded, tall_seven
from tests.tools.running import wait_for
from tests.tools.server import Server
from tests.tools.waiting import wait_until
from ui.server import connections
from ui.server.connections import LONGEST_HEADERS, Connection

HEAD = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n"
MB = 1024


def memory(server):
    """Anonymous memory of the server in kB."""
    return int(re.search(r"RssAnon:\s+(\d+)", server_status(server.url).read_text())[1])


def test_a_field_of_1500_megabytes_is_refused_at_once_and_takes_no_memory(server):
    before = memory(server)
    field = b'--cut\r\nContent-Disposition: form-data; name="a"\r\n\r\n'
    with socket.create_connection(server.address) as line:
        line.sendall(
            b"POST /gradio_api/upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1500000000\r\n"
            b"Content-Type: multipart/form-data; boundary=cut\r\n\r\n" + field
        )
        with suppress(OSError):  # the connection is closed while this is sent
            for _ in range(100):
                line.sendall(bytes(1024**2))
        with suppress(OSError):
            assert b" 413 " in line.recv(1000)
    assert memory(server) - before < 50 * MB


def answer_to(server, request):
    with socket.create_connection(server.address) as line:
        line.sendall(request)
        return received(line, b'"problem"')


def received(line, word):
    """What comes until a word does, or the end."""
    found = b""
    while word not in found and (part := line.recv(10_000)):
        found += part
    return found


def test_a_long_body_is_refused_before_it_is_sent(server):
    for path, kind in (
        ("/gradio_api/upload", b"multipart/form-data; boundary=cut"),
        ("/picture", b"a"),
    ):
        answer = answer_to(
            server,
            b"POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: 1500000000\r\nContent-Type: %s\r\n\r\n"
            % (path.encode(), kind),
        )
        assert b" 413 " in answer
        assert b"connection: close" in answer.lower()


@pytest.mark.parametrize("path", [b"/picture", b"/gradio_api/upload", b"/visitor", b"/ask/a/b"])
def test_a_body_in_chunks_without_a_length_is_refused(server, path):
    answer = answer_to(
        server,
        b"POST %s HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n" % path,
    )
    assert b" 411 " in answer
    assert b"Content-Length" in answer


@contextmanager
def listening(monkeypatch, seconds):
    """The address of a server whose connections have so many seconds for their headers."""
    monkeypatch.setattr(connections, "SECONDS_FOR_HEADERS", seconds)

    async def app(scope, receive, send):
        body, more = b"", True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        await PlainTextResponse(body)(scope, receive, send)

    config = uvicorn.Config(app, port=0, http=Connection, lifespan="off", log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    wait_until(lambda: server.started)
    yield server.servers[0].sockets[0].getsockname()
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("start", [b"", b"P", b"POST / HTTP/1.1\r\nHost: a\r\n"])
def test_a_connection_whose_headers_do_not_end_is_closed(monkeypatch, start):
    with listening(monkeypatch, 0.2) as address, socket.create_connection(address) as line:
        line.sendall(start)
        assert closed(line)


def test_half_a_request_after_a_whole_one_is_closed_too(monkeypatch):
    with listening(monkeypatch, 0.5) as address, socket.create_connection(address) as line:
        line.sendall(HEAD + b"hello" + HEAD[:20])
        assert b"hello" in received(line, b"hello")
        assert closed(line)


def test_headers_in_drops_are_closed_however_steadily_they_come(monkeypatch):
    with listening(monkeypatch, 0.3) as address, socket.create_connection(address) as line:
        line.sendall(b"POST / HTTP/1.1\r\n")
        with pytest.raises(ConnectionError):
            send_for_ever(line, b"a: b\r\n")


def test_a_body_may_take_longer_than_the_headers(monkeypatch):
    with listening(monkeypatch, 0.2) as address, socket.create_connection(address) as line:
        line.sendall(HEAD)
        time.sleep(0.5)
        line.sendall(b"hello")
        assert b"hello" in received(line, b"hello")


def test_endless_headers_are_closed_before_they_take_memory(monkeypatch):
    with listening(monkeypatch, 60) as address, socket.create_connection(address) as line:
        with suppress(OSError):
            line.sendall(b"POST / HTTP/1.1\r\n" + b"a: %s\r\n" % (b"b" * 1000) * 10_000)
        assert closed(line)
    assert LONGEST_HEADERS < 100_000


def send_for_ever(line, drop):
    while True:
        line.sendall(drop)
        time.sleep(0.01)


def closed(line):
    """Whether the other side closes a connection."""
    line.settimeout(60)
    try:
        return line.recv(1000) == b"" or closed(line)
    except ConnectionError:
        return True


def test_sigterm_finishes_the_answers_under_way(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    settings = {"GRADIO_SERVER_PORT": str(port), "GRADIO_SERVER_NAME": "127.0.0.1"}
    log = tmp_path / "log"
    with log.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "app.py"],
            cwd=ROOT,
            env=os.environ | settings,
            stdout=file,
            stderr=file,
        )
    try:
        wait_for(url, process)
        statuses = pictures_during_the_end(Server(url, tmp_path, log), process)
        assert process.wait(60) == 0
    finally:
        process.kill()
    assert statuses == [(200, "7")] * 20
    assert "Traceback" not in log.read_text()


def pictures_during_the_end(server, process):
    """Status and label of the answers to 20 pictures, sent before the server is asked to end."""
    picture = encoded(tall_seven().resize((1500, 1500)), "PNG")
    keys = [json.loads(server.send("/visitor", {})[2])["key"] for _ in range(20)]

    def send(number):
        headers = {"X-Digitpad-Key": keys[number], "X-Forwarded-For": f"203.0.113.{number}"}
        status, _, text = server.ask("/picture", picture, **headers)
        return status, json.loads(text).get("label")

    def under_way():
        return json.loads(server.ask("/health")[2])["counts"]["questions"] >= 40

    with ThreadPoolExecutor(20) as pool:
        answers = [pool.submit(send, number) for number in range(20)]
        wait_until(under_way)
        process.send_signal(signal.SIGTERM)
        return [answer.result() for answer in answers]
