"""A small stand-in for the Hugging Face Hub: as much of its HTTP interface as publishing takes.

It keeps repositories in memory and knows no users. As on the Hub, weights and pictures go by Git
LFS; its newer way of storing them, Xet, is not there.
"""

import hashlib
import json
import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

LARGE_SUFFIXES = (".safetensors", ".npz")
REPOSITORY = r"/api/models/([^/]+/[^/]+)"


class Hub(ThreadingHTTPServer):
    """Repositories by id, each the files of its one commit; large objects by their digest."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.repositories: dict[str, dict[str, bytes]] = {}
        self.private: dict[str, bool] = {}
        self.objects: dict[str, bytes] = {}
        self.token = "hf_stand_in"


class Answer(BaseHTTPRequestHandler):
    """One request, answered as the Hub documents it (huggingface.co/docs/hub/api)."""

    protocol_version = "HTTP/1.1"
    server: Hub

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        """Make a repository, say how files are to be sent, and take a commit."""
        body = self.body()
        if self.path.startswith("/api/validate-yaml"):
            return self.json({"errors": [], "warnings": []})
        if self.headers.get("Authorization") != f"Bearer {self.server.token}":
            return self.json({"error": "Invalid credentials"}, 401)
        if self.path == "/api/repos/create":
            asked = json.loads(body)
            name = f"{asked['organization']}/{asked['name']}"
            if name in self.server.repositories:
                return self.json({"url": f"{self.server.url}/{name}"}, 409)
            self.server.repositories[name] = {}
            self.server.private[name] = asked.get("visibility") == "private"
            return self.json({"url": f"{self.server.url}/{name}"})
        if re.match(REPOSITORY + "/preupload/main", self.path):
            return self.json({"files": [how(file["path"]) for file in json.loads(body)["files"]]})
        if self.path.endswith(".git/info/lfs/objects/batch"):
            objects = json.loads(body)["objects"]
            for one in objects:
                one["actions"] = {"upload": {"href": f"{self.server.url}/objects/{one['oid']}"}}
            return self.json({"transfer": "basic", "objects": objects})
        if found := re.match(REPOSITORY + "/commit/main", self.path):
            repository = self.server.repositories[found[1]]
            for line in map(json.loads, body.splitlines()):
                value = line["value"]
                if line["key"] == "file":
                    repository[value["path"]] = b64decode(value["content"])
                elif line["key"] == "lfsFile":
                    repository[value["path"]] = self.server.objects[value["oid"]]
            url = f"{self.server.url}/{found[1]}/commit/{commit(repository)}"
            return self.json({"commitUrl": url, "commitOid": commit(repository)})
        return self.json({"error": "Not found"}, 404)

    def do_PUT(self) -> None:
        """Take a large object, if it is what it is called."""
        body, name = self.body(), self.path.rpartition("/")[2]
        assert hashlib.sha256(body).hexdigest() == name
        self.server.objects[name] = body
        self.json({})

    def do_GET(self) -> None:
        """Tell of a repository, or give one of its files."""
        if found := re.match(REPOSITORY + r"/(revision|tree)/([^?]+)", self.path):
            name, what, revision = found.groups()
            files = self.server.repositories.get(name)
            if files is None or revision not in ("main", commit(files)):
                kind = "RepoNotFound" if files is None else "RevisionNotFound"
                return self.json({"error": "Not found"}, 404, {"X-Error-Code": kind})
            if what == "tree":
                return self.json([listed(path, content) for path, content in files.items()])
            return self.json({"id": name, "modelId": name, "sha": commit(files), "siblings": []})
        if found := re.match(r"/([^/]+/[^/]+)/resolve/[^/]+/([^?]+)", self.path):
            files = self.server.repositories[found[1]]
            content = files[found[2]]
            names = {"ETag": f'"{digest(content)}"', "X-Repo-Commit": commit(files)}
            return self.send(content, 200, names)
        return self.json({"error": "Not found"}, 404)

    do_HEAD = do_GET

    def body(self) -> bytes:
        """What came with the request."""
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def json(self, content: object, status: int = 200, headers: dict | None = None) -> None:
        """Answer with an object."""
        self.send(json.dumps(content).encode(), status, headers or {})

    def send(self, content: bytes, status: int, headers: dict[str, str]) -> None:
        """Answer with bytes, or for HEAD with how many they would be."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def how(path: str) -> dict[str, object]:
    """How a file is to be sent."""
    mode = "lfs" if path.endswith(LARGE_SUFFIXES) else "regular"
    return {"path": path, "uploadMode": mode, "shouldIgnore": False}


def listed(path: str, content: bytes) -> dict[str, object]:
    """A file in the list of a repository."""
    one = {"type": "file", "path": path, "size": len(content), "oid": digest(content)}
    if path.endswith(LARGE_SUFFIXES):
        one["lfs"] = {"oid": digest(content), "size": len(content), "pointerSize": 130}
    return one


def digest(content: bytes) -> str:
    """The name of a content."""
    return hashlib.sha256(content).hexdigest()


def commit(files: dict[str, bytes]) -> str:
    """The name of a state of a repository, 40 hexadecimal digits."""
    return digest(repr(sorted((name, digest(one)) for name, one in files.items())).encode())[:40]


@contextmanager
def hub() -> Iterator[Hub]:
    """The stand-in, on a free port of the loopback, in a thread."""
    server = Hub()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
