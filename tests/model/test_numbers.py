"""Whole numbers are read in order, and one digit reads as predict() reads it."""

import cv2
import numpy as np
import pytest

from model import Predictor
from model.synthetic.digits import draw
from tests.tools.pictures import coloured, enlarged, seven, validation, zigzag

SURELY_READ = 0.999  # these tests are about finding digits, not about telling them apart


@pytest.fixture(scope="module")
def predictor():
    return Predictor.from_pretrained()


def clear_digits(predictor, count):
    """MNIST images that the network is sure of, and their labels as text."""
    images, labels = validation()
    images, labels = images[:400], labels[:400]
    probabilities = predictor.classify(images)
    sure = (probabilities.max(axis=1) > SURELY_READ) & (probabilities.argmax(axis=1) == labels)
    return images[sure][:count], "".join(map(str, labels[sure][:count]))


def in_rows(images, columns, times=3, gap=0):
    """White-on-black images set in rows, (H, W) uint8."""
    cells = [np.pad(enlarged(image, times), gap) for image in images]
    rows = [np.hstack(cells[i : i + columns]) for i in range(0, len(cells), columns)]
    return np.pad(np.vstack(rows), 20)


def test_a_number_is_read_from_left_to_right(predictor):
    images, text = clear_digits(predictor, 4)
    reading = predictor.read(in_rows(images, 4))
    assert reading.text == text
    lefts = [digit.box[0] for digit in reading.digits]
    assert lefts == sorted(lefts)


def test_lines_are_parted_by_line_breaks(predictor):
    images, text = clear_digits(predictor, 6)
    reading = predictor.read(255 - in_rows(images, 3, gap=8))
    assert reading.text == f"{text[:3]}\n{text[3:]}"


def test_a_large_photo_of_thirty_digits_is_read(predictor):
    images, text = clear_digits(predictor, 32)
    small = in_rows(images, 8, times=4, gap=12)
    page = np.zeros((1500, 2000), np.uint8)
    page[300 : 300 + small.shape[0], 400 : 400 + small.shape[1]] = small
    photo = coloured(cv2.resize(page, (4000, 3000)), (50, 60, 120), (200, 196, 188))
    light = np.linspace(1, 0.7, 4000)[None, :, None]
    grain = np.random.default_rng(0).normal(0, 3, photo.shape)
    reading = predictor.read(np.clip(photo * light + grain, 0, 255).astype(np.uint8))
    wrong = sum(a != b for a, b in zip(reading.text.replace("\n", ""), text, strict=False))
    assert len(reading.text.split("\n")) == 4
    assert len(reading.digits) == 32
    assert wrong <= 1


def test_boxes_are_in_pixels_of_the_picture(predictor):
    canvas = np.full((600, 900), 255, np.uint8)
    canvas[100:380, 500:780] = seven()
    (digit,) = predictor.read(canvas).digits
    assert np.abs(np.subtract(digit.box, (560, 146, 721, 348))).max() < 8


def test_one_mnist_digit_reads_as_it_is_predicted(predictor):
    images, _ = validation()
    same = []
    for image in images[:200]:
        picture = enlarged(image)
        same.append(predictor.read(picture).text == predictor.predict(picture).label)
    assert np.mean(same) >= 0.99  # a very wide digit may be taken for two that touch


def test_one_drawn_digit_reads_as_it_is_predicted(predictor):
    random = np.random.default_rng(0)
    same = []
    for count in range(100):
        ink = np.pad(draw(count % 10, random), 30)
        picture = (255 * (1 - ink)).astype(np.uint8)
        same.append(predictor.read(picture).text == predictor.predict(picture).label)
    assert np.mean(same) >= 0.98


def test_predict_takes_the_digit_with_the_most_ink(predictor):
    images, text = clear_digits(predictor, 2)
    large, small = enlarged(images[0], 8), enlarged(images[1], 5)
    canvas = np.zeros((264, 460), np.uint8)
    canvas[20:244, 20:244] = large
    canvas[80:220, 300:440] = small
    assert predictor.predict(canvas).label == text[0]
    assert predictor.read(canvas).text == text


def test_what_is_far_from_the_size_of_the_digits_is_ignored(predictor):
    images, text = clear_digits(predictor, 4)
    picture = in_rows(images, 4)
    picture = np.pad(picture, ((0, 60), (0, 0)))
    cv2.circle(picture, (200, picture.shape[0] - 30), 6, 255, -1)
    reading = predictor.read(picture)
    assert reading.text == text
    assert len(reading.ignored) == 1
    assert reading.ignored[0].label is None


@pytest.mark.parametrize("rise", [0, 3, 6, 8, 12, 30])
@pytest.mark.parametrize("pen", [10, 22])
def test_a_dash_is_no_row_of_touching_ones(predictor, rise, pen):
    picture = np.zeros((280, 280), np.uint8)
    cv2.line(picture, (60, 140), (220, 140 - rise), 255, pen, cv2.LINE_AA)
    assert predictor.read(picture).text == ""


def test_a_number_is_as_sure_as_all_of_its_digits_and_its_box_holds_them(predictor):
    reading = predictor.read(np.hstack([seven(), seven()]))
    first, second = reading.digits
    assert reading.confidence == pytest.approx(first.confidence * second.confidence)
    assert reading.box[:1] + reading.box[2:3] == (first.box[0], second.box[2])
    assert reading.reason is None


@pytest.mark.parametrize(
    ("page", "reason"), [(zigzag(), "no digit"), (np.full((90, 90), 255, np.uint8), "blank")]
)
def test_where_nothing_is_read_the_reason_is_that_of_the_most_prominent_thing(
    predictor, page, reason
):
    reading = predictor.read(page)
    assert reading.reason == predictor.predict(page).reason == reason
    assert (reading.confidence, reading.box) == (0, None)
