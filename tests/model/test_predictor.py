"""The shipped weights read pictures; whatever looks empty is not guessed at."""

import pickle

import cv2
import numpy as np
import pytest

from model import Predictor, UnreadablePicture
from model.picture.findings import Finding
from model.picture.steps import Prepared
from tests.tools.handwriting import FILLED_SHAPES, filled
from tests.tools.pictures import coloured, enlarged, noise, salt, seven, validation, zigzag


@pytest.fixture(scope="module")
def predictor():
    return Predictor.from_pretrained()


def test_a_drawn_seven_is_read(predictor):
    prediction = predictor.predict(seven())
    assert prediction.label == "7"
    assert prediction.confidence > 0.9


def test_light_ink_on_dark_is_read_alike(predictor):
    dark, light = predictor.predict(seven()), predictor.predict(255 - seven())
    assert light.label == dark.label == "7"
    assert np.abs(light.model_input.astype(int) - dark.model_input).max() <= 2


def test_black_ink_on_transparent_canvas_is_read(predictor):
    canvas = np.dstack([np.zeros((280, 280, 3), np.uint8), 255 - seven()])
    assert predictor.predict(canvas).label == "7"


@pytest.mark.parametrize("side", [12, 20, 28, 60, 2500])
def test_small_and_large_pictures_are_read(predictor, side):
    assert predictor.predict(seven(side, max(1, side // 14))).label == "7"


@pytest.mark.parametrize("paper", [255, 128, 0])
def test_blank_paper_has_no_label(predictor, paper):
    prediction = predictor.predict(np.full((100, 100), paper, np.uint8))
    assert prediction.label is None
    assert prediction.box is None


def test_probabilities_name_every_class_and_sum_to_one(predictor):
    probabilities = predictor.predict(seven()).probabilities
    assert list(probabilities) == list("0123456789")
    assert sum(probabilities.values()) == pytest.approx(1, abs=1e-5)


def test_accuracy_on_mnist_is_what_is_promised(predictor):
    images, labels = validation()
    own = (predictor.classify(images).argmax(axis=1) == labels).mean()
    assert own >= 0.992


def test_the_pipeline_costs_no_accuracy(predictor):
    images, labels = validation()
    images, labels = images[::25], labels[::25]
    own = (predictor.classify(images).argmax(axis=1) == labels).mean()
    for picture in (
        enlarged,
        lambda image: coloured(enlarged(image), (30, 50, 150), (235, 230, 220)),
    ):
        read = [predictor.predict(picture(image)).label for image in images]
        through = np.mean([label == str(true) for label, true in zip(read, labels, strict=True)])
        assert through >= own - 0.006  # two in 400 are the sample's own grain


def test_reading_one_digit_is_predicting_it(predictor):
    reading = predictor.read(seven())
    assert reading.text == "7"
    assert reading.digits[0].probabilities == predictor.predict(seven()).probabilities
    assert reading.ignored == ()


def pictures_of_many_sorts():
    """Digits, numbers, shapes and noise."""
    images, _ = validation()
    numbers = [np.hstack(images[start : start + 3]) for start in range(0, 30, 3)]
    pages = [*map(enlarged, images[:20]), *(enlarged(number, 4) for number in numbers)]
    return [*pages, *(255 - page for page in pages), zigzag(), letter_k(), noise(90), salt(90)]


def test_what_is_predicted_is_the_most_prominent_of_what_is_read(predictor):
    for picture in pictures_of_many_sorts():
        prediction, reading = predictor.predict(picture), predictor.read(picture)
        assert (prediction.label is None) == (not reading.digits)
        if reading.digits:
            assert prediction.box in [digit.box for digit in reading.digits]
            assert prediction.label in [digit.label for digit in reading.digits]


@pytest.mark.parametrize("is_light", [False, True])
@pytest.mark.parametrize("share", [0.1, 0.2, 0.45, 0.7])
@pytest.mark.parametrize("name", FILLED_SHAPES)
def test_a_filled_shape_is_no_digit_nor_is_the_paper_around_it(predictor, name, share, is_light):
    ink = filled(name, 400 * share, np.random.default_rng(0))
    page = np.zeros((400, 400), np.float32)
    page[50 : 50 + ink.shape[0], 60 : 60 + ink.shape[1]] = ink
    page = np.rint(255 * (page if is_light else 1 - page)).astype(np.uint8)
    assert predictor.read(page).text == ""


def test_reading_nothing_is_an_empty_text(predictor):
    assert predictor.read(np.full((50, 50), 255, np.uint8)).text == ""


def test_what_was_read_prints_in_a_line(predictor):
    shown = predictor.predict(seven())
    assert repr(shown) == str(shown)
    confidence, box = f"{shown.confidence:.4f}", shown.box
    assert str(shown) == f"Prediction(label='7', confidence={confidence}, box={box}, reason=None)"
    assert str(predictor.read(seven())) == (
        f"Reading(text='7', confidence={confidence}, box={box}, reason=None)"
    )
    blank = predictor.read(np.full((50, 50), 255, np.uint8))
    assert str(blank) == "Reading(text='', confidence=0.0000, box=None, reason='blank')"


def test_a_bad_picture_raises_one_sentence(predictor):
    with pytest.raises(UnreadablePicture, match=r"\.$"):
        predictor.predict(b"not a picture")


def test_history_is_that_of_the_shipped_weights(predictor):
    """The last epoch's figures must be those that the weights give today."""
    images, labels = validation()
    accuracy = (predictor.classify(images).argmax(axis=1) == labels).mean()
    assert predictor.history["epochs"][-1]["validation_accuracy"] == pytest.approx(
        accuracy, abs=2e-4
    )


def letter_k(side=280):
    """A K of three strokes."""
    canvas = np.full((side, side), 255, np.uint8)
    for start, end in (((80, 50), (80, 230)), ((200, 50), (82, 150)), ((110, 130), (205, 230))):
        cv2.line(canvas, start, end, 0, 18, cv2.LINE_AA)
    return canvas


@pytest.mark.parametrize("picture", [zigzag, letter_k])
def test_what_is_no_digit_gets_no_label_but_a_box_and_bars(predictor, picture):
    prediction = predictor.predict(picture())
    assert prediction.label is None
    assert prediction.box is not None
    assert sum(prediction.probabilities.values()) == pytest.approx(1, abs=1e-5)
    assert predictor.read(picture()).text == ""


def finding(outlier=0.0, box=(0, 0, 20, 28), is_noise=False, is_several=False):
    prepared = Prepared(np.full((28, 28), 255, np.uint8), box)
    probabilities = np.full(10, 0.1, np.float32)
    return Finding(prepared, probabilities, outlier, is_noise=is_noise, is_several=is_several)


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (finding(), None),
        (finding(box=None), "blank"),
        (finding(outlier=0.999), "no digit"),
        (finding(is_noise=True, outlier=0.999), "no digit"),
        (finding(outlier=0.95), "unsure"),
        (finding(outlier=0.999, box=(0, 0, 60, 28)), "no digit"),
        (finding(outlier=0.999, is_several=True), "touching"),
        (finding(outlier=0.01, box=(0, 0, 60, 28)), None),
    ],
)
def test_the_reason_for_no_label(predictor, found, reason):
    prediction = predictor._prediction(found)
    assert prediction.reason == reason
    assert (prediction.label is None) == (reason is not None)
    assert prediction.nearest == "0"


def test_the_steps_are_drawn_when_asked_for_and_go_to_other_processes(predictor):
    prediction = predictor.predict(seven())
    assert "steps" not in vars(prediction)
    copy = pickle.loads(pickle.dumps(prediction))
    assert [step.name for step in copy.steps] == [step.name for step in prediction.steps]
    assert len(copy.steps) == 6
    assert (copy.label, copy.box) == (prediction.label, prediction.box)


@pytest.mark.parametrize("dataset", ["fashion-mnist", "symbols"])
def test_what_is_no_digit_is_never_said_to_touch(predictor, dataset):
    head, classes = predictor.network.layers[-1], predictor.classes
    other = predictor.with_head(head, classes, predictor.calibration, dataset)
    assert other._prediction(finding(outlier=0.999, box=(0, 0, 60, 28))).reason == "no digit"


def test_hardly_any_true_digit_is_refused(predictor):
    images, _ = validation()
    refused = sum(predictor.predict(image).label is None for image in images[::5])
    assert refused <= 20  # of 2,000: 1 %, by the mean of two networks and by the row network


def test_weights_without_calibration_refuse_blank_pictures(predictor):
    uncalibrated = Predictor(predictor.network)
    assert uncalibrated.predict(seven()).label == "7"
    assert uncalibrated.predict(np.full((50, 50), 255, np.uint8)).label is None
