"""The running server: what it answers, what it hides, and that the rude do not hinder others."""

import base64
import json
import re
import socket
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from gradio_client import Client, handle_file
from gradio_client.exceptions import AppError
from PIL import Image

from tests.browser.running import running_app
from tests.pictures import WEIGHTS, encoded, seven
from tests.small_mnist import ROOT
from ui import health as health_part
from ui.about import DOWNLOADS
from ui.sketchpad import PREFIX
from ui.visitor import DATASETS

LEAKS = re.compile(r"Traceback|File \"|site-packages|/home/|/tmp/|" + re.escape(str(ROOT)))


class Server:
    """Where the app runs, where it may write, and its log."""

    def __init__(self, url: str, files: Path, log: Path) -> None:
        self.url, self.files, self.log = url, files, log
        self.address = ("127.0.0.1", int(url.rsplit(":", 1)[1]))

    def ask(self, path, data=None, method=None, **headers):
        """Status, headers and text of an answer."""
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode(errors="replace")

    def send(self, path, content, **headers):
        """The same for JSON."""
        data = json.dumps(content).encode()
        return self.ask(path, data, **{"Content-Type": "application/json"} | headers)

    def draw(self, revision=1, visitor="somebody", **headers):
        """Ask as the pad does."""
        drawn = PREFIX + base64.b64encode(encoded(Image.fromarray(seven()), "PNG")).decode()
        body = {
            "data": [{"revision": revision, "picture": drawn}, None],
            "fn_index": self.function("read_drawing"),
            "session_hash": visitor,
        }
        return self.send("/gradio_api/run/predict", body, **headers)

    def function(self, name):
        """The number by which a page calls a function."""
        functions = json.loads(self.ask("/config")[2])["dependencies"]
        return next(one["id"] for one in functions if one["api_name"] == name)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    files, log = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("log") / "log"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(files))
        patch.setenv("GRADIO_TEMP_DIR", str(files / "gradio"))
        with running_app("bash", "-c", f"exec python app.py > {log} 2>&1") as url:
            yield Server(url, files, log)


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "seven.png"
    path.write_bytes(encoded(Image.fromarray(seven()), "PNG"))
    return path


def multipart(data):
    """A body and its content type for an upload."""
    start = b'--cut\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n'
    return start + data + b"\r\n--cut--\r\n", "multipart/form-data; boundary=cut"


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
    before = json.loads(server.ask("/health")[2])["counts"]["questions"]
    assert server.draw()[0] == 200
    assert json.loads(server.ask("/health")[2])["counts"]["questions"] == before + 1


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
    body = {"data": [{"path": path, "meta": {"_type": "gradio.FileData"}}]}
    status, _, text = server.send("/gradio_api/run/read", body)
    assert status >= 400
    assert not LEAKS.search(text.replace(path, ""))


def test_the_public_endpoints_are_predict_and_read(server):
    named = json.loads(server.ask("/gradio_api/info")[2])["named_endpoints"]
    assert sorted(named) == ["/predict", "/read"]


def test_other_sites_may_not_read_answers_with_cookies(server):
    _, headers, _ = server.ask("/config", Origin="https://evil.example", Host="127.0.0.1")
    assert headers.get("Access-Control-Allow-Origin") != "https://evil.example"


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
    functions = json.loads(server.ask("/config")[2])["dependencies"]
    for one in functions:
        for wrong in WRONG:
            body = {
                "data": [wrong] * len(one["inputs"]),
                "fn_index": one["id"],
                "session_hash": "forger",
                "event_data": wrong,
            }
            status, _, text = server.send("/gradio_api/run/predict", body)
            assert status in (200, 400, 404, 422, 500)
            assert not LEAKS.search(text)
    for body in (b"", b"{", b"[]", b"null", b'{"data": 3}', b"\xff\xfe"):
        status, _, text = server.ask(
            "/gradio_api/run/predict", body, **{"Content-Type": "application/json"}
        )
        assert 400 <= status <= 500
        assert not LEAKS.search(text)
    assert server.draw()[0] == 200


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


def test_the_api_answers_and_names_what_is_wrong(server, picture, tmp_path):
    client = Client(server.url, verbose=False)
    assert client.predict(handle_file(picture), api_name="/predict")["label"] == "7"
    assert client.predict(handle_file(picture), api_name="/read")["text"] == "7"
    spoiled = tmp_path / "spoiled.png"
    spoiled.write_bytes(picture.read_bytes()[:200])
    for arguments in ((handle_file(spoiled), "mnist"), (handle_file(picture), "cats"), (None,)):
        with pytest.raises(AppError) as caught:
            client.predict(*arguments, api_name="/predict")
        assert not LEAKS.search(str(caught.value))
    client.close()


def files_in(folder):
    """All but the copies of the weights and their cards that the About tab offers for download."""
    folders = [WEIGHTS.parent / dataset for dataset in DATASETS]
    offered = [(folder / name).read_bytes() for folder in folders for name in DOWNLOADS]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if path.read_bytes() not in offered]


def test_nothing_is_stored(server, picture):
    """After drawing, uploading and API calls: no file with a picture, none of it in the log."""
    client = Client(server.url, verbose=False)
    client.predict(handle_file(picture), api_name="/predict")
    client.close()
    server.draw()
    body, kind = multipart(picture.read_bytes())
    assert server.ask("/gradio_api/upload", body, **{"Content-Type": kind})[0] == 200
    end = time.monotonic() + 200  # an upload that nobody reads goes within two minutes
    while files_in(server.files) and time.monotonic() < end:
        time.sleep(1)
    assert files_in(server.files) == []
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

    def flood(number):
        statuses = []
        while not over.is_set():
            statuses.append(server.draw(visitor="rude", **{"X-Forwarded-For": "203.0.113.9"})[0])
        return statuses

    with ThreadPoolExecutor(120) as pool:
        floods = [pool.submit(flood, number) for number in range(120)]
        time.sleep(2)
        polite = [server.draw(revision, "polite") for revision in range(10)]
        over.set()
    for line in silent:
        line.close()
    assert [status for status, _, _ in polite] == [200] * 10
    assert all('"7"' in text for _, _, text in polite)
    assert {status for one in floods for status in one.result()} <= {200, 429}
    assert server.ask("/health")[0] == 200
