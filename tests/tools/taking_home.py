"""Taking a network home from the page, and running it with the Python that the page shows."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from model import Predictor
from tests.tools.pictures import ROOT, seven


def take_home(page: Page, panel: str, name: str, folder: Path) -> None:
    """Download both files of a panel; the Python beside each reads a picture as the network does.

    The weights folder lies in `folder` afterwards.
    """
    Image.fromarray(seven()).save(folder / "seven.png")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    said = {}
    for kind, ending in (("safetensors", ".zip"), ("onnx", ".onnx")):
        with page.expect_download() as download:
            page.click(f"{panel} .take-home button[data-format={kind}]")
        assert download.value.suggested_filename == name + ending
        download.value.save_as(folder / (name + ending))
        details = page.locator(f"{panel} details[data-format={kind}]")
        details.locator("summary").click()
        details.locator(".copy").click()
        expect(details.locator(".copy")).to_have_text("Copied")
        code = details.locator("code").inner_text()
        assert page.evaluate("navigator.clipboard.readText()") == code
        if kind == "safetensors":
            zipfile.ZipFile(folder / f"{name}.zip").extractall(folder)
        said[kind] = run_python(code, folder, "seven.png")
    prediction = Predictor.from_pretrained(folder / name).predict(seven())
    answer = prediction.label or "no answer"
    assert all(line.startswith(f"seven.png: {answer}") for (line,) in said.values()), said


def run_python(code: str, folder: Path, *files: str) -> list[str]:
    """What code prints, a line for each file, run as it is where the network was put."""
    (folder / "shown.py").write_text(code, encoding="utf-8")
    command = [sys.executable, "shown.py", *files]
    settings = os.environ | {"PYTHONPATH": str(installed_in(folder))}
    done = subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def installed_in(folder: Path) -> Path:
    """A place from which Python imports Digitpad as it does once it is installed."""
    place = folder / "packages"
    place.mkdir(exist_ok=True)
    for name, part in (("digitpad", "model"), ("weights", "weights")):
        if not (place / name).is_symlink():
            (place / name).symlink_to(ROOT / part, target_is_directory=True)
    return place
