"""With damaged weights the page says so in one sentence, and `/health` answers 503."""

import base64
import json
import shutil
import subprocess
import sys

import gradio as gr
import numpy as np
import pytest
from PIL import Image

from model.digits import row
from model.picture import ink
from model.weights.manifest import MANIFEST
from tests.tools.damages import HOW, SHIPPED_FILES, SHIPPED_FOLDERS, damage, linked
from tests.tools.messages import english
from tests.tools.pictures import ROOT, seven
from tests.tools.running import running_app
from tests.tools.server import LEAKS, Server
from ui import shipped as shipped_part
from ui.about.tab import figures
from ui.draw.examples.garments import garment_pictures
from ui.explain.change.counterfactual import change
from ui.reading.second_opinion import second_opinions
from ui.runs.settings import SHIPPED as SHIPPED_IMAGES
from ui.runs.settings import Settings
from ui.server import health as health_part
from ui.shipped import damages, shipped
from ui.teach.hand import learning
from ui.teach.transfer import lesson
from ui.verdicts import second_verdicts, validation_verdicts
from ui.visitor import Visitor


@pytest.fixture
def weights(tmp_path, monkeypatch):
    """A copy of all weights, which the page uses instead; nothing of it is loaded yet."""
    place = tmp_path / "weights"
    for folder in SHIPPED_FOLDERS:
        linked(folder, place)
    monkeypatch.setattr(shipped_part, "ROOT", tmp_path)
    monkeypatch.setattr(shipped_part, "WEIGHTS_DIR", place)
    monkeypatch.setattr(health_part, "WEIGHTS_DIR", place)
    monkeypatch.setattr(ink, "WEIGHTS", place / "ink")
    monkeypatch.setattr(row, "WEIGHTS", place / "rows")
    monkeypatch.setattr(lesson, "LESSON_FILE", place / "cifar-10" / "transfer.json")
    caches = (shipped_part._loaded, ink._network, row._network, garment_pictures)
    for one in caches:
        one.cache_clear()
    yield place
    for one in caches:
        one.cache_clear()


def is_sentence(text):
    return "\n" not in text and text.endswith(".") and not LEAKS.search(text)


def told(act):
    """The one sentence that the page shows when something is done."""
    with pytest.raises(gr.Error) as error:
        act()
    assert is_sentence(error.value.message)
    return error.value.message


def test_every_damage_is_found_by_health_and_gone_when_it_is_repaired(weights):
    assert damages() == []
    for name, file in SHIPPED_FILES:
        for how in HOW:
            if (file, how) == (MANIFEST, "missing"):
                continue  # as in a folder that an older version wrote
            path = weights / name / file
            whole = path.rename(path.with_name(".whole"))
            shutil.copy(whole, path)
            damage(path, how)
            (sentence,) = damages()
            assert is_sentence(sentence), (name, file, how)
            assert f"weights/{name}" in sentence
            assert file in sentence or file == MANIFEST
            whole.replace(path)
    assert damages() == []


def test_health_is_503_with_the_sentence(weights):
    damage(weights / "mnist" / "replay.npz", "cut in half")
    answer = health_part.health(None)
    content = json.loads(answer.body)
    assert answer.status_code == 503
    assert content["status"] == "failing"
    assert content["problem"].startswith("replay.npz in weights/mnist is damaged or was changed;")
    assert "Damaged weights: replay.npz" in health_part.about()


def test_sums_are_not_computed_again_for_each_question(weights, monkeypatch):
    damages()
    monkeypatch.setattr("hashlib.file_digest", None)
    assert damages() == []


def test_teaching_with_damaged_pictures_is_one_sentence(weights):
    damage(weights / "mnist" / "replay.npz", "cut in half")
    prediction = shipped("mnist").predict(seven())
    assert prediction.label == "7"
    shown = base64.b64encode(prediction.model_input.tobytes()).decode()
    question = {"input": shown, "wanted": 3}
    assert "(mnist/replay.npz)" in told(lambda: learning.prepare(Visitor(), {}))
    assert "(mnist/replay.npz)" in told(lambda: change(Visitor(), question))


@pytest.mark.parametrize("manifest", [True, False])
@pytest.mark.parametrize("how", ["cut in half", "foreign"])
def test_damaged_pictures_verdicts_and_histories_are_one_sentence(weights, how, manifest):
    for folder in SHIPPED_FOLDERS:
        for file in ("validation.npz", "history.json", "verdicts.npz", "figures.json"):
            if (weights / folder.name / file).is_file():
                damage(weights / folder.name / file, how)
        if not manifest:
            (weights / folder.name / MANIFEST).unlink()
    assert "validation.npz" in told(lambda: validation_verdicts(shipped("mnist")))
    assert "history.json" in told(lambda: shipped("mnist").history)
    assert "validation.npz" in told(lambda: second_verdicts(Visitor(dataset="cifar-10")))
    assert "validation.npz" in told(garment_pictures)
    settings = Settings(images=SHIPPED_IMAGES, hidden=(16,), epochs=1)
    assert "validation.npz" in told(lambda: Visitor().start(settings))
    if manifest or how == "foreign":  # half a card is one, too
        card = english(figures(shipped("mnist").folder))
        assert is_sentence(card)
        assert "figures.json" in card


def test_damaged_verdicts_are_one_sentence(weights):
    damage(weights / "cifar-10" / "verdicts.npz", "foreign")
    assert "(cifar-10/verdicts.npz)" in told(lambda: validation_verdicts(shipped("cifar-10")))


def test_a_damaged_network_is_one_sentence_and_no_second_opinion(weights):
    damage(weights / "cifar-10" / "model.safetensors", "flipped")
    damage(weights / "mnist-cnn" / "config.json", "emptied")
    assert "(cifar-10/model.safetensors)" in told(lambda: shipped("cifar-10"))
    prediction = shipped("mnist").predict(seven())
    (opinion,) = second_opinions([prediction], shipped("mnist").dataset)
    assert opinion["label"] == ""
    assert is_sentence(str(opinion["sentence"]))


def test_photographs_with_a_damaged_ink_network_are_one_sentence(weights):
    damage(weights / "ink" / "model.safetensors", "cut in half")
    noisy = np.random.default_rng(0).integers(0, 255, (60, 60, 3)).astype(np.uint8)
    reader = shipped("mnist")
    assert "(ink/model.safetensors)" in told(lambda: reader.predict(Image.fromarray(noisy)))
    assert "(ink/model.safetensors)" in told(lambda: reader.read(Image.fromarray(noisy)))


@pytest.mark.parametrize("manifest", [True, False])
@pytest.mark.parametrize("how", HOW)
def test_the_lesson_of_transfer_is_left_out_where_its_figures_are_damaged(weights, how, manifest):
    assert lesson.measured() is not None
    damage(weights / "cifar-10" / "transfer.json", how)
    if not manifest:
        (weights / "cifar-10" / MANIFEST).unlink()
    assert lesson.measured() is None


def test_without_pictures_to_replay_teaching_is_one_sentence(weights):
    (weights / "mnist" / MANIFEST).unlink()
    (weights / "mnist" / "replay.npz").unlink()
    assert "no replay.npz" in told(lambda: learning.prepare(Visitor(), {}))


@pytest.fixture
def project(tmp_path):
    """A copy of what runs the page, whose weights can be damaged."""
    shutil.copy(ROOT / "app.py", tmp_path)
    for name in ("model", "ui"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for folder in SHIPPED_FOLDERS:
        linked(folder, tmp_path / "weights")
    return tmp_path


def test_a_page_with_damaged_weights_starts_and_reads_what_it_can(project, tmp_path_factory):
    damaged = (
        *("mnist/validation.npz", "mnist/history.json", "mnist/replay.npz", "mnist/README.md"),
        *("fashion-mnist/model.safetensors", "mnist-cnn/config.json", "ink/model.safetensors"),
        *("cifar-10/transfer.json", "cifar-10-mlp/verdicts.npz"),
    )
    for path in damaged:
        damage(project / "weights" / path, "cut in half")
    log, files = tmp_path_factory.mktemp("log") / "log", tmp_path_factory.mktemp("files")
    command = f"cd {project} && exec {sys.executable} app.py > {log} 2>&1"
    with running_app("bash", "-c", command, GRADIO_TEMP_DIR=str(files)) as url:
        server = Server(url, files, log)
        status, _, text = server.ask("/health")
        answer = json.loads(text)
        assert status == 503
        for folder in {path.split("/")[0] for path in damaged}:
            assert f"weights/{folder}" in answer["problem"]
        assert not LEAKS.search(answer["problem"])
        assert server.ask("/")[0] == 200
        assert server.draw()[0] == 200
        question = {"key": server.keys["somebody"]}
        status, _, text = server.call("corrections", "prepare", question)
        assert status == 422
        assert "(mnist/replay.npz)" in json.loads(text)["error"]
    lines = log.read_text()
    assert "Traceback" not in lines
    assert lines.count("Damaged weights: ") == 6  # one for each folder


@pytest.mark.parametrize("file", ["model.safetensors", ""])
def test_without_its_first_network_the_page_ends_with_one_sentence(project, file):
    if file:
        damage(project / "weights" / "mnist" / file, "cut in half")
    else:
        shutil.rmtree(project / "weights")
    done = subprocess.run(
        [sys.executable, "app.py"], cwd=project, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert file in line
    assert is_sentence(line)
