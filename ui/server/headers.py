"""Security headers of every response: what the page may load, and which sites may frame it."""

from __future__ import annotations

import os
from urllib.parse import parse_qs

from starlette.types import Scope

# Gradio uses inline scripts, `eval` and inline styles; the README beside this file lists the reason
# for each exception.
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
    """The headers to add, in the format of ASGI."""
    policy = f"{POLICY}; frame-ancestors {_ancestors(scope)}"
    return [
        (b"content-security-policy", policy.encode()),
        (b"referrer-policy", b"same-origin"),
        (b"x-content-type-options", b"nosniff"),
    ]


def _ancestors(scope: Scope) -> str:
    """The value of frame-ancestors: any site with `?embed=1` in the URL."""
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    if scope["path"] == "/" and asked.get("embed") == ["1"]:
        return "*"
    return f"'self' {HUB}" if os.environ.get("SPACE_ID") else "'self'"
