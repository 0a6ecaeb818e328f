"""Headers of every response: what the browser may load, and which sites may frame the page."""

from __future__ import annotations

import os
from urllib.parse import parse_qs

from starlette.types import Scope

# Gradio starts from inline scripts, makes functions of text and writes styles into elements; the
# README beside this file says where each exception comes from.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)
HUB = "https://huggingface.co"  # shows Spaces in a frame


def security_headers(scope: Scope) -> list[tuple[bytes, bytes]]:
    """The headers to add, as ASGI has them."""
    policy = f"{POLICY}; frame-ancestors {_ancestors(scope)}"
    return [
        (b"content-security-policy", policy.encode()),
        (b"referrer-policy", b"same-origin"),
        (b"x-content-type-options", b"nosniff"),
    ]


def _ancestors(scope: Scope) -> str:
    """Who may show the response in a frame: any site where the address says `?embed=1`."""
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    if scope["path"] == "/" and asked.get("embed") == ["1"]:
        return "*"
    return f"'self' {HUB}" if os.environ.get("SPACE_ID") else "'self'"
