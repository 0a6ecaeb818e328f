"""`python train.py` makes a weights folder that the predictor loads, or says why not."""

import json
import math
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from model import Predictor
from model.data.datasets import MNIST
from model.data.splits import DataMissing, load, load_shipped
from model.predictor import SHIPPED_WEIGHTS
from model.training.command import main
from model.training.loop import Training
from model.training.options import parse_options
from model.training.recipes import BEST_GARMENTS, TUTORIAL
from model.weights.manifest import MANIFEST, check, read_manifest
from tests.tools.kill_trials import trials
from tests.tools.pictures import ROOT, validation
from tests.tools.small_mnist import small_mnist
from ui.runs.settings import Settings, Task
from ui.runs.training import splits

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


@pytest.mark.parametrize("recipe", ["tutorial", "best"])
def test_other_settings_go_to_runs_and_never_over_the_shipped_weights(recipe):
    settings = {
        "--hidden": ("300, 100", "hidden", (300, 100)),
        "--learning-rate": ("0.02", "learning_rate", 0.02),
        "--batch-size": ("64", "batch_size", 64),
        "--optimiser": ("sgd", "optimiser", "sgd"),
        "--epochs": ("3", "epochs", 3),
    }
    for option, (text, name, value) in settings.items():
        options = parse_options(["--recipe", recipe, option, text])
        assert getattr(options.settings, name) == value
        assert options.out == Path("runs") / f"mnist-{recipe}"
    assert parse_options(["--recipe", recipe, "--images", "shipped"]).out.parts[0] == "runs"


def test_the_settings_of_the_recipe_are_usual_even_when_they_are_named():
    usual = parse_options([])
    named = parse_options(["--hidden", "1024-1024-512", "--optimiser", "adam"])
    assert (named.settings, named.out) == (usual.settings, usual.out)
    assert usual.out == Path("weights/mnist")


def test_settings_are_trained_with_printed_and_written_down(tmp_path):
    out = tmp_path / "mine"
    options = ("--recipe", "tutorial", "--epochs", 1, "--images", "shipped", "--out", out)
    settings = ("--hidden", "20,10", "--learning-rate", 0.01, "--batch-size", 200)
    line = command(*options, *settings, "--optimiser", "momentum")
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True)
    assert (
        "8,000 images, --hidden 20,10 --learning-rate 0.01 --batch-size 200 --epochs 1"
        in done.stdout
    )
    history = json.loads((out / "history.json").read_text())
    assert history["settings"] == {
        "epochs": 1,
        "detect": "all",
        "rate_drop": 0,
        "hidden": [20, 10],
        "learning_rate": 0.01,
        "batch_size": 200,
        "optimiser": "momentum",
        "activation": "relu",
        "initialisation": "pytorch",
        "training_images": 60_000,
        "label_noise": 0.0,
        "dropout": 0.0,
        "weight_decay": 0.0,
        "batch_norm": False,
        "one_cycle": False,
        "images": "shipped",
    }
    assert json.loads((out / "config.json").read_text())["hidden"] == [20, 10]
    images, labels = Predictor.from_pretrained(out).validation
    assert np.array_equal(images, validation()[0][8000:])
    assert len(labels) == 2000
    card = (out / "README.md").read_text()
    assert "--learning-rate 0.01 --batch-size 200 --epochs 1 --optimiser momentum" in card
    assert "- 8,000 of the first 8,000 test images of MNIST" in card
    assert "10,000 test images" not in card
    assert "60,000" not in card


def test_the_shipped_images_are_those_of_the_train_tab():
    task = Task(Settings(images="shipped"), SHIPPED_WEIGHTS / "mnist", SHIPPED_WEIGHTS / "mnist")
    for ours, theirs in zip(load_shipped(SHIPPED_WEIGHTS / "mnist"), splits(task), strict=True):
        assert torch.equal(ours.images, theirs.images)
        assert torch.equal(ours.labels, theirs.labels)


def test_a_loss_that_is_no_number_leaves_the_old_weights_and_says_so(tmp_path, monkeypatch):
    out = tmp_path / "mine"
    out.mkdir()
    (out / "old").write_text("old")
    options = ["--recipe", "tutorial", "--images", "shipped", "--batch-size", "1000"]
    folders = ["--out", str(out), "--checkpoint", os.environ["CHECKPOINT"]]
    monkeypatch.setattr("sys.argv", ["train.py", *options, *folders, "--device", "cpu"])
    monkeypatch.setattr("model.training.loop.measure", lambda network, split: (math.nan, 0.1))
    with pytest.raises(SystemExit, match=r"no number any more; try a lower --learning-rate\.$"):
        main()
    assert [path.name for path in out.iterdir()] == ["old"]
    assert not Path(os.environ["CHECKPOINT"]).exists()


@pytest.mark.parametrize("size", [7, 1])
def test_a_last_batch_of_one_image_is_one_sentence_where_it_can_not_be_normalised(
    size, tmp_path, monkeypatch
):
    quick = replace(BEST_GARMENTS, taught=0.0, hidden=(8,))
    monkeypatch.setattr("model.training.options.recipe_for", lambda *names: quick)
    folders = ["--out", str(tmp_path / "out"), "--checkpoint", os.environ["CHECKPOINT"]]
    options = ["--dataset", "fashion-mnist", "--images", "shipped", "--epochs", "1"]
    line = ["train.py", *options, *folders, "--batch-size", str(size)]
    monkeypatch.setattr("sys.argv", line)
    few = [part[:5008] for part in load_shipped(SHIPPED_WEIGHTS / "fashion-mnist")]
    monkeypatch.setattr("model.training.classifier.load_shipped", lambda folder: few)
    with pytest.raises(SystemExit, match=r"single image .* choose another --batch-size\.$"):
        main()


def test_plain_sgd_gets_no_momentum_from_the_schedule():
    shown = load_shipped(SHIPPED_WEIGHTS / "mnist")[1]
    recipe = replace(TUTORIAL, optimiser="sgd", one_cycle=True)
    run = Training(recipe, shown, shown)
    assert {group["momentum"] for group in run.optimiser.param_groups} == {0}


@pytest.mark.parametrize("epochs", [1, 2, 5, 10])
def test_a_schedule_of_any_number_of_steps_is_possible(epochs):
    shown = load_shipped(SHIPPED_WEIGHTS / "mnist")[1]
    recipe = replace(TUTORIAL, one_cycle=True, batch_size=10_000, epochs=epochs)
    assert Training(recipe, shown, shown).schedule.total_steps == epochs


@pytest.mark.parametrize(
    "options",
    [
        *(("--epochs", "0"), ("--recipe", "none"), ("--dataset", "cats"), ("--epochs", "x")),
        *(("--hidden", "x"), ("--hidden=-5",), ("--dropout", "1"), ("--hidden", "100000")),
        *(("--learning-rate", "0"), ("--learning-rate", "nan"), ("--learning-rate", "11")),
        *(("--batch-size", "0"), ("--batch-size", "1.5"), ("--batch-size", "1" * 30)),
        *(("--optimiser", "newton"), ("--images", "some"), ("--seed", "-1")),
        *(("--dataset", "pages", "--hidden", "3"), ("--dataset", "pages", "--images", "shipped")),
        ("--dataset", "cifar-10", "--hidden", "30"),
        *(("--network", "cnn", "--activation", "tanh"), ("--network", "cnn", "--dropout", "0.2")),
        *(("--label-noise", "2"), ("--training-images", "99"), ("--initialisation", "none")),
    ],
)
def test_wrong_options_are_one_sentence(options, capsys):
    with pytest.raises(SystemExit) as ended:
        parse_options(list(options))
    assert ended.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("train.py: error: ")


def test_killed_runs_leave_weights_that_load_and_go_on_to_the_same_end(tmp_path):
    result = trials(3, tmp_path)
    assert (result.kills, result.failed, result.unloadable, result.different) == (3, 0, 0, 0)
    assert result.ends
