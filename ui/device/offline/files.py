"""`GET /service-worker.js`: the script that keeps the page's files in the browser."""

from __future__ import annotations

import hashlib
import json

import gradio
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.device import networks
from ui.languages.catalogues import CATALOGUES_VERSION, MESSAGES
from ui.parts.assets import asset
from ui.parts.scripts import SCRIPTS, SCRIPTS_VERSION

NAME = "device/offline/service_worker.js"
FILES = [f"scripts/{SCRIPTS_VERSION}/{name}" for name in SCRIPTS if name != NAME]
FILES += [f"languages/{CATALOGUES_VERSION}/{code}.json" for code in MESSAGES]
if networks.ADDRESS:
    FILES.append(networks.ADDRESS)
VERSION = hashlib.sha256(repr((FILES, gradio.__version__)).encode()).hexdigest()[:12]
SCRIPT = asset(NAME).replace("@version", VERSION)
SCRIPT = SCRIPT.replace('"@files"', json.dumps(json.dumps(FILES)))  # a string in JavaScript
# The browser asks for it at every visit, and learns of a new version.
FRESH = {"Cache-Control": "no-cache"}


async def service_worker(request: Request) -> Response:
    """The response with the script."""
    return Response(SCRIPT, media_type="text/javascript", headers=FRESH)


route = Route("/service-worker.js", service_worker)
