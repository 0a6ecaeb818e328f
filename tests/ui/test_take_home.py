"""What a visitor takes home is read by those programs that it is for, with the Python shown."""

import base64
import io
import zipfile

import gradio as gr
import numpy as np
import pytest
from PIL import Image

from model import MLP, Predictor
from model.training.loop import EpochRecord
from model.weights.manifest import read_manifest
from tests.tools.pictures import enlarged, seven, shipped_garments, validation
from tests.tools.taking_home import run_python
from ui.runs.messages import Ending, Snapshot
from ui.runs.run import Run
from ui.runs.settings import ALL, SHIPPED, Settings, Task
from ui.shipped import DATA, WEIGHTS_DIR, shipped
from ui.take_home.files import packed, panel_props
from ui.train.tab import take_run
from ui.visitor import Visitor


def unpack(file, folder):
    """Put what was taken home into a folder, as a visitor would."""
    content = base64.b64decode(file["content"])
    if file["name"].endswith(".zip"):
        zipfile.ZipFile(io.BytesIO(content)).extractall(folder)
    else:
        (folder / file["name"]).write_bytes(content)


@pytest.mark.parametrize("name", ["mnist", "fashion-mnist"])
def test_the_python_for_onnx_reads_pictures_as_digitpad_does(tmp_path, name):
    images = validation()[0] if name == "mnist" else shipped_garments()
    files = [f"{number}.png" for number in range(30)]
    for file, image in zip(files, images, strict=False):
        Image.fromarray(255 - enlarged(image)).save(tmp_path / file)
    Image.new("L", (90, 90), 255).save(tmp_path / "blank.png")
    predictor = shipped(name)
    unpack(packed("onnx", "my-digits", predictor, None), tmp_path)
    lines = run_python(panel_props("my-digits")["code"]["onnx"], tmp_path, *files, "blank.png")
    assert lines.pop() == "blank.png: nothing is drawn in it"
    assert [line.split(":")[0] for line in lines] == files
    said = [line.split(": ")[1].split(",")[0] for line in lines]
    expected = [predictor.predict(tmp_path / file).label for file in files]
    assert sum(a == b for a, b in zip(said, expected, strict=True)) >= 27


def ended_run(images=ALL):
    """A run that has ended with a network of hidden layers (16,)."""
    settings = Settings(images=images, hidden=(16,), epochs=1)
    run = Run(1, 1, Task(settings, DATA, WEIGHTS_DIR / "mnist"))
    weights = {name: value.numpy() for name, value in MLP((16,)).state_dict().items()}
    record = EpochRecord(1, 0.4, 0.9, 0.5, 0.88, 1.0)
    nothing = np.zeros((10, 10), np.int64)
    kernels, answers = np.zeros((16, 28, 28), np.int8), np.zeros(0, np.uint8)
    run.report.hear(Snapshot(record, nothing, kernels, weights, answers))
    run.report.hear(Ending(True))
    return run


def test_a_run_is_taken_home_and_both_files_answer_alike(tmp_path):
    visitor = Visitor(runs=[ended_run()])
    Image.fromarray(seven()).save(tmp_path / "seven.png")
    code = panel_props("my-network")["code"]
    said = {}
    for kind in code:
        unpack(take_run(visitor, {"format": kind, "run": 1}), tmp_path)
        (said[kind],) = run_python(code[kind], tmp_path, "seven.png")
    label = Predictor.from_pretrained(tmp_path / "my-network").predict(seven()).label
    assert all(line.startswith(f"seven.png: {label}, ") for line in said.values())
    assert read_manifest(tmp_path / "my-network").keys() == {
        *("README.md", "config.json", "history.json", "model.safetensors")
    }
    card = (tmp_path / "my-network" / "README.md").read_text(encoding="utf-8")
    assert "88" in card
    assert "CC BY-SA 3.0" in card


def test_no_figure_is_taken_home_of_a_network_that_learned_from_test_images(tmp_path):
    visitor = Visitor(runs=[ended_run(SHIPPED)])
    unpack(take_run(visitor, {"format": "safetensors", "run": 1}), tmp_path)
    folder = tmp_path / "my-network"
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert "trained on the first 8,000 test images of MNIST" in card
    assert "88" not in card
    assert "model-index" not in card
    assert not (folder / "history.json").exists()
    assert Predictor.from_pretrained(folder).predict(seven()) is not None


@pytest.mark.parametrize("question", [{}, {"run": 1}, {"run": "x", "format": "onnx"}, {"run": [1]}])
def test_what_is_not_there_is_one_sentence(question):
    for runs in ([], [ended_run()]):
        with pytest.raises(gr.Error) as error:
            take_run(Visitor(runs=runs), question)
        assert error.value.message.endswith(".")


def test_a_server_without_onnx_says_what_to_install(monkeypatch):
    monkeypatch.setattr("model.onnx.find_spec", lambda package: None)
    assert "pip install onnx" in str(panel_props("mine")["no_onnx"])
    with pytest.raises(gr.Error, match="no ONNX on this server"):
        packed("onnx", "mine", shipped("mnist"), None)
