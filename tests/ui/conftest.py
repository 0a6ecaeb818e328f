"""What several tests need: a running server, and a picture to send."""

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.tools.pictures import encoded, seven
from tests.tools.running import running_app
from tests.tools.server import Server

SECONDS_UNREAD = 8


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    files, log = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("log") / "log"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(files))
        patch.setenv("DIGITPAD_KEEP_UPLOADS", str(SECONDS_UNREAD))
        patch.setenv("GRADIO_TEMP_DIR", str(files / "gradio"))
        with running_app("bash", "-c", f"exec python app.py > {log} 2>&1") as url:
            yield Server(url, files, log)


@pytest.fixture
def picture(tmp_path):
    """A 7 as a file like no other: those of the same content share their place on the server."""
    path = tmp_path / "seven.png"
    words = PngInfo()
    words.add_text("Comment", str(path))
    path.write_bytes(encoded(Image.fromarray(seven()), "PNG", pnginfo=words))
    return path
