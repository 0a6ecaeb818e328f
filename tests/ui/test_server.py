"""The running server: what it answers, and what it hides."""

import json
import time
from urllib.parse import quote

import pytest

from tests.tools.pictures import ROOT
from tests.tools.server import LEAKS
from tests.tools.waiting import wait_until
from ui.server import health as health_part
from ui.shipped import DATASETS


def test_health_really_reads_a_digit(server):
    status, _, text = server.ask("/health")
    assert status == 200
    answer = json.loads(text)
    assert answer["status"] == "ok"
    assert answer["weights"] == {name: health_part.checksum(name) for name in DATASETS}
    assert answer["counts"]["requests"] >= 1


@pytest.mark.parametrize("label", ["7", None, RuntimeError("gone")])
def test_health_is_503_when_the_digit_is_not_read(monkeypatch, label):
    class Broken:
        def predict(self, picture):
            if isinstance(label, Exception):
                raise label
            return type("Prediction", (), {"label": label})

    monkeypatch.setattr(health_part, "shipped", lambda dataset: Broken())
    answer = health_part.health(None)
    assert answer.status_code == 503
    assert json.loads(answer.body)["status"] == "failing"
    assert b"gone" not in answer.body


def test_one_line_at_start_tells_versions_and_weights(server):
    lines = [line for line in server.log.read_text().splitlines() if "Digitpad" in line]
    assert len(lines) == 1
    assert health_part.checksum("mnist") in lines[0]
    assert "torch" in lines[0]


def test_questions_are_counted(server):
    def count() -> int:
        return json.loads(server.ask("/health")[2])["counts"]["questions"]

    def is_quiet() -> bool:  # questions of earlier tests may still be answered
        before = count()
        time.sleep(0.3)
        return count() == before

    server.draw()  # its visitor has arrived now
    wait_until(is_quiet)
    before = count()
    assert server.draw()[0] == 200
    assert count() == before + 1


OUTSIDE = [
    "/etc/passwd",
    str(ROOT / "app.py"),
    str(ROOT / "weights/mnist/model.safetensors"),
    "../app.py",
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "//etc/passwd",
    "file:///etc/passwd",
    "http://127.0.0.1:1/",
    "app.py\0.png",
]


@pytest.mark.parametrize("place", ["file=", "file/", "proxy=", "custom_component/"])
@pytest.mark.parametrize("path", OUTSIDE)
def test_no_file_is_served_that_is_not_meant_to_be(server, place, path):
    status, _, text = server.ask(f"/gradio_api/{place}{quote(path, safe='/%:')}")
    assert status >= 400
    assert "root:" not in text
    assert "import gradio" not in text


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/assets/..%2f..%2fapp.py",
        "/svelte/../../x",
        "/weights/mnist",
        "/app.py",
        "/openapi.json",
        "/docs",
        "/redoc",
        "/monitoring",
        "/monitoring/summary",
    ],
)
def test_nothing_else_lies_open(server, path):
    status, _, text = server.ask(path)
    assert status in (400, 403, 404, 405)
    assert "import gradio" not in text


@pytest.mark.parametrize("path", ["/etc/passwd", str(ROOT / "README.md"), "http://127.0.0.1:1/x"])
def test_no_file_of_the_server_is_read_as_a_picture(server, path):
    body = {"data": [{"path": path, "meta": {"_type": "gradio.FileData"}}, "mnist"]}
    status, _, text = server.send("/gradio_api/run/read", body)
    assert status >= 400
    assert not LEAKS.search(text.replace(path, ""))


def test_the_public_endpoints_are_predict_and_read(server):
    named = json.loads(server.ask("/gradio_api/info")[2])["named_endpoints"]
    assert sorted(named) == ["/predict", "/read"]


def test_other_sites_may_not_read_answers_with_cookies(server):
    _, headers, _ = server.ask("/config", Origin="https://evil.example", Host="127.0.0.1")
    assert headers.get("Access-Control-Allow-Origin") != "https://evil.example"
