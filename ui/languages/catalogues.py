"""The languages of the page: one for each file of translations, and English in the code."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.parts.scripts import CACHING

ENGLISH = "en"
TRANSLATIONS = Path(__file__).parent / "translations"
CATALOGUES = {path.stem: path.read_bytes() for path in sorted(TRANSLATIONS.glob("*.json"))}
# By their codes, what the languages call themselves.
LANGUAGES = {ENGLISH: "English"} | {
    code: json.loads(content)["language"] for code, content in CATALOGUES.items()
}
VERSION = hashlib.sha256(repr(CATALOGUES).encode()).hexdigest()[:12]

# For choice.js; until a translation is here nothing is shown in English. Gradio's own few words,
# such as those of the upload's buttons, come in the browser's language; if English, we translate.
HEAD = f"""<meta name="digitpad-languages" content="{" ".join(LANGUAGES)}" data-version="{VERSION}">
<style>html[data-language="waiting"] body {{ visibility: hidden; }}</style>
"""


def options() -> str:
    """The languages as options of a menu."""
    return "\n".join(
        f'<option value="{code}" lang="{code}">{name}</option>' for code, name in LANGUAGES.items()
    )


async def catalogue(request: Request) -> Response:
    """The text of one catalogue."""
    text = CATALOGUES.get(request.path_params["code"])
    if text is None or request.path_params["version"] != VERSION:
        raise HTTPException(404)
    return Response(text, media_type="application/json", headers=CACHING)


route = Route("/languages/{version}/{code}.json", catalogue)
