"""The HTML document of the page: Gradio's, with our title, description and preview picture.

Unchanged, Gradio's document describes Gradio in link previews, with a picture from another server;
it links its manifest at the root of the host even if the page is served below a path; and it is
blank in a browser without JavaScript.
"""

from __future__ import annotations

import hashlib
import re

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from ui.device.offline.files import VERSION
from ui.gradio_internals import DOCUMENT, change_document
from ui.parts.assets import HERE
from ui.parts.scripts import CACHING

TITLE = "Digitpad"
SENTENCE = "Draw or photograph a digit and watch a small neural network read it."
PICTURE = HERE / "page" / "document" / "preview.png"
PREVIEW_VERSION = hashlib.sha256(PICTURE.read_bytes()).hexdigest()[:12]

PREVIEWS = re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*/>\s*')
# Link previews need absolute URLs; Gradio derives `root` from the request.
HEAD = f"""<title>{TITLE}</title>
<meta name="description" content="{SENTENCE}">
<meta name="digitpad-version" content="{VERSION}">
<meta name="color-scheme" content="light dark">
<meta property="og:type" content="website">
<meta property="og:title" content="{TITLE}">
<meta property="og:description" content="{SENTENCE}">
<meta property="og:url" content="{{{{ config['root'] }}}}/">
<meta property="og:image" content="{{{{ config['root'] }}}}/preview/{PREVIEW_VERSION}.png">
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
# Its URLs are relative to the manifest.
APP_MANIFEST = {
    "name": TITLE,
    "short_name": TITLE,
    "description": SENTENCE,
    "icons": [{"src": "pwa_icon", "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    "start_url": "./",
    "scope": "./",
    "display": "standalone",
}


def ours(document: str) -> str:
    """Gradio's document with our changes; raises RuntimeError if a part to change is missing."""
    document = PREVIEWS.sub("", document)
    for old, new in CHANGES.items():
        if document.count(old) != 1:
            raise RuntimeError(f"Gradio's {DOCUMENT} contains {old} {document.count(old)} times.")
        document = document.replace(old, new)
    return document


def use() -> None:
    """Make Gradio send our document."""
    change_document(ours)


def manifest(request: Request) -> JSONResponse:
    """The web app manifest, by which a browser installs the page."""
    return JSONResponse(APP_MANIFEST, media_type="application/manifest+json")


def picture(request: Request) -> Response:
    """The picture for link previews."""
    return FileResponse(PICTURE, media_type="image/png", headers=CACHING)


routes = [Route("/manifest.json", manifest), Route("/preview/{name}", picture)]
