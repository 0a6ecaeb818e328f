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

FIRST = "en"
# By the code of a language its messages by key. English ones of the model lie in model/messages.
MESSAGES = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in CATALOGUES.glob("*.json")
}
MESSAGES = {FIRST: ENGLISH} | {code: MESSAGES[code] for code in sorted(set(MESSAGES) - {FIRST})}
CONTENT = {
    code: json.dumps(messages, ensure_ascii=False).encode() for code, messages in MESSAGES.items()
}
VERSION = hashlib.sha256(repr(CONTENT).encode()).hexdigest()[:12]


def head(gradio_script: str) -> str:
    """For choice.js: which languages there are, and the script by which Gradio changes its own.

    Until the messages are here nothing is shown.
    """
    return f"""<meta name="digitpad-languages" content="{" ".join(MESSAGES)}"
  data-version="{VERSION}" data-gradio="{gradio_script}">
<style>html[data-language="waiting"] body {{ visibility: hidden; }}</style>
"""


def options() -> str:
    """The languages as options of a menu."""
    return "\n".join(
        f'<option value="{code}" lang="{code}">{messages["language_name"]}</option>'
        for code, messages in MESSAGES.items()
    )


async def catalogue(request: Request) -> Response:
    """The text of one catalogue."""
    content = CONTENT.get(request.path_params["code"])
    if content is None or request.path_params["version"] != VERSION:
        raise HTTPException(404)
    return Response(content, media_type="application/json", headers=CACHING)


route = Route("/languages/{version}/{code}.json", catalogue)
