"""The document before any script runs: previews of links, no JavaScript, and a path of its own."""

import http.client
import io
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.tools.pictures import encoded, tall_seven
from tests.tools.running import draw, open_page, running_app, upload, wait_for_answer

META = re.compile(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)"')
BELOW = "/digits"
HOP_BY_HOP = ("connection", "transfer-encoding", "keep-alive")


def ask(url: str, **headers: str) -> tuple[str, bytes]:
    """The content type and the body of an answer with status 200."""
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.netloc)
    connection.request("GET", address.path or "/", headers=headers)
    answer = connection.getresponse()
    assert answer.status == 200, url
    return answer.headers["content-type"], answer.read()


def test_a_preview_of_a_link_shows_our_name_sentence_and_picture(app_url: str) -> None:
    document = ask(app_url)[1].decode()
    metas = META.findall(document)
    named = dict(metas)
    assert len(metas) == len(named), "none is there twice"
    assert named["og:title"] == "Digitpad"
    assert "neural network" in named["og:description"]
    assert named["og:url"] == f"{app_url}/"
    assert named["og:image"].startswith(app_url)
    assert named["twitter:card"] == "summary_large_image"
    assert not re.search("gradio", " ".join(named.values()), re.IGNORECASE)
    kind, content = ask(named["og:image"])
    assert kind == "image/png"
    size = f"{named['og:image:width']} x {named['og:image:height']}"
    assert "{} x {}".format(*Image.open(io.BytesIO(content)).size) == size


def test_a_preview_behind_a_proxy_has_the_address_that_visitors_see(app_url: str) -> None:
    seen = {"X-Forwarded-Host": "digits.example", "X-Forwarded-Proto": "https"}
    named = dict(META.findall(ask(app_url, **seen)[1].decode()))
    assert named["og:url"] == "https://digits.example/"
    assert named["og:image"].startswith("https://digits.example/")
    forged = {"X-Forwarded-Host": 'a"><script>alert(1)</script>'}
    assert b"<script>alert" not in ask(app_url, **forged)[1]


def test_without_javascript_a_sentence_says_what_to_do(browser: Browser, app_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, service_workers="block")
    page = context.new_page()
    page.goto(app_url)
    sentence = page.locator("noscript p")
    expect(sentence).to_be_visible()
    expect(sentence).to_contain_text("needs JavaScript")
    context.close()


class BelowAPath(BaseHTTPRequestHandler):
    """A proxy that passes on what lies below a path, without the path."""

    app: str  # host and port

    def do_GET(self) -> None:
        """Pass a request on, and its answer back as it comes."""
        if not self.path.startswith(f"{BELOW}/"):
            self.send_error(404)
            return
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        connection = http.client.HTTPConnection(self.app)
        headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP_BY_HOP}
        connection.request(self.command, self.path.removeprefix(BELOW), body, headers)
        answer = connection.getresponse()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        self.end_headers()
        try:
            while piece := answer.read1(65536):
                self.wfile.write(piece)
                self.wfile.flush()
        except (OSError, http.client.HTTPException):  # the page was left, or the app ended
            pass
        connection.close()

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def app_below_a_path(browser: Browser) -> Iterator[str]:
    """The address of an app that a proxy serves below a path."""
    with running_app(GRADIO_ROOT_PATH=BELOW) as url:
        handler = type("Handler", (BelowAPath,), {"app": urlsplit(url).netloc})
        proxy = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        proxy.daemon_threads = True
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{proxy.server_port}{BELOW}/"
        proxy.shutdown()
        proxy.server_close()


def test_the_page_works_and_can_be_installed_below_a_path(
    browser: Browser, app_below_a_path: str
) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    asked = []
    page.on("response", lambda response: asked.append((response.url, response.status)))
    open_page(page, app_below_a_path)
    draw(page)
    assert wait_for_answer(page)["label"] == "7"
    page.select_option("#language", "de")
    expect(page.get_by_role("tab").first).to_have_text("Zeichnen")
    upload(page, "seven.png", encoded(tall_seven(), "PNG"))
    page.wait_for_selector("#reading [data-source=picture][data-label='7']")
    page.get_by_role("tab").nth(1).click()
    expect(page.locator("#samples [data-index]").first).to_be_visible()
    manifest = context.new_cdp_session(page).send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{app_below_a_path}manifest.json"
    assert manifest["manifest"]["startUrl"] == app_below_a_path
    assert manifest["manifest"]["scope"] == app_below_a_path
    (icon,) = manifest["manifest"]["icons"]
    assert ask(icon["url"])[0].startswith("image/svg")
    preview = dict(META.findall(ask(app_below_a_path)[1].decode()))["og:image"]
    assert preview.startswith(app_below_a_path)
    assert ask(preview)[0] == "image/png"
    assert {url for url, status in asked if status >= 400} == set()
    ours = [url for url, _ in asked if url.startswith("http")]
    assert [url for url in ours if not url.startswith(app_below_a_path)] == []
    context.close()
