"""`GET /weights/<folder>/<file>`: the shipped weights and their cards, and no other file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route

from ui.languages.messages import Message, says, t
from ui.parts.part import part
from ui.parts.problem import Problem
from ui.shipped import DATASETS, WEIGHTS_DIR, second_folder

FILES = {
    "model.safetensors": t("download_weights"),
    "README.md": t("download_weights_card"),
}
CNN_FILES = {
    "model.safetensors": t("download_cnn"),
    "README.md": t("download_card"),
}
MLP_FILES = {
    "model.safetensors": t("download_mlp"),
    "README.md": t("download_card"),
}


def offered(dataset: str) -> Iterator[tuple[Path, Message]]:
    """The files of a data set's two networks, each with the label of its button."""
    second = MLP_FILES if DATASETS[dataset].in_colour else CNN_FILES
    for folder, files in ((WEIGHTS_DIR / dataset, FILES), (second_folder(dataset), second)):
        for name, words in files.items():
            if folder and (folder / name).is_file():
                yield folder / name, words


def downloads(dataset: str) -> None:
    """Place the buttons of a data set."""
    buttons = "".join(
        f'<a class="digitpad-button" download="{path.parent.name}-{path.name}" '
        f'href="weights/{path.parent.name}/{path.name}" {says(words)}></a>'
        for path, words in offered(dataset)
    )
    part(buttons, classes=["about-downloads", f"of-{dataset}"])


_files = {
    (path.parent.name, path.name): path for dataset in DATASETS for path, _ in offered(dataset)
}


async def download(request: Request) -> FileResponse:
    """The response with one of the offered files; any other file is 404."""
    path = _files.get((request.path_params["folder"], request.path_params["name"]))
    if path is None:
        raise Problem("There is no such file; the About tab lists those that there are.", 404)
    return FileResponse(
        path, media_type="application/octet-stream", filename=f"{path.parent.name}-{path.name}"
    )


route = Route("/weights/{folder}/{name}", download)
