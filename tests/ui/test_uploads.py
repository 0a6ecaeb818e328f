"""Uploads of programs: in memory, read a few times, then gone."""

import json
from types import SimpleNamespace

import pytest

from tests.tools.fuzz import is_one_sentence
from tests.tools.server import LEAKS, files_in, multipart
from tests.tools.waiting import wait_until
from ui.parts.problem import Problem
from ui.programs import uploads as module
from ui.programs.uploads import (
    MAX_BYTES_PER_ADDRESS,
    UPLOAD_SECONDS_READ,
    UPLOAD_SECONDS_UNREAD,
    UPLOADED,
    Uploads,
)


@pytest.fixture
def clock(monkeypatch):
    clock = SimpleNamespace(now=100.0)
    clock.monotonic = lambda: clock.now
    monkeypatch.setattr(module, "time", clock)
    return clock


def test_a_picture_can_be_read_again_for_ten_seconds_and_is_then_gone(clock):
    uploads = Uploads()
    name = uploads.keep(b"a picture")
    clock.now += UPLOAD_SECONDS_UNREAD - 1
    uploads.sweep()
    assert uploads.read(name) == b"a picture"
    uploads = aged(uploads, clock, 0.5)
    assert uploads.read(name) == b"a picture"
    aged(uploads, clock, 0.5)
    with pytest.raises(Problem, match="no longer here"):
        uploads.read(name)


def test_reading_keeps_a_picture_no_longer_than_ten_seconds_however_often(clock):
    uploads = Uploads()
    name = uploads.keep(b"a picture")
    for _ in range(10):
        uploads.read(name)
        clock.now += UPLOAD_SECONDS_READ / 10
    uploads.sweep()
    with pytest.raises(Problem):
        uploads.read(name)


def test_a_picture_that_nobody_reads_is_gone_after_its_time(clock):
    uploads = Uploads()
    name = uploads.keep(b"a picture")
    aged(uploads, clock, UPLOAD_SECONDS_UNREAD)
    assert not uploads._uploads
    with pytest.raises(Problem):
        uploads.read(name)


def test_no_address_fills_the_memory_of_all(clock):
    uploads = Uploads()
    picture = bytes(MAX_BYTES_PER_ADDRESS // 3)
    for _ in range(3):
        uploads.keep(picture, "203.0.113.9")
    with pytest.raises(Problem, match="busy with other pictures"):
        uploads.keep(picture, "203.0.113.9")
    uploads.keep(picture, "198.51.100.7")
    aged(uploads, clock, UPLOAD_SECONDS_UNREAD + 1)
    uploads.keep(picture, "203.0.113.9")


def aged(uploads, clock, seconds):
    clock.now += seconds
    uploads.sweep()
    return uploads


def test_uploads_together_have_a_limit(monkeypatch):
    monkeypatch.setattr(module, "MOST_MEMORY", 10)
    uploads = Uploads()
    uploads.keep(b"12345678")
    with pytest.raises(Problem) as refused:
        uploads.keep(b"123")
    assert refused.value.status_code == 503


@pytest.mark.parametrize(
    "name", ["", "/etc/passwd", UPLOADED, UPLOADED + "../../etc/passwd", UPLOADED + "A" * 22]
)
def test_names_that_no_upload_has_are_one_sentence(name):
    with pytest.raises(Problem) as refused:
        Uploads().read(name)
    assert is_one_sentence(refused.value.message)


def upload(server, data=b"", content=None, kind=None):
    body, usual = multipart(data)
    status, _, text = server.ask(
        "/gradio_api/upload",
        body if content is None else content,
        **{"Content-Type": kind or usual},
    )
    return status, json.loads(text)


def read(server, name, **more):
    body = {"data": [{"path": name, **more}, "mnist"]}
    return server.send("/gradio_api/run/read", body)


def test_an_upload_is_read_by_its_name_whatever_meta_says_and_becomes_no_file(server, picture):
    status, (name,) = upload(server, picture.read_bytes())
    assert status == 200
    for more in ({}, {"meta": {"_type": "gradio.FileData"}}, {"meta": 7}, {"url": "http://a/"}):
        status, _, text = read(server, name, **more)
        assert status == 200, text
        assert json.loads(text)["data"][0]["text"] == "7"
    assert not files_in(server.files)
    wait_until(lambda: read(server, name)[0] == 422)


def test_an_upload_that_is_never_read_is_gone_too(server, picture):
    _, (name,) = upload(server, picture.read_bytes())
    before = json.loads(server.ask("/health")[2])["seconds_up"]
    wait_until(lambda: json.loads(server.ask("/health")[2])["seconds_up"] >= before + 12)
    assert read(server, name)[0] == 422


FIELD = b'--cut\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--cut--\r\n'
FORMS = {
    "a field without a file": FIELD,
    "no form": b"words",
    "nothing": b"",
    "eleven files": multipart(b"x")[0].removesuffix(b"--cut--\r\n") * 11,
    "a part without a name": b"--cut\r\nContent-Disposition: form-data\r\n\r\nx\r\n--cut--\r\n",
}


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=cut", "multipart/form-data", "a"])
def test_a_wrong_form_is_one_sentence(server, content, kind):
    status, answer = upload(server, content=content, kind=kind)
    if status == 200:
        assert answer == []  # a form that contains nothing
    else:
        assert status == 400
        assert is_one_sentence(answer["error"])
        assert not LEAKS.search(answer["error"])
