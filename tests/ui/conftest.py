"""What several tests need: a running server, and a picture to send."""

import sys

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.tools.pictures import encoded, seven
from tests.tools.running import running_app
from tests.tools.server import Server


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    files, log = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("log") / "log"
    settings = {
        "TMPDIR": str(files),
        "GRADIO_TEMP_DIR": str(files / "gradio"),
        "DIGITPAD_KEEP_UPLOADS": "8",
    }
    with running_app("bash", "-c", f"exec {sys.executable} app.py > {log} 2>&1", **settings) as url:
        yield Server(url, files, log)


@pytest.fixture
def picture(tmp_path):
    """A 7 as a file like no other: files of the same content share their place on the server."""
    path = tmp_path / "seven.png"
    words = PngInfo()
    words.add_text("Comment", str(path))
    path.write_bytes(encoded(Image.fromarray(seven()), "PNG", pnginfo=words))
    return path
