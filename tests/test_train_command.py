"""`python train.py` makes a weights folder that the predictor loads, or says why not."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from model import Predictor
from model.data.datasets import MNIST
from model.data.splits import DataMissing, load
from model.weights.manifest import MANIFEST, check, read_manifest
from tests.tools.kill_trials import trials
from tests.tools.pictures import ROOT, validation
from tests.tools.small_mnist import small_mnist
from train import parse_options

TRAINING = 3000


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    return small_mnist(tmp_path_factory.mktemp("data"), TRAINING)


@pytest.fixture(autouse=True)
def checkpoint(tmp_path_factory, monkeypatch):
    """Where `command` keeps checkpoints."""
    path = tmp_path_factory.mktemp("runs") / "checkpoint"
    monkeypatch.setenv("CHECKPOINT", str(path))
    return path


def command(*options):
    options = ("--device", "cpu", "--checkpoint", os.environ["CHECKPOINT"], *map(str, options))
    return [sys.executable, "train.py", *options]


def test_a_tutorial_run_makes_a_folder_that_reads(data_dir, tmp_path):
    out = tmp_path / "mine"
    options = ("--recipe", "tutorial", "--epochs", 2, "--data-dir", data_dir, "--out", out)
    done = subprocess.run(command(*options), cwd=ROOT, capture_output=True, text=True, check=True)
    assert str(out) in done.stdout
    table = [line.split() for line in done.stdout.splitlines() if line.strip()[:1].isdigit()]
    history = json.loads((out / "history.json").read_text())
    assert [row[0] for row in table] == ["1", "2"]
    assert float(table[1][3]) == pytest.approx(history["epochs"][1]["validation_loss"], abs=1e-4)
    predictor = Predictor.from_pretrained(out)
    images, labels = predictor.validation
    assert (predictor.classify(images).argmax(axis=1) == labels).mean() > 0.6
    card = (out / "README.md").read_text()
    assert card.startswith("---\nlicense: mit")
    assert f'Predictor.from_pretrained("{out}")' in card
    assert "validation.npz" in card
    assert "replay.npz" not in card  # nothing was held out
    assert not (out / "replay.npz").exists()
    assert read_manifest(out).keys() == {path.name for path in out.iterdir()} - {MANIFEST}
    check(out)


def test_the_same_data_come_back_as_tensors(data_dir):
    training, shown = load(MNIST, data_dir)
    assert training.images.shape == (TRAINING, 28, 28)
    assert np.array_equal(shown.labels.numpy(), validation()[1][TRAINING : TRAINING + 1000])


def test_without_data_or_internet_there_is_one_sentence(tmp_path, monkeypatch):
    from torchvision import datasets

    def no_internet(self):
        raise RuntimeError("Error downloading train-images-idx3-ubyte.gz")

    monkeypatch.setattr(datasets.MNIST, "download", no_internet)
    with pytest.raises(DataMissing, match=r"connect to the internet, or put .* there\.$"):
        load(MNIST, tmp_path)


def test_an_interrupted_run_leaves_the_old_weights(data_dir, tmp_path):
    out = tmp_path / "mine"
    out.mkdir()
    (out / "old").write_text("old")
    options = ("--recipe", "tutorial", "--epochs", 500, "--data-dir", data_dir, "--out", out)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
    run = subprocess.Popen(
        command(*options),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    while not run.stdout.readline().strip().startswith("2 "):
        assert run.poll() is None
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=240)
    assert run.returncode == 1
    assert "the weights are as they were" in errors
    assert "Traceback" not in errors
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    assert (out / "old").read_text() == "old"


@pytest.mark.parametrize(
    "options", [("--epochs", "0"), ("--recipe", "none"), ("--dataset", "cats"), ("--epochs", "x")]
)
def test_wrong_options_are_one_sentence(options, capsys):
    with pytest.raises(SystemExit) as ended:
        parse_options(list(options))
    assert ended.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"{Path(sys.argv[0]).name}: error: ")


def test_killed_runs_leave_weights_that_load_and_go_on_to_the_same_end(tmp_path):
    result = trials(3, tmp_path)
    assert (result.kills, result.failed, result.unloadable, result.different) == (3, 0, 0, 0)
    assert result.ends
