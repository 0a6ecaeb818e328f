"""A command that meets damaged weights ends with one sentence, which names the file."""

import subprocess
import sys
from shutil import copytree

import numpy as np
import pytest
import torch
from PIL import Image

from model import Predictor
from model.data.splits import Split
from model.training import classifier, distillation
from model.training.options import parse_options
from model.weights.errors import WeightsDamaged
from model.weights.manifest import MANIFEST
from tests.tools.damages import damage, is_sentence, linked
from tests.tools.pictures import ROOT, WEIGHTS, encoded, seven


def test_a_change_on_purpose_is_accepted_by_the_command_that_the_sentence_names(tmp_path):
    folder = copytree(WEIGHTS.parent / "cifar-10-mlp", tmp_path / "mine")
    damage(folder / "README.md", "foreign")
    with pytest.raises(WeightsDamaged, match=rf"`python -m model\.weights {folder}`"):
        Predictor.from_pretrained(folder)
    subprocess.run([sys.executable, "-m", "model.weights", folder], cwd=ROOT, check=True)
    Predictor.from_pretrained(folder)


COMMANDS = {
    "predict": ("{picture}", "--weights", "{folder}"),
    "evaluate": ("mnist", "--weights", "{folder}"),
    "export": ("{folder}", "--out", "{out}"),
    "publish": ("{folder}", "somebody/digits"),
    "teach": ("{pictures}", "--out", "{out}", "--weights", "{folder}"),
}


@pytest.fixture
def pictures(tmp_path):
    """A folder with two folders, each with a picture."""
    for name in "ab":
        (tmp_path / "pictures" / name).mkdir(parents=True)
        (tmp_path / "pictures" / name / "7.png").write_bytes(
            encoded(Image.fromarray(seven()), "PNG")
        )
    return tmp_path / "pictures"


CUT = ("validation.npz", "replay.npz", "history.json", "config.json")
READ = {  # of a folder without a manifest
    "predict": ("config.json",),
    "evaluate": ("config.json", "validation.npz"),
    "export": ("config.json", "validation.npz"),
    "publish": CUT,
    "teach": ("config.json", "replay.npz"),
}
ENDED = [(command, file, True) for command in COMMANDS for file in CUT]
ENDED += [(command, file, False) for command, files in READ.items() for file in files]


@pytest.mark.parametrize(("command", "file", "manifest"), ENDED)
def test_a_command_ends_with_one_sentence(
    tmp_path, pictures, monkeypatch, capsys, command, file, manifest
):
    module = pytest.importorskip(f"model.{command}")
    folder = linked(WEIGHTS, tmp_path)
    damage(folder / file, "cut in half")
    if not manifest:
        (folder / MANIFEST).unlink()
    places = {"folder": folder, "out": tmp_path / "out", "pictures": pictures}
    places["picture"] = pictures / "a" / "7.png"
    arguments = [one.format(**places) for one in COMMANDS[command]]
    monkeypatch.setattr("sys.argv", [command, *arguments])
    monkeypatch.setenv("HF_TOKEN", "")
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(SystemExit) as ended:
        module.main()
    assert is_sentence(ended.value)
    assert file in str(ended.value)


@pytest.mark.parametrize("command", ["predict", "evaluate", "teach"])
def test_a_damaged_ink_network_ends_a_command_with_one_sentence(
    tmp_path, pictures, monkeypatch, command
):
    from model.picture import ink

    folder = linked(WEIGHTS.parent / "ink", tmp_path)
    damage(folder / "model.safetensors", "cut in half")
    monkeypatch.setattr(ink, "WEIGHTS", folder)
    ink._network.cache_clear()
    module = pytest.importorskip(f"model.{command}")
    noisy = np.random.default_rng(0).integers(0, 255, (60, 60, 3)).astype(np.uint8)
    for name in "ab":
        (pictures / name / "7.png").write_bytes(encoded(Image.fromarray(noisy), "PNG"))
    table = pictures / "labels.csv"
    table.write_text("file,label,kind\na/7.png,7,photo\n")
    arguments = {
        "predict": [str(pictures / "a" / "7.png")],
        "evaluate": [str(table)],
        "teach": [str(pictures), "--out", str(tmp_path / "out")],
    }[command]
    monkeypatch.setattr("sys.argv", [command, *arguments])
    with pytest.raises(SystemExit) as ended:
        module.main()
    ink._network.cache_clear()
    assert is_sentence(ended.value)
    assert "model.safetensors" in str(ended.value)


@pytest.mark.parametrize("file", ["model.safetensors", "config.json"])
def test_training_ends_with_one_sentence_where_its_teacher_is_damaged(tmp_path, monkeypatch, file):
    folder = linked(WEIGHTS.parent / "mnist-cnn", tmp_path)
    damage(folder / file, "cut in half")
    monkeypatch.setattr(distillation, "SHIPPED_WEIGHTS", tmp_path)
    few = Split(torch.zeros(6000, 28, 28, dtype=torch.uint8), torch.zeros(6000, dtype=torch.int64))
    monkeypatch.setattr(classifier, "load", lambda dataset, place: (few, few))
    monkeypatch.setattr(classifier, "extra_examples", lambda *given: None)
    with pytest.raises(SystemExit) as ended:
        classifier.train_classifier(
            parse_options(["--out", str(tmp_path / "out"), "--device", "cpu"])
        )
    assert is_sentence(ended.value)
    assert file in str(ended.value)
