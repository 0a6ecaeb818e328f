"""A weights folder is read strictly; whatever is wrong with it is said in one sentence."""

import json
import os

import pytest
import torch
from safetensors.torch import load_file, save_file

from model import Predictor
from model.data.datasets import MNIST
from model.networks.ink import InkNetwork
from model.networks.mlp import MLP
from model.weights.manifest import write_manifest
from model.weights.storage import (
    PREVIOUS_SUFFIX,
    WeightsDamaged,
    WeightsMissing,
    read_ink,
    read_network,
    save_network,
    write_folder,
)


@pytest.fixture
def folder(tmp_path):
    """Weights as older versions wrote them, without a manifest."""
    path = tmp_path / "mine"
    path.mkdir()
    save_network(MLP((8,), batch_norm=True), path)
    (path / "calibration.json").write_text('{"temperature": 1.5, "refusal_threshold": 0.9}')
    return path


def config(folder, **changes):
    path = folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def tensors(folder, change):
    path = folder / "model.safetensors"
    kept = load_file(path)
    change(kept)
    save_file(kept, path)


DAMAGES = {
    "truncated weights": lambda f: os.truncate(f / "model.safetensors", 500),
    "empty weights": lambda f: os.truncate(f / "model.safetensors", 0),
    "a pickle": lambda f: torch.save({"a": torch.ones(1)}, f / "model.safetensors"),
    "truncated config": lambda f: os.truncate(f / "config.json", 20),
    "no text": lambda f: (f / "config.json").write_bytes(bytes(range(256))),
    "a list": lambda f: (f / "config.json").write_text("[1, 2]"),
    "very deep": lambda f: (f / "config.json").write_text("[" * 100_000),
    "other widths": lambda f: config(f, hidden=[9]),
    "a billion units": lambda f: config(f, hidden=[10**9, 10**9]),
    "negative widths": lambda f: config(f, hidden=[-3]),
    "no layers": lambda f: (f / "config.json").write_text('{"stages": []}'),
    "other classes": lambda f: config(f, classes=["a", "b"]),
    "foreign settings": lambda f: config(f, vocabulary=5),
    "a word for a number": lambda f: config(f, mean="grey"),
    "no spread": lambda f: config(f, std=0),
    "a tensor lost": lambda f: tensors(f, lambda kept: kept.pop("layers.1.weight")),
    "a tensor too many": lambda f: tensors(f, lambda kept: kept.update(more=torch.ones(2))),
    "not numbers": lambda f: tensors(f, lambda kept: kept["layers.1.weight"].fill_(torch.nan)),
    "bad calibration": lambda f: (f / "calibration.json").write_text("{"),
    "foreign calibration": lambda f: (f / "calibration.json").write_text('{"bias": 1}'),
    "impossible calibration": lambda f: (f / "calibration.json").write_text('{"temperature": 0}'),
}

INK_DAMAGES = DAMAGES | {
    "a tensor lost": lambda f: tensors(f, lambda kept: kept.pop("out.weight")),
    "not numbers": lambda f: tensors(f, lambda kept: kept["out.bias"].fill_(torch.nan)),
}


def test_a_good_folder_loads(folder):
    assert Predictor.from_pretrained(folder).calibration.temperature == 1.5


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_folder_is_one_sentence(folder, name):
    DAMAGES[name](folder)
    with pytest.raises(WeightsDamaged) as caught:
        Predictor.from_pretrained(folder)
    assert str(caught.value).endswith("`python train.py`.")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", DAMAGES)
def test_a_folder_that_differs_from_its_manifest_is_one_sentence(folder, name):
    write_manifest(folder)
    assert Predictor.from_pretrained(folder).calibration.temperature == 1.5
    DAMAGES[name](folder)
    with pytest.raises(WeightsDamaged, match=r"is damaged or was changed.*train\.py`\.$"):
        Predictor.from_pretrained(folder)


@pytest.mark.parametrize("file", ["config.json", "model.safetensors"])
def test_a_missing_file_is_one_sentence(folder, file):
    (folder / file).unlink()
    with pytest.raises(WeightsMissing, match=r"no weights in .*train\.py"):
        Predictor.from_pretrained(folder)


@pytest.mark.parametrize("name", ["truncated weights", "a pickle", "a tensor lost", "not numbers"])
def test_a_damaged_ink_network_is_one_sentence(tmp_path, name):
    save_network(InkNetwork(), tmp_path)
    INK_DAMAGES[name](tmp_path)
    with pytest.raises(WeightsDamaged, match=r"in model\.safetensors .*train\.py`\.$"):
        read_ink(tmp_path)


def test_without_an_ink_network_the_sentence_says_how_to_make_one(tmp_path):
    with pytest.raises(WeightsMissing, match=r"train\.py --dataset pages"):
        read_ink(tmp_path)


def test_weights_pickled_by_pytorch_are_never_read(folder):
    (folder / "model.safetensors").unlink()
    torch.save(MLP((8,), batch_norm=True).state_dict(), folder / "pytorch_model.bin")
    with pytest.raises(WeightsMissing):
        Predictor.from_pretrained(folder)


def test_half_precision_weights_read_too(folder):
    tensors(folder, lambda kept: kept.update({k: v.half() for k, v in kept.items() if v.ndim}))
    assert Predictor.from_pretrained(folder).network.layers[1].weight.dtype == torch.float32


def test_a_writer_killed_between_its_renamings_loses_nothing(folder):
    folder.rename(folder.with_name(folder.name + PREVIOUS_SUFFIX))
    assert Predictor.from_pretrained(folder).calibration.temperature == 1.5

    def killed(partial):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_folder(folder, killed)
    assert Predictor.from_pretrained(folder).calibration.temperature == 1.5


def test_a_failed_write_leaves_the_old_folder_whole(tmp_path):
    folder = tmp_path / "weights"
    write_folder(folder, lambda path: save_network(MLP((8,)), path))
    before = read_network(folder).state_dict()

    def fail_half_way(path):
        save_network(MLP((9,)), path)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_folder(folder, fail_half_way)
    after = read_network(folder).state_dict()
    assert all(torch.equal(before[name], after[name]) for name in before)


def test_a_hub_id_passes_on_its_revision(folder, monkeypatch):
    asked = []

    def fetched(hub_id, revision, allow_patterns):
        asked.append((hub_id, revision))
        assert not any("bin" in pattern or "pt" in pattern for pattern in allow_patterns)
        return str(folder)

    monkeypatch.setattr("huggingface_hub.snapshot_download", fetched)
    assert Predictor.from_pretrained("somebody/digits", revision="v1.2").folder == folder
    assert asked == [("somebody/digits", "v1.2")]


@pytest.mark.parametrize("revision", [None, "v9"])
def test_a_hub_id_that_can_not_be_fetched_is_one_sentence(monkeypatch, revision, tmp_path):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WeightsMissing) as caught:
        Predictor.from_pretrained("somebody/digits", revision=revision)
    sentence = str(caught.value)
    assert sentence.startswith("There is no folder somebody/digits here")
    assert (f"at revision {revision}" in sentence) == (revision is not None)
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_the_shipped_folder_needs_no_network(monkeypatch, tmp_path):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.chdir(tmp_path)
    assert Predictor.from_pretrained().dataset is MNIST
