"""New heads on frozen features: a hand that is learned, symbols, and what is not forgotten."""

import subprocess
import sys

import cv2
import numpy as np
import pytest
import torch

from model import Predictor
from model.picture.mnist_format import normalise, thicken_hairlines
from model.synthetic.pen import handwritten, line, render
from model.teach import main, teach
from model.teaching.features import features
from model.teaching.hand import MAX_FORGOTTEN, Replay, left_out, teach_hand
from model.teaching.home import write_taught
from model.teaching.symbols import ridge, teach_symbols
from tests.tools.pictures import ROOT, validation, zigzag


@pytest.fixture(scope="module")
def predictor():
    return Predictor.from_pretrained()


@pytest.fixture(scope="module")
def replay(predictor):
    images, labels = predictor.replay
    return Replay(features(predictor.network, images), torch.from_numpy(labels))


def odd_ones(count, seed=4):
    """A 1 with a long flag, a foot and a bar across, as nobody taught it."""
    random = np.random.default_rng(seed)
    strokes = [
        line((0.1, 0.35), (0.6, 0), (0.6, 1)),
        line((0.2, 1), (1, 1)),
        line((0.3, 0.5), (0.9, 0.5)),
    ]
    drawn = (render(handwritten(strokes, random), 0.08, 100, True) for _ in range(count))
    return np.stack([normalise(thicken_hairlines(ink)) for ink in drawn])


def test_three_corrections_mend_a_style_and_cost_hardly_anything(predictor, replay):
    head, given = predictor.network.head, features(predictor.network, odd_ones(40))
    labels = torch.ones(40, dtype=torch.int64)
    taught = teach_hand(head, given[:3], labels[:3], replay)

    def right(one, values, truth):
        return float((one(values).argmax(dim=1) == truth).float().mean())

    before, after = (right(one, given[3:], labels[3:]) for one in (head, taught))
    assert after > before + 0.2
    images, truth = validation()
    tests, truth = features(predictor.network, images), torch.from_numpy(truth).long()
    assert right(head, tests, truth) - right(taught, tests, truth) <= 0.002


def test_nonsense_is_not_learned_at_the_price_of_the_rest(predictor, replay):
    """Fifty digits called by wrong names: what is replayed holds the head in place."""
    images, labels = validation()
    given = features(predictor.network, images[:50])
    wrong = (torch.from_numpy(labels[:50]).long() + 3) % 10
    head = predictor.network.head
    taught = teach_hand(head, given, wrong, replay)
    lost = [(one(replay.features).argmax(dim=1) == replay.labels).sum() for one in (head, taught)]
    assert lost[0] - lost[1] <= MAX_FORGOTTEN * len(replay.labels)


def test_the_networks_own_head_stays_as_it_is(predictor, replay):
    head = predictor.network.head
    before = head.weight.clone()
    teach_hand(head, features(predictor.network, odd_ones(2)), torch.ones(2).long(), replay)
    assert torch.equal(head.weight, before)


def test_left_out_is_judged_by_what_the_others_taught(predictor, replay):
    given = features(predictor.network, odd_ones(4))
    said = left_out(predictor.network.head, given, torch.ones(4).long(), replay)
    single = left_out(predictor.network.head, given[:1], torch.ones(1).long(), replay)
    assert said.tolist() == [1, 1, 1, 1]  # as three others of the same hand taught
    assert single[0] == predictor.network.head(given[:1]).argmax()


@pytest.mark.parametrize("units", [5, 30])
def test_what_is_left_out_is_what_leaving_out_would_give(units):
    """PRESS against its definition: solved once more without each example."""
    random = torch.Generator().manual_seed(1)
    rows = torch.randn(12, units, generator=random, dtype=torch.float64)
    targets = torch.randn(12, 3, generator=random, dtype=torch.float64)
    weights = 0.5 + torch.rand(12, 1, generator=random, dtype=torch.float64)
    held = 0.7
    ((found, left_out_scores),) = ridge(rows, targets, weights, [held])

    def solved(kept):
        weighted = weights[kept] * rows[kept]
        return torch.linalg.solve(
            weighted.T @ rows[kept] + held * torch.eye(units, dtype=torch.float64),
            weighted.T @ targets[kept],
        )

    everything = torch.arange(12)
    assert torch.allclose(found, solved(everything))
    for out in range(12):
        expected = rows[out] @ solved(everything[everything != out])
        assert torch.allclose(left_out_scores[out], expected)


def test_symbols_are_told_apart_and_others_refused(predictor):
    images, labels = validation()
    chosen = np.concatenate([np.flatnonzero(labels == digit)[:6] for digit in (2, 3, 5)])
    names = {2: "two", 3: "three", 5: "five"}
    replayed = features(predictor.network, predictor.replay[0])
    reader, taught = teach(
        predictor, images[chosen], [0] * 6 + [1] * 6 + [2] * 6, list(names.values()), replayed
    )
    assert taught.accuracy(torch.arange(3).repeat_interleave(6)) > 0.6
    for digit, name in names.items():
        later = [cv2.resize(one, (200, 200)) for one in images[labels == digit][50:60]]
        assert sum(reader.predict(one).label == name for one in later) >= 7
    assert reader.predict(zigzag()).label is None
    assert predictor.classes == tuple("0123456789")


def test_a_taught_head_takes_no_memory_for_the_rest(predictor):
    values = features(predictor.network, odd_ones(4))
    taught = teach_symbols(values, torch.tensor([0, 0, 1, 1]), 2)
    reader = predictor.with_head(taught.head, ("a", "b"), predictor.calibration, "symbols")
    first, own = (one.network.layers[1].weight for one in (predictor, reader))
    assert first.data_ptr() == own.data_ptr()


def test_a_folder_of_pictures_becomes_a_weights_folder(tmp_path):
    images, labels = validation()
    for digit in (1, 8):
        folder = tmp_path / "pictures" / f"sign {digit}"
        folder.mkdir(parents=True)
        for index, image in enumerate(images[labels == digit][:5]):
            cv2.imwrite(str(folder / f"{index}.png"), cv2.resize(255 - image, (140, 140)))
    (tmp_path / "pictures" / "sign 1" / "notes.txt").write_text("no picture")
    command = [sys.executable, "-m", "model.teach", str(tmp_path / "pictures")]
    out = tmp_path / "mine"
    done = subprocess.run(
        [*command, "--out", str(out)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "2 symbols from 10 pictures" in done.stdout
    assert "notes.txt" in done.stderr
    predictor = Predictor.from_pretrained(out)
    assert predictor.classes == ("sign 1", "sign 8")
    other = cv2.resize(255 - images[labels == 8][30], (140, 140))
    assert predictor.predict(other).label == "sign 8"
    card = (out / "README.md").read_text()
    assert "from digitpad import Predictor\n" in card
    assert 'Predictor.from_pretrained("mine")' in card
    assert "sign 1, sign 8. What is none of them gets no label." in card


def test_the_card_promises_to_refuse_nothing_where_there_was_no_background(predictor, tmp_path):
    images, digits = (part[:20] for part in validation())
    reader, _ = teach(predictor, images, (digits % 2).tolist(), ("even", "odd"), None)
    write_taught(tmp_path, reader)
    card = (tmp_path / "README.md").read_text()
    assert "even, odd.\n" in card
    assert "none of them" not in card


@pytest.mark.parametrize("name", ["cifar-10", "cifar-10-mlp"])
def test_that_symbols_are_not_taught_to_a_network_of_photographs_is_told(
    monkeypatch, tmp_path, name
):
    weights = str(ROOT / "weights" / name)
    options = [str(tmp_path), "--out", str(tmp_path / "out"), "--weights", weights]
    monkeypatch.setattr("sys.argv", ["teach", *options])
    with pytest.raises(SystemExit, match=r"cifar-10.* is of photographs in colour, .*\.$"):
        main()


def test_too_few_folders_are_one_sentence(tmp_path):
    (tmp_path / "a").mkdir()
    command = [sys.executable, "-m", "model.teach", str(tmp_path), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.strip().endswith("each with pictures in it.")
    assert "Traceback" not in done.stderr
