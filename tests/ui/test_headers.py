"""Headers of every response: what may be loaded, and who may show the page in a frame."""

import pytest

from ui.server.headers import HUB, POLICY, security_headers


def ancestors(path="/", query=b""):
    headers = dict(security_headers({"path": path, "query_string": query}))
    return headers[b"content-security-policy"].decode().rpartition("frame-ancestors ")[2]


def test_only_the_page_itself_may_frame_it(monkeypatch):
    monkeypatch.delenv("SPACE_ID", raising=False)
    assert ancestors() == "'self'"
    assert ancestors(query=b"tab=train&embed=0") == "'self'"
    assert ancestors(query=b"embed=") == "'self'"
    assert ancestors(query=b"xembed=1&embed=11") == "'self'"


def test_any_site_may_frame_the_embedded_page_and_nothing_else(monkeypatch):
    monkeypatch.delenv("SPACE_ID", raising=False)
    assert ancestors(query=b"embed=1") == "*"
    assert ancestors(query=b"tab=draw&embed=1") == "*"
    assert ancestors("/config", b"embed=1") == "'self'"


def test_in_a_space_the_hub_may_frame_the_page(monkeypatch):
    monkeypatch.setenv("SPACE_ID", "somebody/digitpad")
    assert ancestors() == f"'self' {HUB}"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *(("GET", path) for path in ("/", "/?embed=1", "/config", "/health", "/theme.css")),
        *(("GET", path) for path in ("/favicon.ico", "/manifest.json", "/gradio_api/info")),
        *(("GET", path) for path in ("/nothing/here", "/gradio_api/monitoring", "/robots.txt")),
        *(("GET", path) for path in ("/gradio_api/queue/data?session_hash=x", "/assets/no")),
        *(("POST", path) for path in ("/visitor", "/picture", "/ask/sketchpad/read")),
        *(("POST", path) for path in ("/gradio_api/run/predict", "/gradio_api/queue/join")),
        *(("POST", path) for path in ("/gradio_api/upload", "/gradio_api/mcp/", "/config")),
        *(("HEAD", path) for path in ("/", "/health", "/config")),
    ],
)
def test_every_response_has_them(server, method, path):
    data = b"{}" if method == "POST" else None
    _, headers, _ = server.ask(path, data, method)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Content-Security-Policy"].startswith(POLICY)
    embedded = path == "/?embed=1"
    assert headers["Content-Security-Policy"].endswith("*" if embedded else "'self'")
    assert len(headers.get_all("Content-Security-Policy")) == 1
