"""Pictures from the web, from a real server on the loopback, which is let pass as public here."""

import asyncio
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import gradio as gr
import pytest

from tests.tools.fuzz import is_one_sentence
from ui.programs import fetch as web

PICTURE = b"picture" * 1000


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/picture":
            self.answer(200)
            self.wfile.write(PICTURE)
        elif self.path == "/silent":
            self.server.stopped.wait(30)
        elif self.path in TARGETS:
            self.answer(302, Location=TARGETS[self.path])
        else:
            self.answer(404)

    def answer(self, status, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *words):
        pass


TARGETS = {
    "/moved": "/picture",
    "/round": "/round",
    "/inside": "http://10.0.0.1/",
    "/file": "file:///etc/passwd",
}


@pytest.fixture
def address(monkeypatch):
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.stopped = threading.Event()
        monkeypatch.setattr(web, "PORTS", (None, server.server_port))
        monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1")
        threading.Thread(target=server.serve_forever).start()
        yield f"http://localhost:{server.server_port}"
        server.stopped.set()
        server.shutdown()


def refusal(url):
    with pytest.raises(gr.Error) as error:
        asyncio.run(web.fetch(url))
    assert is_one_sentence(str(error.value))
    return str(error.value)


@pytest.mark.parametrize("path", ["/picture", "/moved"])
def test_a_picture_comes_as_it_is(address, path):
    assert asyncio.run(web.fetch(address + path)) == PICTURE


def test_a_picture_that_is_not_there_is_one_sentence(address):
    assert "404" in refusal(address + "/nothing")


def test_no_more_is_read_than_a_picture_may_have(address, monkeypatch):
    monkeypatch.setattr(web, "MAX_FETCHED_BYTES", len(PICTURE) - 1)
    assert "larger" in refusal(address + "/picture")


def test_a_server_that_keeps_silent_is_not_waited_for(address, monkeypatch):
    monkeypatch.setattr(web, "FETCH_SECONDS", 0.3)
    assert "does not answer" in refusal(address + "/silent")


@pytest.mark.parametrize("path", ["/inside", "/file"])
def test_nobody_is_led_to_an_address_inside(address, path):
    assert "Only public addresses" in refusal(address + path)


def test_nobody_is_led_round_and_round(address):
    assert "too many" in refusal(address + "/round")


INSIDE = [
    *("http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f.1/"),
    *("http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/", "http://100.64.0.1/"),
    *("http://169.254.169.254/latest", "http://0.0.0.0/", "http://224.0.0.1/"),
    *("http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[fd00::1]/", "http://[fe80::1]/"),
    *("http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[::7f00:1]/"),
    *("http://[64:ff9b::a9fe:a9fe]/", "http://[fec0::1]/"),
    *("http://8.8.8.8:6379/", "ftp://8.8.8.8/", "file:///etc/passwd"),
]


@pytest.mark.parametrize("url", INSIDE)
def test_what_only_the_server_can_reach_is_not_asked(url):
    assert "Only public addresses" in refusal(url)


@pytest.mark.parametrize("url", ["http://", "http://[", "http://no.such.host.invalid/"])
def test_what_is_no_address_is_one_sentence(url):
    refusal(url)
