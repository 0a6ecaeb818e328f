"""The shipped weights, their predictors, and the data sets of the page."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path

from model import Prediction, Predictor, Reading
from model.data.datasets import DATA_SETS, DataSet
from model.picture.decoding import PictureSource
from model.weights.errors import WeightsDamaged, WeightsMissing
from model.weights.manifest import check
from model.weights.shown_pictures import Pictures
from ui.languages.messages import t
from ui.parts.problem import problem

ROOT = Path(__file__).parent.parent
WEIGHTS_DIR = ROOT / "weights"
PREPARING = ("ink", "rows")  # the networks that find ink, and that read rows of it
DATA = Path(os.environ.get("DIGITPAD_DATA", ROOT / "data")).absolute()
DATASETS: dict[str, DataSet] = {
    name: dataset for name, dataset in DATA_SETS.items() if (WEIGHTS_DIR / name).is_dir()
}
SECOND = ("-cnn", "-mlp")  # suffixes of the folders with the second network
FIRST_DATASET = next(iter(DATASETS), "mnist")  # in use when the page is opened


@contextmanager
def sound() -> Iterator[None]:
    """Turn WeightsDamaged and WeightsMissing into gr.Error; `/health` has the details."""
    try:
        yield
    except (WeightsDamaged, WeightsMissing) as error:
        files = getattr(error, "files", "") or "weights"
        raise problem(t("server_file_damaged", files=files)) from None


class Shipped(Predictor):
    """A predictor that raises gr.Error, with one sentence, if its folder is damaged."""

    def predict(self, image: PictureSource) -> Prediction:
        """As in Predictor; raises gr.Error."""
        with sound():  # the ink network is loaded with the first photograph
            return super().predict(image)

    def read(self, image: PictureSource) -> Reading:
        """As in Predictor; raises gr.Error."""
        with sound():
            return super().read(image)

    @cached_property
    def history(self) -> dict | None:
        """As in Predictor; raises gr.Error."""
        with sound():
            return super().history

    @cached_property
    def replay(self) -> Pictures | None:
        """As in Predictor; raises gr.Error."""
        with sound():
            return super().replay

    @cached_property
    def validation(self) -> Pictures | None:
        """As in Predictor; raises gr.Error."""
        with sound():
            return super().validation


@cache
def _loaded(folder: Path) -> Shipped:
    return Shipped.from_folder(folder)


def shipped(dataset: str) -> Predictor:
    """The predictor with the shipped weights of a data set; loaded once for all visitors."""
    with sound():
        return _loaded(WEIGHTS_DIR / dataset)


def second_folder(dataset: str) -> Path | None:
    """The folder of a data set's second network: a CNN beside an MLP, or an MLP beside a ResNet."""
    folders = (WEIGHTS_DIR / (dataset + ending) for ending in SECOND)
    return next((folder for folder in folders if folder.is_dir()), None)


def second(dataset: str) -> Predictor | None:
    """The predictor with the second shipped network of a data set; None if there is none."""
    folder = second_folder(dataset)
    with sound():
        return _loaded(folder) if folder else None


def replay_of(dataset: str) -> Pictures:
    """The replay pictures of a data set's network; raises gr.Error if there are none."""
    found = shipped(dataset).replay
    if found is None:
        raise problem(t("weights_not_teachable"))
    return found


def validation_of(predictor: Predictor) -> Pictures:
    """The validation pictures of a predictor; raises gr.Error if there are none."""
    if predictor.validation is None:
        raise problem(t("validation_pictures_missing"))
    return predictor.validation


def load_first() -> None:
    """Load the network of FIRST_DATASET; exits with one sentence if that fails."""
    try:
        _loaded(WEIGHTS_DIR / FIRST_DATASET)
    except (WeightsDamaged, WeightsMissing) as error:
        sys.exit(_without_place(error))


def damages() -> list[str]:
    """One sentence for each folder of the page that is damaged.

    All checksums are compared; each is computed again only after its file has changed.
    """
    folders = [WEIGHTS_DIR / dataset for dataset in DATASETS]
    folders += [folder for folder in map(second_folder, DATASETS) if folder]
    found = []
    for folder in (*folders, *(WEIGHTS_DIR / name for name in PREPARING)):
        try:
            if not (folder / "model.safetensors").is_file():
                raise WeightsMissing(
                    f"There is no model.safetensors in {folder}; restore the folder or make it "
                    "again with `python train.py`."
                )
            check(folder)
        except (WeightsDamaged, WeightsMissing) as error:
            found.append(_without_place(error))
    return found


def _without_place(error: Exception) -> str:
    """The message of an error, with paths relative to the repository."""
    return str(error).replace(f"{ROOT}{os.sep}", "")
