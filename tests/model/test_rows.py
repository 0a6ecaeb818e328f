"""The row network learns from rows made by code, and says where the digits of a row are."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from model.digits.row import likelihoods
from model.networks.row import BLANK, COLUMN, INK_HEIGHT, NO_DIGIT, ROW_HEIGHT, RowNetwork
from model.synthetic.rows.row import draw_row, draw_strip
from model.synthetic.rows.signs import SIGNS, draw_sign
from model.synthetic.rows.tiles import Tiles
from model.training import generated
from model.training.checkpoint import resume, save_checkpoint
from model.training.rows import training as row_training
from model.training.rows.training import RowRecipe, RowTraining, Strips, edit_distance
from model.weights.storage import read_row_network, save_network
from tests.tools.pictures import validation

IMAGES, LABELS = (part[:300] for part in validation())
OUTLIERS = [np.full((40, 20), 255, np.uint8), np.eye(30, dtype=np.uint8) * 255]
TILES = Tiles(IMAGES, LABELS, OUTLIERS)
QUICK = RowRecipe(epochs=2, examples=16, batch_size=4)


@pytest.fixture(autouse=True)
def small_runs(monkeypatch):
    monkeypatch.setattr(row_training, "VALIDATION_STRIPS", 8)
    monkeypatch.setattr(generated.os, "cpu_count", lambda: 1)  # strips are made in this process


def test_a_row_is_as_high_as_the_network_expects_and_has_a_label_for_each_tile():
    random = np.random.default_rng(0)
    lengths = set()
    for _ in range(200):
        row = draw_row(TILES, random)
        assert row.ink.shape[0] == INK_HEIGHT
        assert row.ink.max() > 0.2
        assert set(row.labels) <= {*range(10), NO_DIGIT}
        lengths.add(len(row.labels))
    assert lengths == {1, 2, 3, 4, 5, 6}


def test_a_strip_is_decided_by_its_number():
    one, same, other = (draw_strip(TILES, 400, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert one.ink.shape == (ROW_HEIGHT, 400)
    assert np.array_equal(one.ink, same.ink)
    assert one.labels == same.labels
    assert not np.array_equal(one.ink, other.ink)


def test_every_label_of_a_strip_finds_a_column():
    strips = Strips(0, TILES, 4)
    for number in range(40):
        _, labels, length = strips[number]
        repeats = (labels[1:length] == labels[: length - 1]).sum()
        assert length + repeats <= 400 // COLUMN


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_has_ink(sign):
    ink = draw_sign(sign, np.random.default_rng(0))
    assert 0 < (ink > 0.5).mean() < 1


def test_a_run_lowers_the_loss_and_goes_on_bit_for_bit(tmp_path):
    recipe = replace(QUICK, examples=32)
    unbroken = RowTraining(recipe, TILES, TILES, 3)
    for record in unbroken.epochs():
        save_checkpoint(unbroken, tmp_path / f"after {record.epoch}")
    first, last = unbroken.records
    assert last.train_loss < first.train_loss
    resumed = RowTraining(recipe, TILES, TILES, 3)
    resume(resumed, tmp_path / "after 1")
    list(resumed.epochs())
    expected, got = (run.network.state_dict() for run in (unbroken, resumed))
    assert all(torch.equal(expected[key], got[key]) for key in expected)


def test_a_saved_network_answers_as_it_did(tmp_path):
    run = RowTraining(QUICK, TILES, TILES, 3)
    next(run.epochs())
    rows = torch.from_numpy(np.random.default_rng(0).random((2, ROW_HEIGHT, 48), np.float32))
    with torch.no_grad():
        expected = run.network.eval()(rows)
    save_network(run.network, tmp_path)
    assert torch.allclose(read_row_network(tmp_path)(rows), expected, atol=1e-4)


def test_there_is_an_output_for_every_fourth_column():
    with torch.no_grad():
        assert RowNetwork().eval()(torch.rand(2, ROW_HEIGHT, 60)).shape == (2, 15, BLANK + 1)


def test_the_likelihoods_of_all_labels_of_a_short_span_sum_to_one():
    """Every path of two columns collapses to some labels, so nothing is lost or counted twice."""
    random = np.random.default_rng(0)
    logs = np.log(random.dirichlet(np.ones(BLANK + 1), 2)).astype(np.float32)
    every = [(), *((one,) for one in range(BLANK))]
    every += [(one, other) for one in range(BLANK) for other in range(BLANK) if one != other]
    found = likelihoods([logs] * len(every), every)
    assert np.exp(found).sum() == pytest.approx(1, abs=1e-4)


def test_spans_of_different_lengths_are_answered_as_alone():
    random = np.random.default_rng(1)
    spans = [
        np.log(random.dirichlet(np.ones(BLANK + 1), count)).astype(np.float32)
        for count in (1, 5, 12)
    ]
    labels = [(3,), (1, 2), ()]
    together = likelihoods(spans, labels)
    alone = [
        float(likelihoods([one], [label])[0]) for one, label in zip(spans, labels, strict=True)
    ]
    assert together == pytest.approx(alone, abs=1e-4)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [([], [], 0), ([1], [], 1), ([1, 2, 3], [1, 3], 1), ([1, 2], [2, 1], 2), ([4, 4], [4, 5], 1)],
)
def test_the_edit_distance(one, other, distance):
    assert edit_distance(one, other) == edit_distance(other, one) == distance
