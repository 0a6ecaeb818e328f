"""The ink network learns from pages, and a run of it goes on where it was stopped."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
import torch

from model.networks.ink import MULTIPLE, InkNetwork
from model.training import generated
from model.training.checkpoint import WrongCheckpoint, resume, save_checkpoint
from model.training.ink import training as ink_training
from model.training.ink.training import InkRecipe, InkTraining, Pages, ink_loss
from model.weights.storage import read_ink, save_network
from tests.tools.pictures import ROOT, validation

DIGITS = validation()[0][:200]
KEPT_OUT = validation()[0][200:300]
QUICK = InkRecipe(epochs=2, examples=16, batch_size=4)
SHAPES = ((64, 64), (48, 80))  # px, of small pages


@pytest.fixture(autouse=True)
def small_pages(monkeypatch):
    monkeypatch.setattr(ink_training, "PAGE_SHAPES", SHAPES)
    monkeypatch.setattr(ink_training, "VALIDATION_PAGES", 8)
    monkeypatch.setattr(generated.os, "cpu_count", lambda: 1)  # pages are made in this process


def new_run(recipe=QUICK, digits=DIGITS, seed=3):
    return InkTraining(recipe, digits, KEPT_OUT, seed)


def test_a_run_lowers_the_loss():
    run = new_run(replace(QUICK, examples=48))
    first, last = run.epochs()
    assert (first.epoch, last.epoch) == (1, 2)
    assert last.train_loss < first.train_loss
    assert 0 <= last.validation_score <= 1
    assert run.records == [first, last]


def test_every_batch_is_told():
    steps = []
    list(new_run().epochs(on_step=steps.append))
    assert steps == [*range(4), *range(4)]


def test_no_page_is_seen_twice_and_each_is_of_its_batchs_shape():
    pages = Pages(0, DIGITS, 4)
    batches = [*pages.batches(0, 16), *pages.batches(16, 32)]
    shapes = [tuple(pictures.shape[1:3]) for pictures, _ in batches]
    assert shapes == [SHAPES[index % 2] for index in range(8)]
    each = [page.numpy().tobytes() for pictures, _ in batches for page in pictures]
    assert len(set(each)) == 32


MADE_ELSEWHERE = """
import cv2, numpy as np, torch
from model.training import generated
from model.training import generated
from model.training.ink import training as ink_training
generated.os.cpu_count, ink_training.PAGE_SHAPES = lambda: 3, ((64, 64),)
digits = np.random.default_rng(0).integers(0, 256, (9, 28, 28), np.uint8)
pages = ink_training.Pages(0, digits, 4)
expected = [pages[number] for number in range(8)]
for _ in range(10):
    cv2.GaussianBlur(np.zeros((2000, 2000, 3), np.uint8), (0, 0), 3)
    made = [both for batch in pages.batches(0, 8) for both in zip(*batch)]
    assert all(torch.equal(a, b) for one in zip(made, expected) for a, b in zip(*one))
"""


def test_other_processes_make_the_same_pages_though_this_one_computes_on_several_threads():
    """A process forked beside OpenCV's threads may wait for them forever (in setNumThreads)."""
    subprocess.run([sys.executable, "-c", MADE_ELSEWHERE], check=True, timeout=60, cwd=ROOT)


def test_a_run_resumed_from_a_checkpoint_ends_like_an_unbroken_one_bit_for_bit(tmp_path):
    recipe = replace(QUICK, epochs=3)
    unbroken = new_run(recipe)
    for record in unbroken.epochs():
        save_checkpoint(unbroken, tmp_path / f"after {record.epoch}")
    for stopped_after in (1, 2):
        torch.rand(7)  # whatever else happened meanwhile
        resumed = new_run(recipe)
        resume(resumed, tmp_path / f"after {stopped_after}")
        list(resumed.epochs())
        for name in ("student", "network"):
            expected, got = (getattr(run, name).state_dict() for run in (unbroken, resumed))
            assert all(torch.equal(expected[key], got[key]) for key in expected)
        assert [replace(record, seconds=0) for record in resumed.records] == [
            replace(record, seconds=0) for record in unbroken.records
        ]


@pytest.mark.parametrize(
    "change", [{"recipe": replace(QUICK, epochs=9)}, {"seed": 4}, {"digits": DIGITS[1:]}]
)
def test_the_checkpoint_of_another_run_is_refused_in_one_sentence(tmp_path, change):
    save_checkpoint(new_run(), tmp_path / "run.pt")
    with pytest.raises(WrongCheckpoint, match="of another run"):
        resume(new_run(**change), tmp_path / "run.pt")


def test_validation_pages_change_nothing():
    one = new_run()
    other = InkTraining(QUICK, DIGITS, DIGITS[:50], 3)
    for run in (one, other):
        next(run.epochs())
    expected, got = one.network.state_dict(), other.network.state_dict()
    assert all(torch.equal(expected[key], got[key]) for key in expected)
    assert one.records[0].validation_loss != other.records[0].validation_loss


@pytest.mark.parametrize(
    ("height", "width"),
    [(MULTIPLE, MULTIPLE), (MULTIPLE, 20 * MULTIPLE), (5 * MULTIPLE, 2 * MULTIPLE)],
)
def test_the_network_takes_any_multiple_of_16_and_answers_for_every_pixel(height, width):
    network = InkNetwork().eval()
    with torch.no_grad():
        logits = network(torch.rand(2, 3, height, width))
    assert logits.shape == (2, height, width)
    assert torch.isfinite(logits).all()


def test_a_page_is_answered_alike_alone_and_in_a_batch():
    network = InkNetwork().eval()
    pages = torch.rand(3, 3, 32, 48)
    with torch.no_grad():
        together, alone = network(pages), network(pages[1:2])
    assert torch.allclose(together[1:2], alone, atol=1e-5)


def test_a_saved_network_answers_as_it_did(tmp_path):
    """Batch normalisation, of which it has seen other pages than noise, is folded away."""
    run = new_run()
    next(run.epochs())
    pages = torch.from_numpy(np.random.default_rng(0).random((1, 3, 48, 64), np.float32))
    with torch.no_grad():
        expected = run.network.eval()(pages)
    save_network(run.network, tmp_path)
    assert torch.allclose(read_ink(tmp_path)(pages), expected, atol=1e-4)


def test_the_loss_is_least_where_the_ink_is_found():
    ink = torch.zeros(1, 32, 32)
    ink[:, 8:24, 14:18] = 1
    right = ink_loss(20 * ink - 10, ink)
    assert right < 0.01
    for wrong in (-10 * torch.ones_like(ink), 10 * torch.ones_like(ink), 10 - 20 * ink):
        assert ink_loss(wrong, ink) > 100 * right


def test_a_thin_stroke_that_is_missed_weighs_more_than_cross_entropy_alone_has_it():
    ink = torch.zeros(1, 224, 224)
    ink[:, 20:200, 110:112] = 1
    missed = torch.full_like(ink, -3)
    cross_entropy = torch.nn.functional.binary_cross_entropy_with_logits(missed, ink)
    assert ink_loss(missed, ink) > 2 * cross_entropy


def test_an_empty_page_with_nothing_found_costs_next_to_nothing():
    empty = torch.zeros(2, 64, 64)
    assert ink_loss(torch.full_like(empty, -12), empty) < 0.01
