"""The smallest change makes the asked digit, with little ink, and people's ink at that."""

import numpy as np
import pytest

from model import Predictor
from model.explanation.counterfactual import levels, smallest_change
from model.picture.findings import Judgement
from model.reading import Prediction
from tests.tools.pictures import validation

COUNT = 24


@pytest.fixture(scope="module")
def predictor():
    return Predictor.from_pretrained()


def examples(predictor, target):
    images, labels = predictor.replay
    return images[labels == target]


@pytest.fixture(scope="module")
def changes(predictor):
    """Test pictures, the digits asked for, and what became of them."""
    images, labels = validation()
    random = np.random.default_rng(0)
    asked = []
    for index in random.choice(len(images), COUNT, replace=False):
        target = int((labels[index] + random.integers(1, 10)) % 10)
        change = smallest_change(predictor, images[index], target, examples(predictor, target))
        asked.append((images[index], target, change))
    return asked


def test_the_changed_picture_is_read_as_the_asked_digit(predictor, changes):
    pictures = np.stack([change.image for *_, change in changes])
    targets = [target for _, target, _ in changes]
    probabilities, outlier = predictor.judge(pictures)
    read = probabilities.argmax(axis=1) == targets
    assert (read & (outlier <= predictor.refusal_threshold)).mean() > 0.9


def test_mostly_so_through_the_whole_pipeline(predictor, changes):
    read = [predictor.predict(change.image).label == str(target) for _, target, change in changes]
    assert np.mean(read) > 0.8


def test_it_takes_less_ink_than_to_write_an_example_over_it_or_in_its_place(predictor, changes):
    """The naive ways: the example that costs least, laid over the picture or put in its place."""
    for image, target, change in changes:
        others = np.float64(examples(predictor, target))
        replaced = np.abs(others - image).sum(axis=(1, 2)).min() / 255
        assert change.added + change.taken < replaced
    ink = np.mean([change.added + change.taken for *_, change in changes])
    assert ink < 0.5 * np.mean([least_overlay(predictor, *one[:2]) for one in changes])


def least_overlay(predictor, image, target):
    """Ink of the cheapest example that makes the digit when it is written over the picture."""
    others = examples(predictor, target)
    over = np.maximum(others, image)
    read = predictor.classify(over).argmax(axis=1) == target
    ink = (over[read] / 255 - image / 255).sum(axis=(1, 2))
    return ink.min() if read.any() else image.size


def test_the_difference_is_what_was_changed(changes):
    for image, _, change in changes:
        np.testing.assert_array_equal(levels(image / 255 + change.difference), change.image)
        whole = np.abs(np.float64(change.image) - image).sum() / 255
        assert change.added + change.taken == pytest.approx(whole, abs=0.5)


def test_what_is_read_so_already_is_left_alone(predictor):
    image = validation()[0][0]  # a 7
    change = smallest_change(predictor, image, 7, examples(predictor, 7))
    np.testing.assert_array_equal(change.image, image)
    assert change.added == change.taken == 0


class HardlySure:
    """Takes whatever has a little ink for a 1, never surely, and never through the pipeline."""

    classes = ("0", "1")

    def judge(self, pictures):
        share = np.where(pictures.sum(axis=(1, 2)) > 5 * 255, 0.6, 0.1)
        probabilities = np.stack([1 - share, share], axis=1)
        return Judgement(np.float32(probabilities), np.zeros(len(pictures), np.float32))

    def predict(self, picture):
        return Prediction(None, {"0": 0.4, "1": 0.6}, picture)


def test_what_does_not_become_surer_is_changed_no_further():
    example = np.zeros((1, 28, 28), np.uint8)
    example[0, 4:24, 4:24] = 255  # 400 px of full ink
    change = smallest_change(HardlySure(), np.zeros((28, 28), np.uint8), 1, example)
    assert 5 < change.added < 50


def test_where_nothing_can_be_swapped_there_is_no_change(predictor):
    image = validation()[0][0]  # a 7
    assert smallest_change(predictor, image, 3, image[None]) is None
    assert smallest_change(predictor, image, 3, image[None][:0]) is None
