"""The running app as a server: questions to it, where it may write, and its log."""

import base64
import json
import os
import re
import urllib.error
import urllib.request
from functools import cached_property
from pathlib import Path

from PIL import Image

from tests.tools.pictures import ROOT, encoded, seven
from ui.draw.pad.sketchpad import PREFIX

LEAKS = re.compile(r"Traceback|File \"|site-packages|/home/|/tmp/|" + re.escape(str(ROOT)))


class Server:
    """Where the app runs, where it may write, and its log."""

    def __init__(self, url: str, files: Path, log: Path) -> None:
        self.url, self.files, self.log = url, files, log
        self.keys = {}  # by visitor
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

    def arrive(self):
        """Open the page as a new visitor; the key that the page then asks with."""
        return json.loads(self.send("/visitor", {})[2])["key"]

    def draw(self, revision=1, visitor="somebody", **headers):
        """Ask as the pad does."""
        if visitor not in self.keys:
            self.keys[visitor] = self.arrive()
        drawn = PREFIX + base64.b64encode(encoded(Image.fromarray(seven()), "PNG")).decode()
        question = {"key": self.keys[visitor], "revision": revision, "picture": drawn}
        return self.call("sketchpad", "read", question, **headers)

    def call(self, part, name, question, **headers):
        """Call a function of a part of the page, as its script does."""
        return self.send(f"/ask/{part}/{name}", question, **headers)

    def function(self, name):
        """The number by which a page calls a function."""
        return next(one["id"] for one in self.config["dependencies"] if one["api_name"] == name)

    @cached_property
    def config(self):
        """What Gradio tells a browser of the page."""
        return json.loads(self.ask("/config")[2])


def multipart(data):
    """A body and its content type for an upload."""
    start = b'--cut\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n'
    return start + data + b"\r\n--cut--\r\n", "multipart/form-data; boundary=cut"


def files_in(folder):
    """All files below a folder."""
    return [Path(place) / name for place, _, names in os.walk(folder) for name in names]
