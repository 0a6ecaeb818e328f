"""The pictures beside the weights come back: drawings bit for bit, photographs all but."""

import cv2
import numpy as np
import pytest

from model.weights.shown_pictures import read_shown, write_shown


def photographs(count, side=32):
    """Smooth ones of any colours."""
    random = np.random.default_rng(0)
    coarse = random.integers(0, 256, (count, 5, 5, 3), dtype=np.uint8)
    return np.stack(
        [cv2.resize(one, (side, side), interpolation=cv2.INTER_CUBIC) for one in coarse]
    )


def test_drawings_come_back_as_they_were(tmp_path):
    images = np.random.default_rng(0).integers(0, 256, (30, 28, 28), dtype=np.uint8)
    write_shown(tmp_path, images, np.arange(30) % 10)
    shown, labels = read_shown(tmp_path)
    assert np.array_equal(shown, images)
    assert labels.tolist() == [number % 10 for number in range(30)]


@pytest.mark.parametrize("count", [1, 99, 100, 257])
def test_photographs_come_back_all_but_as_they_were(tmp_path, count):
    images = photographs(count)
    write_shown(tmp_path, images, np.arange(count) % 10)
    shown, labels = read_shown(tmp_path)
    assert shown.shape == images.shape
    assert np.abs(shown.astype(int) - images).mean() < 2
    assert len(labels) == count


def test_no_photograph_blurs_into_its_neighbour(tmp_path):
    images = np.zeros((200, 32, 32, 3), np.uint8)
    images[::2] = 255
    write_shown(tmp_path, images, np.zeros(200))
    assert np.array_equal(read_shown(tmp_path)[0], images)


def test_without_pictures_there_are_none(tmp_path):
    assert read_shown(tmp_path) is None
