"""What is shipped: the weights beside the code, and the data sets that they make possible."""

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
WEIGHTS = ROOT / "weights"
INK = WEIGHTS / "ink"
DATA = Path(os.environ.get("DIGITPAD_DATA", ROOT / "data")).absolute()
DATASETS: dict[str, DataSet] = {
    name: dataset for name, dataset in DATA_SETS.items() if (WEIGHTS / name).is_dir()
}
SECOND = ("-cnn", "-mlp")  # how the name of the weights ends that give a second opinion
FIRST = next(iter(DATASETS), "mnist")  # the one that the page opens with


@contextmanager
def sound() -> Iterator[None]:
    """Have damaged or missing weights be one sentence on the page; `/health` tells the rest."""
    try:
        yield
    except (WeightsDamaged, WeightsMissing) as error:
        files = getattr(error, "files", "") or "weights"
        raise problem(t("server_file_damaged", files=files)) from None


class Shipped(Predictor):
    """A predictor of the page: where its folder is damaged, it raises one sentence to show."""

    def predict(self, image: PictureSource) -> Prediction:
        """As any predictor."""
        with sound():  # the ink network is loaded with the first photograph
            return super().predict(image)

    def read(self, image: PictureSource) -> Reading:
        """As any predictor."""
        with sound():
            return super().read(image)

    @cached_property
    def history(self) -> dict | None:
        """As of any predictor."""
        with sound():
            return super().history

    @cached_property
    def replay(self) -> Pictures | None:
        """As of any predictor."""
        with sound():
            return super().replay

    @cached_property
    def validation(self) -> Pictures | None:
        """As of any predictor."""
        with sound():
            return super().validation


@cache
def _loaded(folder: Path) -> Shipped:
    return Shipped.from_folder(folder)


def shipped(dataset: str) -> Predictor:
    """The predictor with the shipped weights of a data set; loaded once, shared by everybody."""
    with sound():
        return _loaded(WEIGHTS / dataset)


def second_folder(dataset: str) -> Path | None:
    """Where a data set's other network lies: a CNN beside an MLP, or an MLP beside a ResNet."""
    folders = (WEIGHTS / (dataset + ending) for ending in SECOND)
    return next((folder for folder in folders if folder.is_dir()), None)


def second(dataset: str) -> Predictor | None:
    """The predictor with the other shipped network of a data set, if there is one."""
    folder = second_folder(dataset)
    with sound():
        return _loaded(folder) if folder else None


def replay_of(dataset: str) -> Pictures:
    """What a new head of a network is not to forget; one sentence where there is nothing."""
    found = shipped(dataset).replay
    if found is None:
        raise problem(t("weights_not_teachable"))
    return found


def validation_of(predictor: Predictor) -> Pictures:
    """The validation pictures of a predictor; one sentence where there are none."""
    if predictor.validation is None:
        raise problem(t("validation_pictures_missing"))
    return predictor.validation


def load_first() -> None:
    """Load what the page opens with; ends the program with one sentence where that can't be."""
    try:
        _loaded(WEIGHTS / FIRST)
    except (WeightsDamaged, WeightsMissing) as error:
        sys.exit(_without_place(error))


def damages() -> list[str]:
    """What is wrong with the folders that the page uses, a sentence for each that is damaged.

    All of their sums are compared; each is computed once and again when its file has changed.
    """
    folders = [WEIGHTS / dataset for dataset in DATASETS]
    folders += [folder for folder in map(second_folder, DATASETS) if folder]
    found = []
    for folder in (*folders, INK):
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
    """What an error says, with paths that begin where the code is: the server's own is nobody's."""
    return str(error).replace(f"{ROOT}{os.sep}", "")
