"""A visitor's network as files to download, with Python code that runs them."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from model import Predictor
from model.onnx import missing
from model.weights.manifest import write_manifest
from ui.languages.messages import t
from ui.parts.assets import asset
from ui.parts.problem import problem

PYTHON = {"safetensors": "with_pytorch.py", "onnx": "with_onnx.py"}  # by format
NETWORK_FILE_NAME = "my-network"  # in that code, without suffix


def panel_props(name: str) -> dict[str, Any]:
    """Properties of the panel: the code for each format, and why ONNX is missing, if it is."""
    code = {kind: asset(f"take_home/python/{file}") for kind, file in PYTHON.items()}
    return {
        "code": {kind: text.replace(NETWORK_FILE_NAME, name) for kind, text in code.items()},
        "no_onnx": missing("onnx"),
    }


def packed(
    kind: Any, name: str, predictor: Predictor, write: Callable[[Path], None]
) -> dict[str, str]:
    """A file in base64 with its name: a ZIP of the folder that `write` fills, or an ONNX file."""
    if kind == "safetensors":
        return _file(f"{name}.zip", "application/zip", _archive(name, write))
    if kind != "onnx":
        raise problem(t("no_such_format"))
    if advice := missing("onnx"):
        raise problem(t("server_without_onnx", advice=advice))
    from model.onnx.networks import reader_model  # imports what may be missing

    content = reader_model(predictor).SerializeToString()
    return _file(f"{name}.onnx", "application/octet-stream", content)


def _file(name: str, media_type: str, content: bytes) -> dict[str, str]:
    return {"name": name, "type": media_type, "content": base64.b64encode(content).decode()}


def _archive(name: str, write: Callable[[Path], None]) -> bytes:
    buffer = io.BytesIO()
    with TemporaryDirectory() as place, zipfile.ZipFile(buffer, "w") as archive:
        folder = Path(place) / name
        folder.mkdir()
        write(folder)
        write_manifest(folder)
        for path in sorted(folder.iterdir()):
            archive.write(path, f"{name}/{path.name}")
    return buffer.getvalue()
