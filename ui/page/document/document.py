"""The document around the page: Gradio's, with our name, sentence and picture in it.

Of itself Gradio's document names Gradio and a picture of another server to programs that show a
preview of a link, looks for its manifest at the root of the host even where the page lies below
it, and is blank in a browser without JavaScript.
"""

from __future__ import annotations

import hashlib
import re

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from ui.gradio_internals import DOCUMENT, change_document
from ui.parts.assets import HERE
from ui.parts.scripts import CACHING

TITLE = "Digitpad"
SENTENCE = "Draw or photograph a digit and watch a small neural network read it."
PICTURE = HERE / "page" / "document" / "preview.png"
VERSION = hashlib.sha256(PICTURE.read_bytes()).hexdigest()[:12]

PREVIEWS = re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*/>\s*')
# Programs that show previews want whole addresses; Gradio makes `root` of the request.
HEAD = f"""<title>{TITLE}</title>
<meta name="description" content="{SENTENCE}">
<meta name="color-scheme" content="light dark">
<meta property="og:type" content="website">
<meta property="og:title" content="{TITLE}">
<meta property="og:description" content="{SENTENCE}">
<meta property="og:url" content="{{{{ config['root'] }}}}/">
<meta property="og:image" content="{{{{ config['root'] }}}}/preview/{VERSION}.png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="A 7 on the drawing pad, and how sure the network is of it">
<meta name="twitter:card" content="summary_large_image">
</head>"""
WITHOUT_SCRIPTS = f"""<noscript style="padding: 1rem">
  <h1>{TITLE}</h1>
  <p>{SENTENCE} {TITLE} needs JavaScript; please turn it on for this page.</p>
</noscript>
<gradio-app"""
CHANGES = {
    "</head>": HEAD,
    'href="/manifest.json"': 'href="manifest.json"',
    "<gradio-app": WITHOUT_SCRIPTS,
}
# The addresses in it are relative to its own.
MANIFEST = {
    "name": TITLE,
    "short_name": TITLE,
    "description": SENTENCE,
    "icons": [{"src": "pwa_icon", "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    "start_url": "./",
    "scope": "./",
    "display": "standalone",
}


def ours(document: str) -> str:
    """Gradio's document with our head in it; RuntimeError where a piece to change is missing."""
    document = PREVIEWS.sub("", document)
    for old, new in CHANGES.items():
        if document.count(old) != 1:
            raise RuntimeError(f"Gradio's {DOCUMENT} contains {old} {document.count(old)} times.")
        document = document.replace(old, new)
    return document


def use() -> None:
    """Have Gradio send our document."""
    change_document(ours)


def manifest(request: Request) -> JSONResponse:
    """What a browser needs to install the page."""
    return JSONResponse(MANIFEST, media_type="application/manifest+json")


def picture(request: Request) -> Response:
    """The picture of link previews."""
    return FileResponse(PICTURE, media_type="image/png", headers=CACHING)


routes = [Route("/manifest.json", manifest), Route("/preview/{name}", picture)]
