"""A run that was stopped goes on to the very same weights."""

from dataclasses import replace

import pytest
import torch

from model.data.splits import Split
from model.networks.cnn import CNN
from model.training.augmentation.digits import Augmentation
from model.training.checkpoint import WrongCheckpoint, resume, save_checkpoint
from model.training.loop import Training
from model.training.recipes import TUTORIAL
from tests.tools.pictures import validation

QUICK = replace(TUTORIAL, hidden=(32, 16), epochs=5, batch_size=50)
RICH = replace(
    QUICK,
    batch_norm=True,
    one_cycle=True,
    average_decay=0.9,
    weight_decay=0.02,
    bfloat16=True,
    augmentation=Augmentation(),
    data_echoing=3,
)


@pytest.fixture(scope="module")
def splits():
    images, labels = map(torch.from_numpy, validation())
    whole = Split(images, labels.long())
    return whole[:150], whole[150:250]


def new_run(recipe, splits, kind="network", seed=3):
    torch.manual_seed(0)
    if kind != "network":  # convolutions take their time
        splits = [split[:60] for split in splits]
    teacher = CNN(mean=0.13, std=0.31).eval() if kind == "taught" else None
    return Training(recipe, *splits, seed=seed, teacher=teacher)


@pytest.mark.parametrize(
    ("recipe", "kind"),
    [
        (QUICK, "network"),
        (replace(QUICK, optimiser="sgd"), "network"),
        (replace(QUICK, optimiser="momentum", one_cycle=True), "network"),
        (RICH, "network"),
        (replace(RICH, bfloat16=False, batch_size=20, taught=0.9), "taught"),
        (replace(RICH, batch_size=20, blocks=((8, 8), (16,))), "convolutional"),
    ],
    ids=["tutorial", "sgd", "momentum", "everything", "taught", "convolutional"],
)
def test_a_resumed_run_ends_like_an_unbroken_one_bit_for_bit(splits, tmp_path, recipe, kind):
    unbroken = new_run(recipe, splits, kind)
    for record in unbroken.epochs():
        save_checkpoint(unbroken, tmp_path / f"after {record.epoch}")

    for stopped_after in (1, 3, 4):
        torch.rand(7)  # whatever else happened meanwhile
        resumed = new_run(recipe, splits, kind)
        resume(resumed, tmp_path / f"after {stopped_after}")
        list(resumed.epochs())
        for name in ("student", "average") if recipe.average_decay else ("student",):
            expected, got = (getattr(run, name).state_dict() for run in (unbroken, resumed))
            assert all(torch.equal(expected[key], got[key]) for key in expected)
        assert [replace(record, seconds=0) for record in resumed.records] == [
            replace(record, seconds=0) for record in unbroken.records
        ]


def test_without_a_checkpoint_a_run_begins_at_the_beginning(splits, tmp_path):
    run = new_run(QUICK, splits)
    resume(run, tmp_path / "nothing")
    assert run.records == []


@pytest.fixture
def checkpoint(splits, tmp_path):
    run = new_run(QUICK, splits)
    next(run.epochs())
    save_checkpoint(run, tmp_path / "run.pt")
    return tmp_path / "run.pt"


def test_a_checkpoint_of_another_device_is_gone_on_from(splits, tmp_path, monkeypatch):
    run = new_run(RICH, splits)
    next(run.epochs())
    monkeypatch.setattr("torch.serialization.location_tag", lambda storage: "cuda:99")
    save_checkpoint(run, tmp_path / "run.pt")
    resumed = new_run(RICH, splits)
    resume(resumed, tmp_path / "run.pt")
    assert resumed.records == run.records


class Bomb:
    def __reduce__(self):
        return (print, ("boom",))


def test_a_checkpoint_can_run_no_code(splits, checkpoint, capsys):
    torch.save({"run": Bomb()}, checkpoint)
    with pytest.raises(WrongCheckpoint, match="damaged"):
        resume(new_run(QUICK, splits), checkpoint)
    assert "boom" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "change", [{"recipe": replace(QUICK, epochs=9)}, {"seed": 4}, {"pictures": 1}]
)
def test_the_checkpoint_of_another_run_is_refused_in_one_sentence(splits, checkpoint, change):
    training, shown = splits
    training = training[change.get("pictures", 0) :]
    run = new_run(change.get("recipe", QUICK), (training, shown), seed=change.get("seed", 3))
    with pytest.raises(WrongCheckpoint, match="of another run"):
        resume(run, checkpoint)


def cut(path):
    path.write_bytes(path.read_bytes()[:100])


def empty(path):
    path.write_bytes(b"")


def lose_a_tensor(path):
    state = torch.load(path, weights_only=True)
    state["student"].pop("layers.1.weight")
    torch.save(state, path)


def lose_the_records(path):
    state = torch.load(path, weights_only=True)
    state.pop("records")
    torch.save(state, path)


@pytest.mark.parametrize("spoil", [cut, empty, lose_a_tensor, lose_the_records])
def test_a_damaged_checkpoint_is_refused_in_one_sentence(splits, checkpoint, spoil):
    spoil(checkpoint)
    with pytest.raises(WrongCheckpoint, match="damaged"):
        resume(new_run(QUICK, splits), checkpoint)
