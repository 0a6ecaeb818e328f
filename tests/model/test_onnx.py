"""ONNX files: onnxruntime reads them, and they say what PyTorch says."""

import json
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from torch import nn

from model import CNN, MLP, Predictor
from model.data.datasets import CIFAR_10
from model.export import main
from model.networks.resnet import ResNet
from model.onnx import check, missing
from model.onnx.file import NotTheSame, alike, checked, onnx_file
from model.onnx.networks import IR_VERSION, OPSET, reader_model
from model.teach import teach
from model.teaching.home import write_taught
from model.weights.storage import read_ink, read_row_network, save_network, write_folder
from tests.tools.pictures import ROOT, seven, validation, zigzag

READERS = ("mnist", "mnist-cnn", "fashion-mnist", "fashion-mnist-cnn")
SHIPPED = {name: str(ROOT / "weights" / name) for name in (*READERS, "ink", "rows")}


def session(written):
    return onnxruntime.InferenceSession(written)


def answers(written, images):
    """By the names of the outputs, for images (N, 28, 28) uint8, in batches of 1,000."""
    parts = np.split(np.float32(images) / 255, range(1000, len(images), 1000))
    found = [check.run(written, {"images": part}) for part in parts]
    return {name: np.concatenate([one[name] for one in found]) for name in found[0]}


@pytest.fixture(scope="module")
def exported():
    """The file of each shipped network, made once."""
    made = {}

    def of(name, int8=False):
        if (name, int8) not in made:
            made[name, int8] = onnx_file(SHIPPED[name], int8)[0]
        return made[name, int8]

    return of


@pytest.mark.parametrize("name", READERS)
def test_all_10000_test_images_get_the_labels_of_pytorch(exported, name):
    predictor = Predictor.from_pretrained(SHIPPED[name])
    images, _ = (predictor.validation or validation())[:2]
    found = answers(exported(name), images)
    expected = predictor.classify(images)
    assert (found["probabilities"].argmax(axis=1) == expected.argmax(axis=1)).all()
    assert np.abs(found["probabilities"] - expected).max() < 1e-4
    if predictor.network.knows_outliers:
        assert np.abs(found["outlier"] - predictor.alone().judge(images).outlier).max() < 1e-4


@pytest.mark.parametrize("name", READERS)
def test_a_file_says_what_it_takes_and_gives(exported, name):
    written = exported(name)
    predictor = Predictor.from_pretrained(SHIPPED[name])
    (images,) = session(written).get_inputs()
    assert (images.name, images.type, images.shape) == (
        "images",
        "tensor(float)",
        ["batch", 28, 28],
    )
    outputs = {output.name: output.shape for output in session(written).get_outputs()}
    assert outputs["logits"] == ["batch", 10 + predictor.network.knows_outliers]
    assert outputs["probabilities"] == ["batch", 10]
    assert outputs.get("outlier", ["batch"]) == ["batch"]
    said = session(written).get_modelmeta().custom_metadata_map
    assert tuple(json.loads(said["classes"])) == predictor.classes
    assert json.loads(said["temperature"]) == predictor.calibration.temperature
    assert json.loads(said["refusal_threshold"]) == predictor.calibration.refusal_threshold
    assert json.loads(said["normalisation"])["mean"] == predictor.network.mean
    assert str(predictor.dataset.authors) in said["credit"]
    model = onnx.load_from_string(written)
    assert [(opset.domain, opset.version) for opset in model.opset_import] == [("", OPSET)]
    assert model.ir_version == IR_VERSION
    assert str(ROOT).encode() not in written, "nothing of this machine"


def test_what_is_no_digit_is_refused_by_what_the_file_says(exported):
    predictor = Predictor.from_pretrained()
    threshold = json.loads(
        session(exported("mnist")).get_modelmeta().custom_metadata_map["refusal_threshold"]
    )
    pictures = np.stack([predictor.predict(one).model_input for one in (seven(), zigzag())])
    assert (answers(exported("mnist"), pictures)["outlier"] > threshold).tolist() == [False, True]


def test_the_ink_network_takes_pages_of_any_size(exported):
    network = read_ink(ROOT / "weights" / "ink")
    random = np.random.default_rng(0)
    for shape in ((1, 3, 32, 48), (2, 3, 80, 16)):
        pages = np.float32(random.random(shape))
        expected = network(torch.from_numpy(pages)).numpy()
        assert (
            np.abs(check.run(exported("ink"), {"pages": pages})["logits"] - expected).max() < 1e-4
        )


def test_the_row_network_takes_rows_of_any_width(exported):
    network = read_row_network(ROOT / "weights" / "rows")
    random = np.random.default_rng(0)
    for shape in ((1, 32, 24), (3, 32, 400)):
        rows = np.float32(random.random(shape))
        expected = network(torch.from_numpy(rows)).numpy()
        found = check.run(exported("rows"), {"rows": rows})["logits"]
        assert np.abs(found - expected).max() < 1e-4


@pytest.mark.parametrize("name", ["mnist", "mnist-cnn"])
def test_int8_is_smaller_and_loses_at_most_five_of_10000(exported, name):
    images, labels = validation()
    right = [
        int((answers(exported(name, int8), images)["probabilities"].argmax(axis=1) == labels).sum())
        for int8 in (False, True)
    ]
    assert right[0] - right[1] <= 5
    assert len(exported(name, True)) < len(exported(name)) / 2
    said = [session(exported(name, int8)).get_modelmeta().custom_metadata_map for int8 in (0, 1)]
    assert said[0].items() <= said[1].items()


def with_large_logits():
    """The tutorial's network with weights that make logits as large as training does."""
    network = MLP()
    with torch.no_grad():
        for weights in network.parameters():
            weights.mul_(8)
    return network


OWN = {
    "tutorial": lambda: MLP((12, 7)),
    "large logits": with_large_logits,
    "normalised": lambda: MLP((9,), batch_norm=True, knows_outliers=True),
    "no hidden layer": lambda: MLP(()),
    "convolutional": lambda: CNN(((4, 4), (6,)), (8,)),
    "residual": lambda: ResNet((6, 8, 8), classes=CIFAR_10.classes),
}


@pytest.mark.parametrize("name", OWN)
def test_ones_own_networks_are_exported_too(tmp_path, capsys, monkeypatch, name):
    torch.manual_seed(0)
    network = OWN[name]()
    for layer in network.modules():
        if isinstance(layer, nn.BatchNorm1d | nn.BatchNorm2d):
            nn.init.uniform_(layer.running_mean)
            nn.init.uniform_(layer.running_var, 0.5, 2)
    write_folder(tmp_path / "mine", lambda folder: save_network(network, folder))
    run(monkeypatch, tmp_path / "mine", "--out", tmp_path / "new" / "mine.onnx")
    assert "1,000 pictures" in capsys.readouterr().out
    images = np.random.default_rng(0).integers(0, 256, (20, *network.shape), np.uint8)
    found = answers((tmp_path / "new" / "mine.onnx").read_bytes(), images)
    expected = Predictor.from_pretrained(tmp_path / "mine").classify(images)
    assert np.abs(found["probabilities"] - expected).max() < 1e-4


def test_taught_symbols_are_exported_too(tmp_path):
    base = Predictor.from_pretrained()
    images, digits = (part[:60] for part in validation())
    taught, _ = teach(base, images, (digits % 2).tolist(), ("even", "odd"), None)
    write_folder(tmp_path / "symbols", lambda folder: write_taught(folder, taught))
    written, checked = onnx_file(str(tmp_path / "symbols"))
    assert "1,000 pictures" in checked
    found = answers(written, images)["probabilities"]
    assert np.abs(found - taught.classify(images)).max() < 1e-5
    said = session(written).get_modelmeta().custom_metadata_map
    assert json.loads(said["classes"]) == ["even", "odd"]
    assert "MNIST is by" in said["credit"]


def run(monkeypatch, *arguments):
    monkeypatch.setattr("sys.argv", ["export", *map(str, arguments)])
    main()


def test_a_file_with_another_label_is_not_written(monkeypatch):
    predictor = Predictor(MLP((8,)))
    inputs = check.reader_pictures(predictor)
    expected = check.reader_answers(predictor, inputs)
    model = reader_model(predictor)
    assert checked(model, inputs, expected)
    monkeypatch.setattr("model.onnx.file.share_alike", lambda found, expected: 0.999)
    with pytest.raises(NotTheSame, match="other labels than PyTorch"):
        checked(model, inputs, expected)


def test_a_number_that_is_none_is_a_difference():
    expected = {"logits": np.ones((2, 3)), "outlier": np.ones(2)}
    found = expected | {"outlier": np.array([1, np.nan])}
    assert np.isnan(check.largest_difference(found, expected))


def test_a_file_that_differs_from_pytorch_is_not_written():
    predictor, other = (Predictor(MLP((8,))) for _ in range(2))
    inputs = check.reader_pictures(predictor)
    expected = check.reader_answers(predictor, inputs)
    with pytest.raises(NotTheSame, match="differs from PyTorch by"):
        checked(reader_model(other), inputs, expected)
    with pytest.raises(NotTheSame, match="of the labels stay the same"):
        alike(reader_model(other), inputs, expected)


PROBLEMS = {
    "no folder": (("nowhere",), r"There are no weights in nowhere"),
    "int8 of the ink": ((SHIPPED["ink"], "--int8"), "nearly all kernels"),
    "int8 of the rows": ((SHIPPED["rows"], "--int8"), "nearly all kernels"),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_what_is_wrong_is_one_sentence(tmp_path, monkeypatch, name):
    arguments, sentence = PROBLEMS[name]
    with pytest.raises(SystemExit, match=sentence) as ended:
        run(monkeypatch, *arguments, "--out", tmp_path / "x.onnx")
    assert "\n" not in str(ended.value)
    assert not (tmp_path / "x.onnx").exists()


def test_without_the_packages_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr("model.onnx.find_spec", lambda package: None)
    assert str(missing("onnx")) == "This needs `pip install onnx`."
    with pytest.raises(SystemExit, match="pip install onnx onnxruntime"):
        run(monkeypatch, SHIPPED["mnist"], "--out", tmp_path / "x.onnx")


def test_exports_at_the_same_time_do_not_mix():
    """As of two visitors, whose requests the server answers in threads."""
    predictors = [Predictor(MLP((width,))) for width in range(4, 12)]
    images = np.random.default_rng(0).integers(0, 256, (5, 28, 28), np.uint8)
    with ThreadPoolExecutor(4) as threads:
        models = list(threads.map(reader_model, predictors))
    for predictor, model in zip(predictors, models, strict=True):
        found = answers(model.SerializeToString(), images)["probabilities"]
        assert np.abs(found - predictor.classify(images)).max() < 1e-5
