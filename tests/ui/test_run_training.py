"""What the process of a run does, here without the process."""

import base64
import json
from dataclasses import asdict

import numpy as np
import pytest

from model.data import download as downloads
from model.data.datasets import FASHION_MNIST, MNIST
from model.data.download import fetch, on_disk
from model.data.splits import DataMissing
from model.training.command import main as train_from_the_command_line
from tests.tools.pictures import WEIGHTS, seven
from tests.tools.small_mnist import small_mnist
from ui.explain.question import readers
from ui.explain.view import explain, unit
from ui.runs import training as run_training
from ui.runs.messages import Ending, Progress, Report, Snapshot
from ui.runs.run import Run
from ui.runs.settings import ALL, SHIPPED, Settings, Task
from ui.runs.training import splits, train
from ui.train.view import curves_value, first_layer_value, sentence
from ui.visitor import Visitor

TINY = {"images": SHIPPED, "hidden": (4,), "batch_size": 4000, "epochs": 1}


def told(settings, data_dir=WEIGHTS):
    messages = []
    train(Task(settings, data_dir, WEIGHTS), messages.append)
    return messages


def test_in_the_page_nothing_is_validated_that_was_trained_on():
    training, shown = splits(Task(Settings(images=SHIPPED), WEIGHTS, WEIGHTS))
    assert (len(training), len(shown)) == (8000, 2000)
    with np.load(WEIGHTS / "validation.npz") as stored:
        assert np.array_equal(training.images, stored["images"][:8000])
        assert np.array_equal(shown.labels, stored["labels"][8000:])


def test_page_and_command_line_draw_the_same_curve(monkeypatch, tmp_path):
    data_dir, out = small_mnist(tmp_path / "data", 1000), tmp_path / "out"
    options = ["--recipe", "tutorial", "--epochs", "2", "--seed", "3", "--device", "cpu"]
    folders = {"--data-dir": data_dir, "--out": out, "--checkpoint": tmp_path / "checkpoint"}
    options += [str(part) for pair in folders.items() for part in pair]
    monkeypatch.setattr("sys.argv", ["train.py", *options])
    train_from_the_command_line()
    history = json.loads((out / "history.json").read_text())
    told_here = told(Settings(images=ALL, epochs=2, seed=3), data_dir)
    records = [message.record for message in told_here if isinstance(message, Snapshot)]
    assert [asdict(record) | {"seconds": 0} for record in records if record.epoch in (1, 2)] == [
        record | {"seconds": 0} for record in history["epochs"]
    ]


@pytest.mark.parametrize("optimiser", ["adam", "sgd", "momentum"])
def test_it_tells_points_progress_and_the_end(optimiser):
    messages = told(Settings(**TINY | {"epochs": 2}, optimiser=optimiser))
    assert [m.record.epoch for m in messages if isinstance(m, Snapshot)] == [0.0, 0.5, 1, 2]
    assert [m.share for m in messages if isinstance(m, Progress)][-1] == 1
    assert messages[-1] == Ending(True)


def test_a_cnn_of_ones_own_learns_shows_its_kernels_and_reads():
    settings = Settings(images=SHIPPED, network="cnn", hidden=(16,), batch_size=200, epochs=1)
    run = Run(1, 1, Task(settings, WEIGHTS, WEIGHTS))
    for message in told(settings):
        run.report.hear(message)
    assert run.report.records[-1].validation_accuracy > 0.5
    assert first_layer_value(run)["units"] == 8
    assert str(first_layer_value(run)["caption"]).startswith("All 8 ")
    assert run.predictor.predict(seven()).label is not None
    visitor = Visitor(runs=[run])
    visitor.use(run)
    encoded = base64.b64encode(run.predictor.predict(seven()).model_input.tobytes()).decode()
    inside = explain(visitor, {"input": encoded, "wanted": 7})
    assert len(base64.b64decode(inside["layers"][0])) == 16
    assert inside["convolution"]["kernel"] == 5
    assert [str(name) for name, _ in readers(visitor.predictor)] == ["Yours", "CNN"]
    voted = unit(visitor, {"input": encoded, "layer": 0, "index": 3})
    assert voted["weights"] == ""
    assert len(voted["votes"]) == 10


def test_a_rate_that_is_too_high_breaks_nothing(monkeypatch):
    report = Report()
    for message in told(
        Settings(**TINY | {"epochs": 30, "batch_size": 500}, learning_rate=10, optimiser="momentum")
    ):
        report.hear(message)
    visitor, run = Visitor(), FinishedRun(report)
    visitor.runs.append(run)
    for value in curves_value(visitor)["runs"][0]["points"]:
        assert all(part is None or np.isfinite(part) for part in value)
    assert first_layer_value(run)["units"] == 4
    assert str(sentence(run)).endswith(".")


class FinishedRun:
    """A run as the view sees it."""

    number = colour = 1
    settings = Settings(**TINY)
    state, active, stopped = "finished", False, False

    def __init__(self, report):
        self.report, self.reports = report, [report]


def test_a_run_that_takes_too_long_ends_with_a_sentence(monkeypatch):
    monkeypatch.setattr(run_training, "MAX_RUN_SECONDS", -1)
    ending = told(Settings(**TINY))[-1]
    assert not ending.finished
    assert "longest" in str(ending.reason)


def test_data_that_can_not_be_had_are_one_sentence_without_paths(monkeypatch, tmp_path):
    def no_internet(dataset, data_dir):
        raise DataMissing(f"MNIST is not in {data_dir}.")

    monkeypatch.setattr(downloads, "load", no_internet)
    (ending,) = told(Settings(images=ALL), tmp_path)
    assert str(ending.reason).startswith("The training images of MNIST could not be fetched")
    assert str(tmp_path) not in str(ending.reason)


def test_what_is_fetched_is_there_whole_or_not_at_all(monkeypatch, tmp_path):
    def half(dataset, data_dir):
        for file in MNIST.files[:2]:
            path = tmp_path / data_dir / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("a file")
        raise DataMissing("The connection broke.")

    monkeypatch.setattr(downloads, "load", half)
    with pytest.raises(DataMissing):
        fetch(MNIST, tmp_path)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]

    def whole(dataset, data_dir):
        with pytest.raises(DataMissing):
            half(dataset, data_dir)
        for file in MNIST.files[2:]:
            (tmp_path / data_dir / file).write_text("a file")

    monkeypatch.setattr(downloads, "load", whole)
    fetch(MNIST, tmp_path)
    assert on_disk(MNIST, tmp_path)
    assert not on_disk(FASHION_MNIST, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["MNIST"]
