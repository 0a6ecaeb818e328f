"""What the page makes of photographs: the answer, where the network looked, what it can't do."""

import base64

import cv2
import gradio as gr
import numpy as np
import pytest
from PIL import Image

from model import Prediction, Predictor
from model.data.datasets import CIFAR_10, DATA_SETS
from model.evaluation.verdicts import judge
from model.explanation.damage import SWEEP_STEPS
from model.networks.resnet import ResNet
from model.picture.decoding import decode
from model.reading import REASONS
from tests.tools.messages import english
from tests.tools.pictures import WEIGHTS
from ui.about.tab import texts
from ui.draw.examples.photographs import photographs
from ui.draw.tab import answer, read
from ui.explain.attention import PLACE, attention, laid_out
from ui.explain.change.counterfactual import change
from ui.explain.damage.damage import damage
from ui.explain.view import explain, unit
from ui.pixels.images import cropped, data_url, shrunk
from ui.reading.hints import refusal
from ui.runs.run import Run
from ui.runs.settings import SHIPPED, Settings, Task
from ui.runs.training import train
from ui.shipped import DATASETS, second, second_folder, shipped
from ui.teach.hand.learning import learn, measure, prepare
from ui.train.settings.link import settings_asked
from ui.train.view import first_layer_value
from ui.verdicts import validation_verdicts
from ui.visitor import Visitor

FOLDER = WEIGHTS.parent / CIFAR_10.name
NAMES = CIFAR_10.classes


def photograph(index: int = 0) -> np.ndarray:
    """A test picture as the middle of a large, wide one."""
    image = shipped(CIFAR_10.name).validation[0][index]
    large = cv2.resize(image, (600, 600), interpolation=cv2.INTER_CUBIC)
    return np.pad(large, ((0, 0), (150, 150), (0, 0)), mode="reflect")


def encoded(image: np.ndarray) -> str:
    return base64.b64encode(np.ascontiguousarray(image).tobytes()).decode()


@pytest.fixture
def visitor() -> Visitor:
    return Visitor(dataset=CIFAR_10.name)


def test_only_what_has_weights_is_offered() -> None:
    assert list(DATASETS) == [name for name in DATA_SETS if (WEIGHTS.parent / name).is_dir()]
    assert second_folder("nothing") is None


@pytest.mark.parametrize("reason", REASONS)
def test_a_refused_photograph_is_never_called_no_digit(reason: str) -> None:
    refused = Prediction(None, dict.fromkeys(NAMES, 0.1), np.ones((32, 32, 3), np.uint8))
    words = str(refusal(refused, CIFAR_10))
    assert "ten" in words
    assert "digit" not in words
    assert "picture" not in words


def test_a_place_of_the_map_lies_where_its_pixels_are() -> None:
    places = np.zeros((7, 7), np.float32)
    places[2, 4] = 1
    laid = laid_out(places)
    assert laid.shape == (32, 32)
    row, column = np.unravel_index(laid.argmax(), laid.shape)
    assert 2 * PLACE <= row < 3 * PLACE
    assert 2 + 4 * PLACE <= column < 2 + 5 * PLACE
    mirrored = laid_out(np.ascontiguousarray(places[:, ::-1]))
    np.testing.assert_allclose(mirrored, laid[:, ::-1], atol=1e-6)


def test_the_map_is_as_large_as_the_picture_and_of_the_class_that_is_asked() -> None:
    predictor = Predictor(ResNet(stages=(8, 16, 16), classes=NAMES))
    image = np.random.default_rng(0).integers(0, 256, (32, 32, 3), np.uint8)
    found = [attention(predictor, image, target) for target in (3, 5)]
    assert [one["name"] for one in found] == ["cat", "dog"]
    levels = [np.frombuffer(base64.b64decode(one["evidence"]), np.uint8) for one in found]
    assert all(one.size == 32 * 32 for one in levels)
    assert all(np.abs(one - 128.0).max() == 127 for one in levels)
    assert (levels[0] != levels[1]).any()


def test_a_picture_is_shrunk_and_cropped_as_pillow_would() -> None:
    pixels = cv2.resize(
        np.random.default_rng(0).integers(0, 256, (9, 12, 3), np.uint8), (1600, 1200)
    )
    small = shrunk(pixels, 168)
    assert small.size == (168, 126)
    oracle = Image.fromarray(pixels).resize((168, 126), Image.Resampling.BOX)
    assert np.abs(np.asarray(small, np.int64) - np.asarray(oracle)).max() <= 4
    assert cropped(decode(pixels), (1599, 1199, 1600, 1200)).startswith("data:image/jpeg")


def test_the_answer_carries_the_picture_in_colour_and_ten_bars(visitor: Visitor) -> None:
    value = answer(visitor, decode(photograph()), "picture")
    assert value["shape"] == (32, 32, 3)
    levels = np.frombuffer(base64.b64decode(value["input"]), np.uint8).reshape(32, 32, 3)
    image = shipped(CIFAR_10.name).validation[0][0]
    assert np.abs(levels.astype(int) - image).mean() < 4
    assert len(value["probabilities"]) == len(NAMES)
    assert [str(step["name"]) for step in value["page_steps"]] == ["Picture", "Square", "32 × 32"]
    assert value["second"]["label"] in NAMES


def test_of_a_drawing_nothing_is_said(visitor: Visitor) -> None:
    drawing = data_url(Image.new("L", (280, 280), 40))
    value = read(visitor, {"revision": 4, "picture": drawing})
    assert (value["state"], value["answer"]) == ("empty", 4)
    assert str(value["sentence"]) == "Upload a photograph"


def test_the_strip_holds_a_photograph_of_each_class() -> None:
    assert [one["name"] for one in photographs()] == list(NAMES)
    assert len({one["picture"] for one in photographs()}) == len(NAMES)


def test_both_networks_are_asked_about_every_damage_but_thicker_strokes(visitor: Visitor) -> None:
    image = shipped(CIFAR_10.name).validation[0][0]
    question = {"input": encoded(image), "kind": "shift", "damage": {"noise": 0.1}}
    found = damage(visitor, question)
    assert [one["name"] for one in found["said"]] == ["ResNet", "MLP"]
    levels = np.frombuffer(base64.b64decode(found["pictures"]), np.uint8)
    pictures = levels.reshape(SWEEP_STEPS, *image.shape).copy()
    expected = second(CIFAR_10.name).classify(pictures)[:, NAMES.index(found["answer"])]
    np.testing.assert_allclose(found["said"][1]["shares"], expected, atol=1e-4)


def test_it_is_explained_by_a_map_and_not_by_units(visitor: Visitor) -> None:
    question = {"input": encoded(shipped(CIFAR_10.name).validation[0][0]), "wanted": 3}
    found = explain(visitor, question).work()
    assert found["name"] == "cat"
    assert "layers" not in found


@pytest.mark.parametrize("ask", [unit, change, learn, prepare, measure])
def test_what_photographs_have_not_is_one_sentence(ask: object, visitor: Visitor) -> None:
    image = encoded(shipped(CIFAR_10.name).validation[0][0])
    question = {"input": image, "wanted": 3, "layer": 0, "index": 0, "examples": []}
    with pytest.raises(gr.Error) as error:
        ask(visitor, question)
    assert error.value.message.count(".") == 1


def test_the_verdicts_beside_the_weights_are_those_of_the_weights() -> None:
    predictor = shipped(CIFAR_10.name)
    verdicts = validation_verdicts(predictor)
    expected = judge(predictor, *(part[:60] for part in predictor.validation))
    assert len(verdicts.labels) == len(predictor.validation[1])
    assert np.array_equal(verdicts.labels[:60], expected.labels)
    assert np.array_equal(verdicts.predicted[:60], expected.predicted)
    np.testing.assert_allclose(verdicts.confidences[:60], expected.confidences, atol=1e-3)


def test_the_pictures_that_are_shown_are_of_all_classes() -> None:
    _, labels = shipped(CIFAR_10.name).validation
    counts = np.bincount(labels, minlength=len(NAMES))
    assert counts.min() > 0.8 * len(labels) / len(NAMES)


def test_the_train_tab_trains_the_data_set_in_use() -> None:
    assert settings_asked({}, CIFAR_10.name)[0] == CIFAR_10.name
    assert settings_asked({"epochs": "3"}, CIFAR_10.name)[0] == CIFAR_10.name


@pytest.mark.parametrize("network", ["mlp", "cnn"])
def test_a_network_of_pictures_is_trained_reads_and_shows_its_evidence(network: str) -> None:
    settings = Settings(CIFAR_10.name, SHIPPED, network, (16,), epochs=1, training_images=500)
    run, messages = Run(1, 1, Task(settings, FOLDER, FOLDER)), []
    train(run.task, messages.append)
    for message in messages:
        run.report.hear(message)
    assert first_layer_value(run)["shape"] == [32, 32, 3]
    visitor = Visitor(runs=[run])
    visitor.use(run)
    picture = visitor.predictor.validation[0][0]
    prediction = visitor.predictor.predict(picture)
    assert set(prediction.probabilities) == set(NAMES)
    question = {"input": encoded(prediction.model_input), "wanted": 3}
    evidence = explain(visitor, question).work()["evidence"]
    assert len(base64.b64decode(evidence)) == 32 * 32


def test_the_about_tab_names_whose_pictures_they_are_and_counts_the_weights() -> None:
    how, rest = texts(CIFAR_10.name)
    how, rest = english(how), english(rest)
    network = shipped(CIFAR_10.name).network
    assert f"{sum(weight.numel() for weight in network.parameters()):,} weights" in how
    assert "JPEG copies" in how
    assert "Krizhevsky" in rest
    assert "Tiny Images" in rest
