"""Whatever happens to a file of a weights folder, it is read, or named in one sentence."""

import copy
import json
import os
from functools import cache
from shutil import copytree

import numpy as np
import pytest

from model import Predictor
from model.calibration import read_calibration
from model.evaluation.figures import in_percent, read_figures
from model.evaluation.verdicts import VERDICTS_FILE, stored_verdicts
from model.weights.card import has_figures, write_figures
from model.weights.contents import read_history, read_json
from model.weights.errors import WeightsDamaged, WeightsMissing
from model.weights.manifest import MANIFEST, check, read_manifest, write_manifest
from model.weights.storage import read_ink, read_row_network, save_network, write_folder
from tests.tools.damages import SHIPPED_FOLDERS, damage, is_sentence, linked, trials
from tests.tools.pictures import WEIGHTS, seven

TRIALS = list(trials())
GENERATED = {"ink": read_ink, "rows": read_row_network}  # nothing but the weights is read of them
SURELY_SEEN = ("cut in half", "emptied", "foreign")  # without sums, too


@cache
def whole(name):
    """The predictor of a shipped folder."""
    return Predictor.from_folder(WEIGHTS.parent / name)


def load(folder):
    """Load a folder of either kind."""
    if folder.name in GENERATED:
        GENERATED[folder.name](folder)
        check(folder)
    else:
        Predictor.from_pretrained(folder)


@pytest.mark.parametrize("folder", SHIPPED_FOLDERS, ids=lambda folder: folder.name)
def test_committed_weights_are_those_of_their_manifest(folder):
    names = {path.name for path in folder.iterdir()}
    assert read_manifest(folder).keys() == names - {MANIFEST}
    check(folder)


@pytest.mark.parametrize(("name", "file", "how"), TRIALS)
def test_a_file_that_is_not_the_one_of_the_manifest_is_named(tmp_path, name, file, how):
    folder = linked(WEIGHTS.parent / name, tmp_path)
    damage(folder / file, how)
    if (file, how) == (MANIFEST, "missing"):
        load(folder)
        return
    with pytest.raises((WeightsDamaged, WeightsMissing)) as caught:
        load(folder)
    assert is_sentence(caught.value)
    assert "train.py" in str(caught.value)
    if file != MANIFEST:
        assert file in str(caught.value) or isinstance(caught.value, WeightsMissing)


def read_beside(predictor, file):
    """Read a file in a predictor's folder as those do who use it; what it contains, or None."""
    folder = predictor.folder
    if file == VERDICTS_FILE:
        labels = whole("cifar-10").validation[1]
        return stored_verdicts(folder, labels, len(predictor.classes))
    readers = {
        "validation.npz": lambda: predictor.validation,
        "replay.npz": lambda: predictor.replay,
        "history.json": lambda: read_history(folder),
        "calibration.json": lambda: read_calibration(folder),
        "transfer.json": lambda: read_json(folder, file),
        "README.md": lambda: has_figures(folder),
        "figures.json": lambda: read_figures(folder),
    }
    return readers[file]()


@pytest.mark.parametrize(("name", "file", "how"), [one for one in TRIALS if one[1] != MANIFEST])
def test_without_a_manifest_what_is_read_is_read_strictly(tmp_path, name, file, how):
    folder = linked(WEIGHTS.parent / name, tmp_path)
    (folder / MANIFEST).unlink()
    damage(folder / file, how)
    problem = problem_of(folder, file)
    needed = file == "model.safetensors" or (file == "config.json" and name not in GENERATED)
    of_text = file in ("README.md", "transfer.json")  # a shorter text is one, too
    if problem is not None:
        assert is_sentence(problem)
        assert file in str(problem) or how == "missing"
    elif name not in GENERATED:
        assert how not in SURELY_SEEN or of_text
    assert problem is not None or how != "missing" or not needed


def problem_of(folder, file):
    """What is raised where a file in a folder is read; None where it can be."""
    try:
        if file in ("config.json", "model.safetensors"):
            load(folder)
        elif folder.name not in GENERATED:
            predictor = copy.copy(whole(folder.name))
            predictor.folder = folder
            for part in ("validation", "replay"):
                vars(predictor).pop(part, None)
            read_beside(predictor, file)
    except (WeightsDamaged, WeightsMissing) as error:
        return error
    return None


EPOCH = {
    "epoch": 1,
    "train_loss": 0.5,
    "train_accuracy": 0.9,
    "validation_loss": 0.4,
    "validation_accuracy": 0.8,
    "seconds": 3.2,
}
WRONG_HISTORIES = {
    "no epochs": {"recipe": "best"},
    "an epoch without figures": {"epochs": [{}]},
    "a word": {"epochs": [EPOCH | {"train_loss": "low"}]},
    "beyond all": {"epochs": [EPOCH | {"validation_accuracy": 1.1}]},
    "no number": {"epochs": [EPOCH | {"train_accuracy": float("nan")}]},
    "larger than any float": {"epochs": [EPOCH | {"train_loss": 10**400}]},
    "yes": {"epochs": [EPOCH | {"epoch": True}]},
}


@pytest.mark.parametrize("name", WRONG_HISTORIES)
def test_a_history_of_something_else_is_one_sentence(tmp_path, name):
    (tmp_path / "history.json").write_text(json.dumps(WRONG_HISTORIES[name]))
    with pytest.raises(WeightsDamaged, match=r"figures in history\.json"):
        read_history(tmp_path)


def test_the_history_of_a_run_that_went_astray_is_read(tmp_path):
    astray = EPOCH | {"train_loss": float("nan"), "validation_loss": float("inf")}
    (tmp_path / "history.json").write_text(json.dumps({"epochs": [EPOCH, astray]}))
    assert len(read_history(tmp_path)["epochs"]) == 2


WRONG_PICTURES = {
    "another type": {"images": np.zeros((5, 28, 28), np.float32), "labels": np.zeros(5, np.uint8)},
    "another shape": {"images": np.zeros((5, 8, 8), np.uint8), "labels": np.zeros(5, np.uint8)},
    "another count": {"images": np.zeros((5, 28, 28), np.uint8), "labels": np.zeros(4, np.uint8)},
    "none": {"images": np.zeros((0, 28, 28), np.uint8), "labels": np.zeros(0, np.uint8)},
    "no labels": {"images": np.zeros((5, 28, 28), np.uint8)},
    "labels below 0": {"images": np.zeros((5, 28, 28), np.uint8), "labels": np.full(5, -1)},
    "a pickle": {"images": np.array([{}], object), "labels": np.zeros(1, np.uint8)},
}


@pytest.mark.parametrize("part", ["validation", "replay"])
@pytest.mark.parametrize("name", WRONG_PICTURES)
def test_pictures_of_something_else_are_one_sentence(tmp_path, name, part):
    np.savez(tmp_path / f"{part}.npz", **WRONG_PICTURES[name])
    predictor = Predictor(whole("mnist").network, folder=tmp_path)
    with pytest.raises(WeightsDamaged, match=rf"in {part}\.npz"):
        getattr(predictor, part)


def test_what_is_not_in_the_manifest_does_not_belong_to_the_folder(tmp_path):
    write_folder(tmp_path / "mine", lambda path: save_network(whole("mnist").network, path))
    (tmp_path / "mine" / "calibration.json").write_text('{"temperature": 9}')
    assert Predictor.from_pretrained(tmp_path / "mine").calibration.temperature == 1


def test_a_cut_weights_file_does_not_end_a_process_that_has_loaded_it(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    save_network(whole("mnist").network, folder)
    predictor = Predictor.from_pretrained(folder)
    os.truncate(folder / "model.safetensors", 500)  # under a mapping this is a bus error
    assert predictor.predict(seven()).label == "7"


def test_writing_a_folder_writes_its_manifest_last(tmp_path):
    def write(path):
        save_network(whole("mnist").network, path)
        (path / "more.json").write_text("{}")

    write_folder(tmp_path / "mine", write)
    assert read_manifest(tmp_path / "mine").keys() == {
        "config.json",
        "model.safetensors",
        "more.json",
    }
    check(tmp_path / "mine")


def test_figures_put_into_a_card_keep_the_manifest_true(tmp_path):
    folder = copytree(WEIGHTS, tmp_path / "mine")
    write_figures(folder, [("a test", in_percent(0.12))])
    assert read_figures(folder) == [("a test", in_percent(0.12))]
    assert "| a test | 12.00% |" in (folder / "README.md").read_text(encoding="utf-8")
    Predictor.from_pretrained(folder)


def test_a_manifest_can_be_written_again(tmp_path):
    folder = copytree(WEIGHTS.parent / "cifar-10-mlp", tmp_path / "mine")
    before = (folder / MANIFEST).read_bytes()
    (folder / MANIFEST).unlink()
    write_manifest(folder)
    assert (folder / MANIFEST).read_bytes() == before
