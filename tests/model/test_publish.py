"""Weights go to the Hugging Face Hub and come back, by huggingface_hub's own client.

The Hub is a stand-in for its HTTP interface on the loopback (tests/tools/hub.py): the Hub itself
was never asked.
"""

import os
from shutil import copytree

import numpy as np
import pytest
from huggingface_hub import ModelCard

from model import MLP, Predictor
from model.networks.ink import InkNetwork
from model.publish import main
from model.weights.card import INSTALL, read_figures, write_figures
from model.weights.manifest import write_manifest
from model.weights.storage import WeightsDamaged, WeightsMissing, save_network, write_folder
from tests.tools.damages import damage, linked
from tests.tools.hub import hub as stand_in
from tests.tools.pictures import ROOT, WEIGHTS, seven

PUBLISHED = {"README.md", "LICENSE", "config.json", "model.safetensors", "calibration.json"}
PUBLISHED |= {"history.json", "validation.npz", "replay.npz", "manifest.json"}


@pytest.fixture
def hub(monkeypatch, tmp_path):
    """The stand-in, and a client that knows it and its token, with an empty cache."""
    with stand_in() as server:
        monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", server.url)
        template = server.url + "/{repo_id}/resolve/{revision}/{filename}"
        monkeypatch.setattr("huggingface_hub.constants.HUGGINGFACE_CO_URL_TEMPLATE", template)
        monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
        monkeypatch.setattr("huggingface_hub.constants.HF_TOKEN_PATH", str(tmp_path / "no token"))
        monkeypatch.setattr("huggingface_hub.constants.HF_HUB_DISABLE_XET", True)
        monkeypatch.setenv("HF_TOKEN", server.token)
        monkeypatch.chdir(tmp_path)  # where no folder has the name of a repository
        yield server


@pytest.fixture
def publish(monkeypatch):
    def run(*arguments):
        monkeypatch.setattr("sys.argv", ["publish", *map(str, arguments)])
        main()

    return run


def test_weights_are_published_and_read_back(hub, publish, capsys):
    publish(WEIGHTS, "somebody/digits")
    assert f"Published at {hub.url}/somebody/digits" in capsys.readouterr().out
    files = hub.repositories["somebody/digits"]
    assert files.keys() == PUBLISHED
    assert files["LICENSE"] == (ROOT / "LICENSE").read_bytes()
    assert 'Predictor.from_pretrained("somebody/digits")' in files["README.md"].decode()
    assert not hub.private["somebody/digits"]
    predictor = Predictor.from_pretrained("somebody/digits")
    here = Predictor.from_pretrained(WEIGHTS)
    assert predictor.predict(seven()).label == "7"
    assert predictor.calibration == here.calibration
    assert predictor.history == here.history
    assert np.array_equal(predictor.validation[0], here.validation[0])


def test_what_was_damaged_on_its_way_from_the_hub_is_named(hub, publish):
    publish(WEIGHTS, "somebody/digits")
    files = hub.repositories["somebody/digits"]
    files["README.md"] += b"Edited on the Hub, as cards are."
    Predictor.from_pretrained("somebody/digits")
    files["history.json"] = files["history.json"].replace(b"0.9", b"0.8", 1)
    with pytest.raises(WeightsDamaged, match=r"history\.json in .* is damaged or was changed"):
        Predictor.from_pretrained("somebody/digits")


def test_a_folder_that_differs_from_its_manifest_is_not_published(hub, publish, tmp_path):
    folder = linked(WEIGHTS, tmp_path)
    damage(folder / "replay.npz", "flipped")
    assert "replay.npz in " in refused(publish, folder, "somebody/digits")
    write_manifest(folder)  # now its sums are true, and yet it is damaged
    assert "arrays in replay.npz" in refused(publish, folder, "somebody/digits")
    assert not hub.repositories


def test_files_that_are_older_than_what_is_published_now_are_not_read(hub, publish, tmp_path):
    publish(WEIGHTS, "somebody/digits")
    write_folder(tmp_path / "mine", lambda path: save_network(MLP((8,)), path))
    publish(tmp_path / "mine", "somebody/digits")
    assert "replay.npz" in hub.repositories["somebody/digits"]
    predictor = Predictor.from_pretrained("somebody/digits")
    assert predictor.replay is None
    assert predictor.calibration.temperature == 1


def test_ones_own_weights_are_published_again_and_read_at_a_revision(hub, publish, tmp_path):
    folder = tmp_path / "mine"
    for hidden in ((8,), (9,)):
        write_folder(folder, lambda path, hidden=hidden: save_network(MLP(hidden), path))
        publish(folder, "somebody/mine", "--private")
        assert (
            Predictor.from_pretrained("somebody/mine").network.layers[1].out_features == hidden[0]
        )
    assert hub.private["somebody/mine"]
    with pytest.raises(WeightsMissing, match="at revision v9"):
        Predictor.from_pretrained("somebody/mine", revision="v9")


def test_a_dry_run_lists_what_would_go_and_sends_nothing(hub, publish, capsys):
    publish(WEIGHTS, "somebody/digits", "--dry-run")
    lines = capsys.readouterr().out.splitlines()
    assert {line.split()[-1] for line in lines[:-1]} == PUBLISHED
    size = (WEIGHTS / "model.safetensors").stat().st_size
    assert any(f"{size:,} bytes  model.safetensors" in line for line in lines)
    assert lines[-1].endswith("nothing was sent.")
    assert not hub.repositories


@pytest.mark.parametrize("name", ["ink", "rows"])
def test_the_networks_that_prepare_pictures_are_published_too(hub, publish, name):
    publish(ROOT / "weights" / name, f"somebody/{name}")
    assert "model.safetensors" in hub.repositories[f"somebody/{name}"]


def refused(publish, *arguments):
    """The one sentence with which publishing ends."""
    with pytest.raises(SystemExit) as ended:
        publish(*arguments)
    sentence = str(ended.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def test_without_a_token_it_says_how_to_get_one(hub, publish, monkeypatch):
    monkeypatch.delenv("HF_TOKEN")
    assert "hf auth login" in refused(publish, WEIGHTS, "somebody/digits")


def test_a_token_that_may_not_write_is_told(hub, publish, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_other")
    assert "may not write to somebody/digits" in refused(publish, WEIGHTS, "somebody/digits")


def test_without_a_network_it_says_so(hub, publish, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://127.0.0.1:9")
    assert "out of reach" in refused(publish, WEIGHTS, "somebody/digits")


@pytest.mark.parametrize("name", ["digits", "a/b/c", "some body/digits"])
def test_a_name_that_is_none_is_told(hub, publish, name):
    assert "USER/NAME" in refused(publish, WEIGHTS, name)


def test_a_folder_without_weights_is_told(hub, publish, tmp_path):
    assert "There is no folder" in refused(publish, tmp_path / "nowhere", "somebody/digits")
    (tmp_path / "empty").mkdir()
    assert "There are no weights" in refused(publish, tmp_path / "empty", "somebody/digits")
    assert not hub.repositories


def test_an_ink_network_that_is_lost_or_damaged_is_told(hub, publish, tmp_path):
    save_network(InkNetwork(), tmp_path)
    os.truncate(tmp_path / "model.safetensors", 500)
    assert "are damaged" in refused(publish, tmp_path, "somebody/ink")
    (tmp_path / "model.safetensors").unlink()
    assert "There is no model.safetensors" in refused(publish, tmp_path, "somebody/ink")
    assert not hub.repositories


@pytest.mark.parametrize("folder", sorted((ROOT / "weights").iterdir()), ids=lambda one: one.name)
def test_a_card_has_results_that_the_hub_reads_and_begins_with_what_to_install(folder):
    card = ModelCard.load(folder / "README.md")
    results = card.data.eval_results
    assert results
    assert all(0 < result.metric_value < 1 for result in results)
    assert INSTALL in card.text.split("\n## ")[0]


def test_results_of_a_card_are_the_accuracy_in_its_history():
    card = ModelCard.load(WEIGHTS / "README.md")
    measured = Predictor.from_pretrained(WEIGHTS).history["epochs"][-1]["validation_accuracy"]
    assert card.data.eval_results[0].metric_value == round(measured, 4)
    assert card.data.eval_results[0].dataset_type == "ylecun/mnist"


def test_figures_measured_again_are_results_of_the_card(tmp_path):
    folder = copytree(WEIGHTS, tmp_path / "mine")
    write_figures(folder, [("10 MNIST test images, the network on the stored 28×28", "12.50%")])
    (result,) = ModelCard.load(folder / "README.md").data.eval_results
    assert (result.metric_type, result.metric_value) == ("accuracy", 0.125)
    assert read_figures(folder)[0][1] == "12.50%"
    write_figures(folder, [("7 pictures (paint)", "100.00%")])  # of no data set
    assert ModelCard.load(folder / "README.md").data.eval_results == [result]
