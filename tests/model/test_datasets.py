"""A data set is one entry: what is added there can be trained, written, loaded and read."""

import json
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from model import Predictor
from model.data import datasets, download
from model.data.datasets import CIFAR_10, DATA_SETS, MNIST, DataSet
from model.data.splits import DataMissing, Split, load
from model.evaluation.figures import on_test_images
from model.picture.decoding import decode
from model.picture.findings import judged
from model.picture.steps import Prepared, Step
from model.training.loop import Training
from model.training.recipes import Recipe
from model.weights.storage import WeightsDamaged, save_network, write_folder

COLOURS = {"red": (220, 30, 30), "green": (30, 200, 40), "blue": (20, 40, 230)}


def prepare_photo(source):
    picture = decode(source)
    small = cv2.resize(picture.pixels, (32, 32), interpolation=cv2.INTER_AREA)
    return Prepared(
        small, (0, 0, picture.width, picture.height), lambda: (Step("Picture", "", small),)
    )


def find_photo(source, judge):
    return [[judged(prepare_photo(source), judge)]]


@pytest.fixture
def paints(monkeypatch):
    """A third data set, of 32×32 pictures in colour."""
    added = DataSet(
        name="paints",
        title="Paints",
        classes=tuple(COLOURS),
        shape=(32, 32, 3),
        find=find_photo,
        torchvision="FakeData",
        files=("paints.bin",),
        hub_id="nobody/paints",
        authors="nobody",
        homepage="https://example.org",
        licence="none",
        licence_url="https://example.org",
        limits="It knows three colours.",
        thing="paint",
        things="Paints",
        tagline="Show a paint.",
        invitation="Upload a paint",
        nothing_found="There is no paint in this picture",
    )
    monkeypatch.setitem(datasets.DATA_SETS, added.name, added)
    monkeypatch.setitem(datasets.SUBJECTS, added.name, added)
    return added


def paint_samples(count):
    random = np.random.default_rng(0)
    labels = random.integers(0, len(COLOURS), count)
    grain = random.normal(0, 25, (count, 32, 32, 3))
    images = np.array(list(COLOURS.values()))[labels][:, None, None] + grain
    return Split(torch.from_numpy(images.clip(0, 255).astype(np.uint8)), torch.from_numpy(labels))


def test_a_third_data_set_in_colour_fits_in(paints, tmp_path):
    samples = paint_samples(300)
    recipe = Recipe(hidden=(16,), epochs=3, batch_size=30, learning_rate=0.003)
    run = Training(recipe, samples[:200], samples[200:], paints)
    assert list(run.epochs())[-1].validation_accuracy > 0.9
    write_folder(tmp_path / "paints", lambda folder: save_network(run.network, folder))
    predictor = Predictor.from_pretrained(tmp_path / "paints")
    assert predictor.dataset is paints
    photo = np.full((60, 90, 3), COLOURS["blue"], np.uint8)
    prediction = predictor.predict(photo)
    assert prediction.label == "blue"
    assert prediction.model_input.shape == (32, 32, 3)
    assert predictor.read(photo).text == "blue"


@pytest.mark.parametrize(
    "change", [{"dataset": "butterflies"}, {"shape": [784]}, {"shape": [28, 28, 1]}]
)
def test_weights_of_a_data_set_that_is_not_known_are_one_sentence(tmp_path, change):
    folder = tmp_path / "mine"
    folder.mkdir()
    save_network(Predictor.from_pretrained().network, folder)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | change))
    with pytest.raises(
        WeightsDamaged, match=r"names of the data set and its shape in config\.json"
    ):
        Predictor.from_pretrained(folder)


def test_figures_say_that_they_are_on_copies_where_they_are():
    words = {name: str(on_test_images(one, 2000)) for name, one in DATA_SETS.items()}
    assert words["mnist"] == "2,000 MNIST test images, the network on the stored 28×28"
    assert "2,000 CIFAR-10 test images, JPEG copies of quality 75, " in words["cifar-10"]


def written_by(names):
    """What stands for `load`: it leaves files of these names in the folder it is given."""

    def load(dataset, folder):
        for name in names:
            (Path(folder) / name).parent.mkdir(exist_ok=True)
            (Path(folder) / name).write_text(name)

    return load


def test_every_file_that_torchvision_needs_of_cifar_10_is_moved_into_place(tmp_path, monkeypatch):
    source = pytest.importorskip("torchvision.datasets").CIFAR10
    needed = [name for name, _ in (*source.train_list, *source.test_list)]
    names = [f"{source.base_folder}/{name}" for name in (*needed, source.meta["filename"])]
    monkeypatch.setattr(download, "load", written_by(names))
    assert not download.on_disk(CIFAR_10, tmp_path)
    download.fetch(CIFAR_10, tmp_path)
    assert all((tmp_path / name).read_text() == name for name in names)
    assert download.on_disk(CIFAR_10, tmp_path)
    (tmp_path / names[-1]).unlink()
    assert not download.on_disk(CIFAR_10, tmp_path)


def test_an_archive_stands_for_all_files(tmp_path, monkeypatch):
    (tmp_path / CIFAR_10.archive).write_bytes(b"pictures")
    monkeypatch.setattr(download, "load", None)  # nothing is downloaded
    download.fetch(CIFAR_10, tmp_path)
    assert download.on_disk(CIFAR_10, tmp_path)
    assert not download.on_disk(MNIST, tmp_path)


def test_every_data_set_names_ten_different_classes():
    for dataset in DATA_SETS.values():
        assert len(set(dataset.classes)) == 10


def test_without_torchvision_one_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "torchvision", None)
    with pytest.raises(DataMissing, match=r"`pip install torchvision`\.$"):
        load(MNIST, tmp_path)
