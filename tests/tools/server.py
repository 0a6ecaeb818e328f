"""The running app as a server: questions to it, where it may write, and its log."""

import base64
import json
import os
import re
import urllib.error
import urllib.request
from pathlib import Path

from PIL import Image

from tests.tools.pictures import ROOT, WEIGHTS, encoded, seven
from ui.about.tab import DOWNLOADS
from ui.draw.sketchpad import PREFIX
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


def multipart(data):
    """A body and its content type for an upload."""
    start = b'--cut\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n'
    return start + data + b"\r\n--cut--\r\n", "multipart/form-data; boundary=cut"


def files_in(folder):
    """All but the copies of the weights and their cards that the About tab offers for download."""
    folders = [WEIGHTS.parent / dataset for dataset in DATASETS]
    offered = [(folder / name).read_bytes() for folder in folders for name in DOWNLOADS]
    files = [Path(place) / name for place, _, names in os.walk(folder) for name in names]
    return [path for path in files if content(path) not in (None, *offered)]


def content(path):
    """What is in a file; None for one that has been deleted meanwhile."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
