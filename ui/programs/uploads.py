"""Uploads of programs: `POST /gradio_api/upload`, in Gradio's format.

They are kept in memory under unguessable names, so no request names a file of the server.
"""

from __future__ import annotations

import os
import re
import secrets
import time
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from ui.parts.problem import Problem, problem
from ui.server.address import address_of
from ui.server.bodies import BUSY, LONGEST_FORM, LONGEST_PICTURE, MOST_MEMORY

# How long a picture is kept: after it was read, for a client that asks again, and unread.
UPLOAD_SECONDS_READ = 10.0
UPLOAD_SECONDS_UNREAD = float(os.environ.get("DIGITPAD_KEEP_UPLOADS", "60"))
MAX_FORM_FILES = 10  # files in one form
MAX_BYTES_PER_ADDRESS = 100 * 1024**2  # 100 MiB; all addresses together may have MOST_MEMORY
UPLOADED = "uploaded/"  # the prefix of their names
UPLOAD_NAME = re.compile(r"uploaded/[\w-]{22}")
UPLOAD_GONE = "The picture is no longer here; please send it again."


@dataclass
class Upload:
    """The bytes of a file, the address that sent it, and the time.monotonic() of its deletion."""

    content: bytes
    address: str
    until: float = field(default_factory=lambda: time.monotonic() + UPLOAD_SECONDS_UNREAD)


class Uploads:
    """Uploaded pictures by name."""

    def __init__(self) -> None:
        self._uploads: dict[str, Upload] = {}

    def keep(self, content: bytes, address: str = "") -> str:
        """Keep a picture from an address; returns its name. Raises Problem if there is no room."""
        kept = list(self._uploads.values())
        here = sum(len(one.content) for one in kept if one.address == address)
        total = sum(len(one.content) for one in kept)
        if len(content) + here > MAX_BYTES_PER_ADDRESS or len(content) + total > MOST_MEMORY:
            raise Problem(BUSY, 503)
        name = UPLOADED + secrets.token_urlsafe(16)
        self._uploads[name] = Upload(content, address)
        return name

    def read(self, named: str) -> bytes:
        """The picture that a path or a URL names; raises gr.Error if there is none."""
        found = UPLOAD_NAME.search(named)
        upload = self._uploads.get(found[0]) if found else None
        if upload is None:
            raise problem(UPLOAD_GONE)
        upload.until = min(upload.until, time.monotonic() + UPLOAD_SECONDS_READ)
        return upload.content

    def sweep(self) -> None:
        """Delete the uploads whose time is over."""
        now = time.monotonic()
        self._uploads = {name: one for name, one in self._uploads.items() if one.until > now}


uploads = Uploads()


class InMemory(MultiPartParser):
    """Parses a form without temporary files."""

    spool_max_size = LONGEST_FORM


async def upload(request: Request) -> JSONResponse:
    """Keep the files of a form; responds with their names."""
    try:
        parser = InMemory(request.headers, request.stream(), max_files=MAX_FORM_FILES, max_fields=0)
        form = await parser.parse()
        parts = [part for _, part in form.multi_items()]
        files = [await part.read() for part in parts if isinstance(part, UploadFile)]
    except (MultiPartException, KeyError):
        raise Problem("This is no form with files; please send one.", 400) from None
    if any(len(file) > LONGEST_PICTURE for file in files):
        raise Problem("A picture may have 40 MB at most; please send a smaller one.", 413)
    return JSONResponse([uploads.keep(file, address_of(request.scope)) for file in files])


route = Route("/gradio_api/upload", upload, methods=["POST"])
