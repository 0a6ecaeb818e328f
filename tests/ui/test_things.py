"""Things of a visitor's own: what the page asks of the server, and the curves beside them."""

import base64
import json
from concurrent.futures import ThreadPoolExecutor

import gradio as gr
import numpy as np
import pytest
import torch
from PIL import Image

from model.data.datasets import CIFAR_10
from model.networks.resnet import ResNet
from model.predictor import Predictor
from tests.tools.pictures import encoded, enlarged, garments_of
from tests.tools.taking_home import run_python
from ui.take_home.files import panel_props
from ui.teach.photo import JPEG
from ui.teach.things import teaching
from ui.teach.things.teaching import MOST_PHOTOS, open_archive, read_thing, save, take_home, teach
from ui.teach.transfer import lesson
from ui.visitor import Visitor

NAMES = ["my trousers", "my shoes"]  # 1 and 7 of Fashion-MNIST


def garment(label, index):
    """A test picture as a photograph, (280, 280, 3) uint8."""
    return np.repeat(enlarged(garments_of(label)[index])[:, :, None], 3, axis=2)


def photo(pixels):
    return JPEG + base64.b64encode(encoded(Image.fromarray(pixels), "JPEG")).decode()


@pytest.fixture(scope="module")
def lender():
    """A small network that was never trained, with noise as its test pictures."""
    torch.manual_seed(0)
    network = ResNet(stages=(32, 32), classes=CIFAR_10.classes, knows_outliers=True)
    network.initialise(torch.from_numpy(np.stack([garment(1, 0), garment(7, 0)])).float() / 255)
    lender = Predictor(network)
    noise = np.random.default_rng(0).integers(0, 256, (450, 32, 32, 3), np.uint8)
    lender.validation = noise, np.zeros(450, np.uint8)
    return lender


@pytest.fixture(autouse=True)
def shipped(lender, monkeypatch):
    """The weights are the small network's."""
    monkeypatch.setattr(teaching, "shipped", lambda name: lender)
    monkeypatch.setattr("model.teach.MAX_SIMILARITY", 2)  # to an untrained network all are alike
    teaching._background.cache_clear()
    yield
    teaching._background.cache_clear()


@pytest.fixture
def visitor():
    return Visitor()


def read(visitor, pixels):
    return read_thing(visitor, {"revision": 3, "photo": photo(pixels)})


@pytest.fixture
def question(visitor):
    """Two things with four photos each, as the server has prepared them."""
    examples = [
        {"input": read(visitor, garment(kind, index))["input"], "label": label}
        for label, kind in enumerate((1, 7))
        for index in range(4)
    ]
    return {"classes": NAMES, "examples": examples}


def test_things_are_taught_with_a_proof_and_read_at_once(visitor, question):
    before = read(visitor, garment(7, 30))
    assert before["input"]
    assert before["shares"] == []
    answer = teach(visitor, question)
    assert answer["ready"]
    assert np.sum(answer["confusion"]) == 8
    assert [row["count"] for row in answer["curve"]] == [1, 2, 3]
    after = read(visitor, garment(7, 30))
    assert (after["label"], after["answer"]) == ("my shoes", 3)
    assert sum(after["shares"]) == pytest.approx(1, abs=1e-4)
    assert visitor.symbols is None
    assert Visitor().things is None


def test_what_is_like_none_of_them_is_refused(visitor, question):
    teach(visitor, question)
    noise = np.random.default_rng(9).integers(0, 256, (32, 32, 3), np.uint8)
    answer = read(visitor, np.kron(noise, np.ones((8, 8, 1), np.uint8)))
    assert answer["label"] == ""
    assert str(answer["sentence"]) == "This looks like none of your things"


def test_until_there_is_one_of_each_nothing_is_taught(visitor, question):
    teach(visitor, question)
    assert teach(visitor, question | {"examples": question["examples"][:4]}) == {"ready": False}
    assert visitor.things is None
    with pytest.raises(gr.Error, match="Nothing has been taught"):
        take_home(visitor, {})


@pytest.mark.parametrize("wrong", [3, "x", None, f"{JPEG}AAAA", f"{JPEG}!", JPEG + 600_000 * "A"])
def test_a_wrong_photo_is_one_sentence(visitor, wrong):
    with pytest.raises(gr.Error) as error:
        read_thing(visitor, {"revision": 1, "photo": wrong})
    assert str(error.value.message).endswith(".")


def test_a_photo_of_one_colour_is_nothing_to_learn(visitor):
    with pytest.raises(gr.Error, match="of one colour"):
        read(visitor, np.full((50, 50, 3), 90, np.uint8))


def test_too_many_photos_are_one_sentence(visitor, question):
    many = question["examples"][:1] * (MOST_PHOTOS + 1)
    with pytest.raises(gr.Error, match=f"At most {MOST_PHOTOS} photos"):
        teach(visitor, question | {"examples": many})


def test_an_archive_comes_back_as_it_was(visitor, question):
    archive = save(visitor, question)["archive"]
    assert open_archive(visitor, {"archive": archive}) == question
    with pytest.raises(gr.Error, match="no archive of photos"):
        open_archive(visitor, {"archive": "AAAA"})


def test_without_stored_pictures_nothing_is_refused(visitor, question, lender, monkeypatch):
    monkeypatch.setattr(lender, "validation", None)
    teach(visitor, question)
    noise = np.random.default_rng(9).integers(0, 256, (32, 32, 3), np.uint8)
    assert read(visitor, noise)["label"] in NAMES


def test_what_all_need_is_computed_once(monkeypatch):
    calls = []

    def counted(network, images):
        calls.append(len(images))
        return torch.zeros(len(images), 16)

    monkeypatch.setattr(teaching, "features", counted)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: teaching.background(), range(8)))
    assert calls == [teaching.BACKGROUND]
    assert all(one is found[0] for one in found)


def test_the_python_for_onnx_reads_photos_as_digitpad_does(visitor, question, tmp_path):
    teach(visitor, question)
    files = [f"{kind}-{index}.png" for kind in (1, 7) for index in range(10, 20)]
    for file in files:
        kind, index = map(int, file.removesuffix(".png").split("-"))
        Image.fromarray(garment(kind, index)[:, 20:270]).save(tmp_path / file)
    home = take_home(visitor, {"format": "onnx"})
    (tmp_path / home["name"]).write_bytes(base64.b64decode(home["content"]))
    code = panel_props(teaching.THINGS_FILE_NAME)["code"]["onnx"]
    said = [line.split(": ")[1].split(",")[0] for line in run_python(code, tmp_path, *files)]
    expected = [visitor.things.predict(tmp_path / file).label or "no answer" for file in files]
    assert sum(a == b for a, b in zip(said, expected, strict=True)) >= 18


# ---- The lesson beside them


def row(count, head, tuned, nothing):
    return {"count": count, "head": head, "tuned": tuned, "nothing": nothing}


ROWS = [row(10, [0.6, 0.7], [0.7, 0.72], [0.5, 0.52]), row(50, [0.7], [0.8], [0.78])]
FOUND = {"dataset": "fashion-mnist", "tested": 2000, "weights": "0" * 12, "rows": ROWS}


def test_the_curves_are_means_and_deviations_in_percent():
    value = lesson.curves(FOUND)
    assert value["counts"] == [10, 50]
    by_name = {str(way["name"]): way for way in value["ways"]}
    head = by_name["A new last layer alone"]
    assert head["means"] == [65, 70]
    assert head["deviations"] == [7.07, 0]
    accuracies, verdict = value["figures"][0]
    assert "71.0\u00a0%" in str(accuracies)
    assert str(verdict).endswith("by 20.0 points: more than the spread of 1.4.")


def test_the_better_way_to_borrow_is_held_against_none():
    tuned, head = (
        lesson.figures(row(10, head, tuned, [0.6, 0.6]))[1]
        for head, tuned in (([0.5, 0.52], [0.7, 0.72]), ([0.7, 0.72], [0.5, 0.52]))
    )
    sentence = "with borrowed features, by 11.0 points: more than the spread of 1.4."
    assert str(tuned).endswith(sentence)
    assert str(head).endswith(sentence)


def test_figures_of_other_weights_are_not_shown(monkeypatch, tmp_path):
    monkeypatch.setattr(lesson, "LESSON_FILE", tmp_path / "transfer.json")
    monkeypatch.setattr(lesson, "checksum", lambda name: "0" * 12)
    assert lesson.measured() is None
    lesson.LESSON_FILE.write_text(json.dumps(FOUND))
    assert lesson.measured() == FOUND
    lesson.LESSON_FILE.write_text(json.dumps(FOUND | {"weights": "f" * 12}))
    assert lesson.measured() is None
