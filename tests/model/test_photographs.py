"""The way of a photograph to the network, its changes in training, and what shows no thing."""

import io

import cv2
import numpy as np
import pytest
import torch
from PIL import Image

from model.data.datasets import CIFAR_10
from model.data.splits import ARRAYS, DataMissing, load
from model.photographs.preparation import prepare_photograph
from model.synthetic.no_pictures import draw_no_pictures
from model.training.augmentation.photographs import PhotoAugmentation, as_jpeg


def scene(height, width):
    """A smooth picture in colour (height, width, 3) uint8."""
    coarse = np.random.default_rng(0).integers(0, 256, (6, 6, 3), np.uint8)
    return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)


@pytest.mark.parametrize("side", [240, 263, 1103])
def test_the_middle_square_is_shrunk_as_pillow_does(side):
    picture = scene(side, side + 80)
    prepared = prepare_photograph(picture)
    oracle = Image.fromarray(picture[:, 40:-40]).resize((32, 32), Image.Resampling.BOX)
    assert prepared.box == (40, 0, 40 + side, side)
    apart = np.abs(prepared.model_input.astype(int) - np.asarray(oracle))
    assert apart.mean() < 2.5  # of 255; odd sides lose a quarter of a pixel at most
    assert apart.max() <= 12


@pytest.mark.parametrize("shape", [(1, 1), (1, 40), (5, 3), (32, 32), (3000, 2000)])
def test_any_size_becomes_32_by_32(shape):
    prepared = prepare_photograph(scene(*shape))
    assert prepared.model_input.shape == (32, 32, 3)


@pytest.mark.parametrize("shape", [(1, 3000), (3000, 1), (2, 4801), (30, 5000)])
def test_the_box_of_a_strip_stays_within_it(shape):
    left, top, right, bottom = prepare_photograph(scene(*shape)).box
    assert 0 <= left < right <= shape[1]
    assert 0 <= top < bottom <= shape[0]


def test_a_picture_of_one_colour_shows_nothing():
    assert prepare_photograph(np.full((50, 50, 3), 77, np.uint8)).box is None


def test_pictures_are_moved_by_whole_pixels_and_at_random():
    images = torch.from_numpy(scene(32, 32)).float().expand(64, -1, -1, -1) / 255
    change = PhotoAugmentation(jpeg=0)
    moved = change(images, torch.Generator().manual_seed(0))
    assert torch.equal(moved, change(images, torch.Generator().manual_seed(0)))
    inner = images[0, 4:28, 4:28]
    places = {
        (x, y)
        for one in moved
        for y in range(5)
        for x in range(5)
        if torch.equal(one[2 + y : 26 + y, 2 + x : 26 + x], inner)
    }
    assert len(places) > 15


def test_a_smaller_frame_shows_a_part_as_large_as_it_was():
    images = torch.from_numpy(scene(32, 32)).float().expand(64, -1, -1, -1) / 255
    seen = PhotoAugmentation(shift=0, side=24, jpeg=0)(images, torch.Generator().manual_seed(0))
    assert seen.shape == (64, 24, 24, 3)
    parts = {
        images[0, y : y + 24, x : x + 24].numpy().tobytes() for y in range(9) for x in range(9)
    }
    found = {one.numpy().tobytes() for one in seen}
    assert found <= parts
    assert len(found) > 30


def test_a_square_of_a_pictures_mean_colour_hides_a_part_of_it():
    images = torch.from_numpy(scene(32, 32)).float().expand(64, -1, -1, -1) / 255
    hide = PhotoAugmentation(shift=0, jpeg=0, hidden=8)
    hidden = (hide(images, torch.Generator().manual_seed(0)) != images).any(dim=3)  # (B, 32, 32)
    sizes = hidden.flatten(1).sum(dim=1)
    assert sizes.max() == 64
    assert sizes.min() < 64  # at an edge, where it stands out
    seen = hide(images, torch.Generator().manual_seed(0))
    colours = seen[0][hidden[0]].unique(dim=0)
    assert torch.allclose(colours, images[0].mean(dim=(0, 1)), atol=1e-6)


def test_whatever_is_drawn_is_drawn_on_the_device_of_the_images():
    images = torch.from_numpy(scene(32, 32)).float().expand(20, -1, -1, -1) / 255
    change = PhotoAugmentation(jpeg=0.5, hidden=8)
    usual = change(images, torch.Generator().manual_seed(0))
    with torch.device("meta"):  # where whatever is not told a device goes, and no number comes back
        assert torch.equal(change(images, torch.Generator("cpu").manual_seed(0)), usual)


def test_some_come_back_from_a_jpeg_as_pillow_writes_it():
    picture = scene(32, 32)
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=75)
    oracle = np.asarray(Image.open(file)).astype(int)
    assert np.abs(as_jpeg(picture, 75).astype(int) - oracle).mean() < 2
    images = torch.from_numpy(picture).float().expand(200, -1, -1, -1) / 255
    changed = PhotoAugmentation(shift=0, jpeg=0.3)(images, torch.Generator().manual_seed(0))
    share = (changed != images).flatten(1).any(dim=1).float().mean()
    assert 0.15 < share < 0.45


def test_what_shows_no_thing_is_of_many_kinds_and_always_the_same():
    digits = np.zeros((10, 28, 28), np.uint8)
    digits[:, 4:24, 12:16] = 255
    shown = draw_no_pictures(20, 0, digits)
    assert shown.shape == (20, 32, 32, 3)
    assert shown.dtype == np.uint8
    assert np.array_equal(shown, draw_no_pictures(20, 0, digits))
    assert len({one.tobytes() for one in shown}) == 20


def test_an_archive_beside_the_data_is_read_and_shuffled(tmp_path):
    labels = np.repeat(np.arange(10, dtype=np.uint8), 5)
    images = np.broadcast_to(labels[:, None, None, None], (50, 32, 32, 3))
    np.savez(tmp_path / CIFAR_10.archive, **dict(zip(ARRAYS, (images, labels) * 2, strict=True)))
    training, validation = load(CIFAR_10, tmp_path)
    assert torch.equal(training.images[:, 0, 0, 0].long(), training.labels)
    assert training.labels.tolist() != labels.tolist()
    assert sorted(training.labels.tolist()) == labels.tolist()
    assert torch.equal(validation.images[:, 0, 0, 0].long(), validation.labels)
    assert validation.labels.tolist() != labels.tolist()


@pytest.mark.parametrize("content", [b"no archive", b"PK\x03\x04", b""])
def test_a_damaged_archive_is_one_sentence(tmp_path, content):
    (tmp_path / CIFAR_10.archive).write_bytes(content)
    with pytest.raises(DataMissing, match=r"cifar10\.npz is damaged"):
        load(CIFAR_10, tmp_path)
