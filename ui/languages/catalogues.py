"""The languages of the page: one for each file in `catalogues/`."""

from __future__ import annotations

import hashlib
import json

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.languages.messages import CATALOGUES, ENGLISH
from ui.parts.scripts import CACHING

DEFAULT_LANGUAGE = "en"
# Messages by language code and key. ENGLISH also contains those of model/messages.
MESSAGES = {DEFAULT_LANGUAGE: ENGLISH} | {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(CATALOGUES.glob("*.json"))
    if path.stem != DEFAULT_LANGUAGE
}
CONTENT = {
    code: json.dumps(messages, ensure_ascii=False).encode() for code, messages in MESSAGES.items()
}
CATALOGUES_VERSION = hashlib.sha256(repr(CONTENT).encode()).hexdigest()[:12]


def head(gradio_script: str) -> str:
    """Markup for choice.js: the languages, and the URL of Gradio's language script.

    The page is hidden until its messages are loaded.
    """
    return f"""<meta name="digitpad-languages" content="{" ".join(MESSAGES)}"
  data-version="{CATALOGUES_VERSION}" data-gradio="{gradio_script}">
<style>html[data-language="waiting"] body {{ visibility: hidden; }}</style>
"""


def options() -> str:
    """The languages as options of a menu."""
    return "\n".join(
        f'<option value="{code}" lang="{code}">{messages["language_name"]}</option>'
        for code, messages in MESSAGES.items()
    )


async def catalogue(request: Request) -> Response:
    """The response with a catalogue; 404 for an unknown language or version."""
    content = CONTENT.get(request.path_params["code"])
    if content is None or request.path_params["version"] != CATALOGUES_VERSION:
        raise HTTPException(404)
    return Response(content, media_type="application/json", headers=CACHING)


route = Route("/languages/{version}/{code}.json", catalogue)
