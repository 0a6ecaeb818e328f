"""The allowed routes, with reasons; any other request is answered with 404.

Gradio brings about a hundred routes. A test compares this list with those of the installed version,
and fails on a route that is neither allowed here nor named as closed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from starlette.routing import compile_path

Kind = Literal["static", "page", "question", "picture", "event", "stream"]
API = "/gradio_api"


@dataclass(frozen=True)
class Allowed:
    """An allowed route.

    Attributes:
        methods: HTTP methods.
        path: as Starlette writes it; `{name}` is one part of a path, `{name:path}` any number.
        kind: its limits. A "static" route takes no turn and a "page" takes one; a
            "question" has a small body and a "picture" a large one, each with a turn; an "event" is
            an event for Gradio, validated first; a "stream" takes a turn until it is open.
        reason: what needs it.
    """

    methods: str
    path: str
    kind: Kind
    reason: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern of its paths."""
        return compile_path(self.path)[0]

    def matches(self, method: str, path: str) -> bool:
        """Whether a request is for this route."""
        return method in self.methods.split() and self.pattern.match(path) is not None


ALLOWED = (
    Allowed("GET HEAD", "/", "page", "the page"),
    Allowed("GET", "/config", "page", "gradio_client reads the endpoints from it"),
    Allowed("GET HEAD", "/health", "page", "load balancers, and whoever watches the server"),
    Allowed("GET HEAD", "/scripts/{version}/{name:path}", "static", "scripts of the page"),
    Allowed("GET HEAD", "/languages/{version}/{code}.json", "static", "sentences of the page"),
    Allowed("GET HEAD", "/networks/{version}.bin", "static", "networks for answers in the browser"),
    Allowed("GET HEAD", "/service-worker.js", "static", "the page without its server"),
    Allowed("GET HEAD", "/weights/{folder}/{name}", "static", "downloads on the About tab"),
    Allowed("POST", "/visitor", "question", "a page gets its key, or says that it is open"),
    Allowed("POST", "/ask/{part}/{name}", "question", "questions of the page"),
    Allowed("POST", "/picture", "picture", "a picture that a visitor sends"),
    Allowed("GET", "/assets/{path:path}", "static", "Gradio's scripts and styles"),
    Allowed("GET", "/static/{path:path}", "static", "Gradio's fonts and pictures"),
    Allowed("GET", "/theme.css", "static", "Gradio's theme"),
    Allowed("GET", API + "/theme.css", "static", "Gradio's theme"),
    Allowed("GET", "/favicon.ico", "static", "the icon of the page"),
    Allowed("GET", "/robots.txt", "static", "search engines"),
    Allowed("GET HEAD", "/manifest.json", "static", "installing the page as an app"),
    Allowed("GET HEAD", "/preview/{name}", "static", "the picture of links to the page"),
    Allowed("GET", "/pwa_icon", "static", "its icon"),
    Allowed("GET", "/pwa_icon/{size}", "static", "its icons"),
    Allowed("GET", API + "/startup-events", "static", "Gradio's launch() and its page ask for it"),
    Allowed("GET", API + "/info", "page", "what the endpoints take and return"),
    Allowed("POST", API + "/run/{api_name}", "event", "events of the page, endpoints at once"),
    Allowed("POST", API + "/call/{api_name}", "event", "endpoints, called by curl"),
    Allowed("GET", API + "/call/{api_name}/{event_id}", "stream", "their answers"),
    Allowed("POST", API + "/queue/join", "event", "endpoints, called by gradio_client"),
    Allowed("GET", API + "/queue/data", "stream", "their answers"),
    Allowed("POST", API + "/upload", "picture", "pictures of gradio_client and upload-mcp"),
    Allowed("POST", API + "/mcp", "question", "assistants"),
    Allowed("GET", API + "/mcp", "stream", "assistants, and the page that explains it"),
    Allowed("POST", API + "/mcp/", "question", "the same, as Gradio prints it at its start"),
    Allowed("GET", API + "/mcp/", "stream", "the same"),
    Allowed("GET", API + "/mcp/schema", "page", "upload-mcp reads the tools from it"),
)

# Routes of Gradio that are closed, each with what it would allow.
CLOSED = {
    API + "/deep_link": "stores a visitor's values for whoever has the link",
    API + "/process_recording": "stores anybody's file",
    API + "/file={path_or_url:path}": "serves files, and fetches pages of other sites",
    API + "/file/{path:path}": "serves files",
    API + "/proxy={url_path:path}": "fetches pages of other sites",
    API + "/component_server": "calls functions of components; the page uses /ask instead",
    API + "/heartbeat/{session_hash}": "a stream for every page; the page uses /visitor instead",
    API + "/upload_progress": "a stream for every upload",
    API + "/reset": "meddles with another visitor's events",
    API + "/cancel": "cancels another visitor's events",
    API + "/queue/status": "tells how busy the queue is",
    API + "/stream/{event_id}": "streams of components that the page does not have",
    API + "/stream/{event_id}/close": "the same",
    API + "/stream/{session_hash}/{run}/{component_id}/playlist.m3u8": "the same",
    API + "/stream/{session_hash}/{run}/{component_id}/{segment_id}.{ext}": "the same",
    API + "/stream/{session_hash}/{run}/{component_id}/playlist-file": "the same",
    API + "/call/v2/{api_name}": "a second form of /call",
    API + "/call/v2/{api_name}/{event_id}": "a second form of /call",
    API + "/api/{api_name}": "a second name of /run",
    API + "/custom_component/{id}/{environment}/{type}/{file_name}": "there are none",
    API + "/dev/reload": "a stream for developers",
    API + "/app_id": "only for reloading the page",
    API + "/openapi.json": "a second description of the endpoints",
    API + "/runs": "there is no history of runs",
    API + "/run-history/connect": "there is no history of runs",
    API + "/run-history/buckets": "there is no history of runs",
    API + "/run-history/records": "there is no history of runs",
    API + "/run-history/records/{endpoint}/{record_id}/assets/{asset_id}": "the same",
    API + "/login_check": "there is no login",
    API + "/user": "there is no login",
    API + "/token": "there is no login",
    API + "/vibe-edit": "edits the source code",
    API + "/undo-vibe-edit": "edits the source code",
    API + "/vibe-code": "shows and edits the source code",
    API + "/vibe-starter-queries": "asks a language model",
    API + "/mcp/sse": "MCP's first transport, which is deprecated",
    API + "/mcp/messages": "MCP's first transport, which is deprecated",
    "/login": "there is no login",
    "/logout": "there is no login",
    "/svelte/{path:path}": "there are no custom components",
    "/monitoring": "shows what visitors ask",
    "/monitoring/summary": "shows what visitors ask",
    "/monitoring/{key}": "shows what visitors ask",
}


def allowed(method: str, path: str) -> Allowed | None:
    """The route of a request; None if it is not allowed."""
    return next((route for route in ALLOWED if route.matches(method, path)), None)
