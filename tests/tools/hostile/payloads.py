"""Values that a server must survive: what is sent, as Hypothesis strategies.

Words in angle brackets stand for what is known only while the server runs: `<canary>` for the path
of a file that must not be touched, `<key>` for a page's key, `<upload>` for the name of an upload.
"""

from __future__ import annotations

import json
import math
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from PIL import Image

from tests.tools.pictures import encoded, seven

PNG = encoded(Image.fromarray(seven(60, 6)), "PNG")
DATA_URL = "data:image/png;base64," + b64encode(PNG).decode()
PLACES = (
    *(
        "<canary>",
        "<canary>\0.png",
        "file://<canary>",
        "<canary>/../<canary>",
        "<folder>",
        "<link>",
    ),
    *("/gradio_api/file=<canary>", "http://127.0.0.1:<port>/gradio_api/file=<canary>"),
    *("<upload>", "<upload>/../../<canary>", "http://a/gradio_api/file=<upload>", "uploaded/"),
    *("http://127.0.0.1:<port>/health", "http://[::1]:<port>/", "http://169.254.169.254/latest/"),
    *("http://192.0.2.1/a.png", "ftp://a/b", "/etc/passwd", "../app.py", "/dev/zero", "/dev/stdin"),
    *(DATA_URL, "data:,", "data:image/png;base64,!", "data:image/svg+xml;base64,PHN2Zy8+"),
)
META = st.sampled_from(
    ({"_type": "gradio.FileData"}, {"_type": "gradio.Image"}, {"_type": None}, {}, None, 7, "x")
)
KEYS = ("<key>", "", "somebody", None, 7, ["<key>"], {"key": "<key>"})
FIELDS = (
    *("picture", "pictures", "photo", "input", "wanted", "layer", "index", "examples", "archive"),
    *("classes", "names", "format", "run", "revision", "inside", "dataset", "label", "target"),
    *("drop", "cut", "number", "unit", "part", "name", "path", "url", "meta", "event", "filter"),
)
HOSTILE_NAMES = (
    *("mnist", "fashion-mnist", "cifar-10", "__class__", "constructor", "../mnist", "<script>"),
    *("true", "null", "NaN", "0", "\0", "\ud800", "é" * 50, "%s%n", "{0.__class__}", "a\r\nb: c"),
)

numbers = st.one_of(
    st.integers(-2, 12),
    st.sampled_from((10**400, -(10**400), 2**63, 1e308, -1.5, 0.5, math.nan, math.inf, -math.inf)),
)
texts = st.one_of(
    st.sampled_from(PLACES),
    st.sampled_from(HOSTILE_NAMES),
    st.text(max_size=20),
    st.just("x" * 100_000),
)
scalars = st.one_of(st.none(), st.booleans(), numbers, texts)


@st.composite
def files(draw: Any) -> dict[str, Any]:
    """What Gradio calls a file, with, without and with wrong `meta`."""
    file = {"path": draw(texts)}
    for name in draw(st.lists(st.sampled_from(("url", "orig_name", "size", "mime_type")))):
        file[name] = draw(scalars)
    if draw(st.booleans()):
        file["meta"] = draw(META)
    return file


def nested(depth: int, kind: type) -> Any:
    """A list or a dictionary that contains one that contains one …"""
    value: Any = "<canary>"
    for _ in range(depth):
        value = [value] if kind is list else {"path": value}
    return value


deep = st.builds(nested, st.sampled_from((10, 200, 5000)), st.sampled_from((list, dict)))
values = st.recursive(
    st.one_of(scalars, files(), deep),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(FIELDS), texts), inner, max_size=4),
    ),
    max_leaves=8,
)
questions = st.fixed_dictionaries(
    {"key": st.sampled_from(KEYS)},
    optional=dict.fromkeys(FIELDS, values),
)


@dataclass(frozen=True)
class Request:
    """One request, before the words in angle brackets are replaced."""

    method: str
    path: str
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)


def as_json(value: Any) -> bytes:
    """JSON as Python writes it, so with NaN; deep nesting is written by hand."""
    try:
        return json.dumps(value).encode()
    except RecursionError:
        return b"[" * 50_000 + b"]" * 50_000


def posted(path: str, value: Any, **headers: str) -> Request:
    """A question in JSON."""
    sent = {"Content-Type": "application/json"} | headers
    return Request("POST", path, as_json(value), sent)


parts = st.tuples(
    st.sampled_from(
        (
            'name="files"; filename="a.png"',
            'name="files"; filename="<canary>"',
            'name="files"; filename=""',
            'name="files"; filename="../../x"',
            'name="files"; filename="' + "n" * 5000 + '"',
            'name="upload"',
            "name=\"x\"; filename*=UTF-8''%00%ff",
            "filename=x",
            "",
        )
    ),
    st.sampled_from((PNG, b"", b"\0" * 70_000, b"<canary>", b"--cut\r\n", b"--cut--")),
)


@st.composite
def forms(draw: Any) -> Request:
    """Multipart forms of every kind, cut off and without end too."""
    pieces = [
        b"--cut\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % (head.encode(), content)
        for head, content in draw(st.lists(parts, max_size=12))
    ]
    body = b"".join(pieces) + draw(st.sampled_from((b"--cut--\r\n", b"", b"--cut", b"\r\n\r\n")))
    kinds = ("multipart/form-data; boundary=cut", "multipart/form-data", "text/plain", "", "a/b;c")
    kind = draw(st.sampled_from((kinds[0], *kinds)))
    path = draw(st.sampled_from(("/gradio_api/upload", "/gradio_api/upload?upload_id=<canary>")))
    return Request("POST", path, body, {"Content-Type": kind})


@st.composite
def pictures(draw: Any) -> Request:
    """Bodies for the route that reads a picture."""
    body = draw(st.sampled_from((PNG, PNG[:50], b"", b"<canary>", b"\xff\xd8\xff", b"GIF89a")))
    body += draw(st.binary(max_size=50))
    key = draw(st.sampled_from(("<key>", "", "x", "<canary>")))
    return Request("POST", "/picture", body, {"X-Digitpad-Key": key, "Content-Type": "image/png"})


MCP_METHODS = ("initialize", "tools/call", "tools/list", "resources/read", "prompts/get", "x", None)


@st.composite
def of_assistants(draw: Any) -> Request:
    """Messages of the Model Context Protocol, and what is none."""
    arguments = st.fixed_dictionaries(
        {"picture": values}, optional={"dataset": values, "nonsense": values}
    )
    call = st.fixed_dictionaries(
        {"name": st.sampled_from(("read", "predict", "asked", "", None)), "arguments": arguments}
    )
    message = {
        "jsonrpc": draw(st.sampled_from(("2.0", "1.0", None))),
        "id": draw(st.one_of(st.integers(0, 9), scalars)),
        "method": draw(st.sampled_from(MCP_METHODS)),
        "params": draw(st.one_of(call, call, values)),
    }
    accepted = draw(st.sampled_from(("application/json, text/event-stream", "*/*", "text/html")))
    path = draw(st.sampled_from(("/gradio_api/mcp/", "/gradio_api/mcp")))
    session = {"Mcp-Session-Id": "<canary>"} if draw(st.booleans()) else {}
    return posted(path, draw(st.one_of(st.just(message), values)), Accept=accepted, **session)


@st.composite
def events(draw: Any, functions: list[dict[str, Any]]) -> Request:
    """Questions to a function of the page, by every route that leads to one."""
    function = draw(st.sampled_from(functions))
    count = len(function["inputs"])
    data = draw(st.lists(values, min_size=0, max_size=count + 1))
    if data and draw(st.booleans()):
        data[0] = "<key>"
    if function["api_name"] in ("read", "predict") and draw(st.booleans()):
        data = [draw(files()), *draw(st.lists(st.sampled_from(HOSTILE_NAMES), max_size=1))]
    asked = {"data": data, "fn_index": function["id"], "session_hash": draw(sessions)}
    for name in draw(st.lists(st.sampled_from(("event_data", "trigger_id", "batched", "x")))):
        asked[name] = draw(values)
    if draw(st.integers(0, 4)) == 0:
        asked[draw(st.sampled_from(sorted(asked)))] = draw(values)
    path = draw(st.sampled_from(("run/predict", "run/<name>", "call/<name>", "queue/join")))
    name = str(function["api_name"])
    return posted("/gradio_api/" + path.replace("<name>", name), asked)


sessions = st.sampled_from(("hostile", "hostile2", "", None, "<canary>", 7, "x" * 500))
