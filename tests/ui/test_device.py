"""The networks and the service worker for the browser: what is sent, and what is not."""

import base64
import json
import re
import struct
from pathlib import Path

import numpy as np
import pytest
import torch
from starlette.applications import Starlette
from starlette.testclient import TestClient

from model import predictor
from model.digits import row
from model.digits.choose import CHOOSING
from model.networks.cnn import CNN
from model.networks.mlp import MLP
from model.picture import mnist_format, part
from model.picture.parts import LIMITS
from model.predictor import Predictor
from model.weights.errors import WeightsDamaged
from tests.tools.pictures import ROOT, validation
from ui.ask.memory import Slow
from ui.device import networks
from ui.device.offline import files
from ui.device.packing import layers_of, packed, weight_count
from ui.languages import catalogues
from ui.parts import scripts
from ui.reading import hints, turned
from ui.shipped import FIRST_DATASET, second, shipped
from ui.visitor import Hand, Visitor

MOST_BYTES = 7_000_000  # of the weights of both networks of digits


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=[networks.route, files.route]))


def opened(file: bytes) -> tuple[dict, np.ndarray]:
    """The description in the file, and all weights."""
    (length,) = struct.unpack("<I", file[:4])
    return json.loads(file[4 : 4 + length]), np.frombuffer(file[4 + length :], "<f2")


def test_the_file_contains_both_networks_and_the_row_network(client: TestClient) -> None:
    response = client.get(f"/{networks.ADDRESS}")
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    description, weights = opened(response.content)
    counts = [description[name]["weights"] for name in ("first", "second", "rows")]
    assert sum(counts) == len(weights)
    assert 2 * sum(counts[:2]) <= MOST_BYTES
    first = description["first"]
    assert (first["classes"], first["knowsOutliers"], first["usesSecond"]) == (10, True, True)
    assert first["threshold"] == shipped(FIRST_DATASET).refusal_threshold
    assert description["second"]["threshold"] == second(FIRST_DATASET).refusal_threshold


def test_the_reduced_weights_change_no_label_of_the_test_images() -> None:
    """All 10,000 of them: `python -m tests.benchmarks.device agreement`."""
    images, _ = validation()
    full, (_, weights) = shipped(FIRST_DATASET), opened(networks.FILE)
    reduced = full.network.folded()
    at = 0
    for layer in reduced.layers:
        for parameter in (getattr(layer, "weight", None), getattr(layer, "bias", None)):
            if parameter is not None:
                part = weights[at : at + parameter.numel()].astype(np.float32)
                parameter.data = torch.from_numpy(part).reshape(parameter.shape)
                at += parameter.numel()
    other = Predictor(reduced, full.calibration, second=full.second)
    labels = [one.judge(images[:2000]).probabilities.argmax(axis=1) for one in (full, other)]
    assert (labels[0] == labels[1]).all()
    assert at == weight_count(full.network)


@pytest.mark.parametrize(
    "path",
    [
        "/networks/0.bin",
        "/networks/.bin",
        f"/networks/{networks.VERSION}",
        f"/networks/{networks.VERSION}.bin/x",
        f"/networks/%2e%2e/{networks.VERSION}.bin",
        f"/networks/..%2f{networks.VERSION}.bin",
    ],
)
def test_nothing_beside_the_file_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_damaged_networks_are_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(folder: Path) -> None:
        raise WeightsDamaged("rows", "model.safetensors")

    monkeypatch.setattr(networks, "read_row_network", damaged)
    assert networks.networks_file() is None


def test_without_a_second_network_the_server_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "second", lambda dataset: None)
    assert networks.networks_file() is None


def answer(visitor: Visitor) -> dict:
    found = networks.network(visitor, {"nobody": "asks", "for": ["this"]})
    return found.work() if isinstance(found, Slow) else found


def test_the_shipped_network_is_not_sent_again() -> None:
    assert answer(Visitor()) == {"kind": "shipped", "address": networks.ADDRESS}


def test_only_the_server_reads_garments() -> None:
    assert answer(Visitor(dataset="fashion-mnist")) == {"kind": "server"}


class Used(Visitor):
    """A visitor with a network of a run."""

    def __init__(self, network: MLP | CNN) -> None:
        super().__init__()
        self.own = Predictor(network)

    @property
    def base(self) -> Predictor:
        return self.own


@pytest.mark.parametrize("network", [MLP(hidden=(20,)), CNN(blocks=((4,),), hidden=(8,))])
def test_a_network_of_a_run_is_sent_whole(network: MLP | CNN) -> None:
    found = answer(Used(network))
    assert (found["kind"], found["shared"]) == ("own", 0)
    assert base64.b64decode(found["weights"]) == packed(network)
    assert found["network"]["layers"] == layers_of(network)
    assert found["network"]["usesSecond"] is False


@pytest.mark.parametrize(
    "network",
    [
        MLP(hidden=(4000,)),  # too large
        MLP(classes=("≠ 3", "3"), detects=True),
        MLP(dataset="fashion-mnist"),
    ],
)
def test_other_networks_of_runs_stay_on_the_server(network: MLP) -> None:
    assert answer(Used(network)) == {"kind": "server"}


def test_with_corrections_only_the_last_layer_is_sent() -> None:
    visitor, base = Visitor(), shipped(FIRST_DATASET)
    head = torch.nn.Linear(512, 11)
    own = base.with_head(head, base.classes, base.calibration, FIRST_DATASET)
    visitor.hands[FIRST_DATASET] = Hand(base, own)
    found = answer(visitor)
    sent = np.frombuffer(base64.b64decode(found["weights"]), "<f2")
    assert len(sent) == 512 * 11 + 11
    assert found["shared"] + len(sent) == weight_count(own.network)
    expected = head.weight.detach().flatten().half().numpy()
    np.testing.assert_array_equal(sent[: 512 * 11], expected)


def test_the_service_worker_names_files_that_are_there(client: TestClient) -> None:
    response = client.get("/service-worker.js")
    assert response.headers["content-type"].startswith("text/javascript")
    assert response.headers["cache-control"] == "no-cache"
    assert "@version" not in response.text
    assert "@files" not in response.text
    named = json.loads(
        json.loads(re.search(r'JSON\.parse\(("(?:[^"\\]|\\.)*")\)', response.text)[1])
    )
    assert networks.ADDRESS in named

    app = TestClient(Starlette(routes=[scripts.route, networks.route, catalogues.route]))
    assert {app.get(f"/{name}").status_code for name in named} == {200}


CONSTANT = re.compile(r"^(?:export )?const ([A-Z_]+) = ([\d.e-]+);", re.MULTILINE)
SAME = {
    "device/picture/mnist_format.js": (mnist_format, ("SIDE", "DIGIT_SIDE", "CENTRE", "ROUNDING")),
    "device/picture/strokes.js": (
        mnist_format,
        ("HAIRLINE", "FINE_SIDE", "COARSE_SIDE", "THICKENED"),
    ),
    "device/picture/part.js": (part, ("RIM",)),
    "device/worker/row.js": (
        row,
        ("ROW_HEIGHT", "INK_HEIGHT", "MARGIN", "COLUMN", "NO_DIGIT", "BLANK", "WIDEST"),
    ),
    "device/worker/reader.js": (predictor, ("NEARLY",)),
    "device/reading.js": (hints, ("MIN_HEIGHT_SHARE", "INKED_LEVEL", "SOLID", "MIN_FLAT_RATIO")),
}


@pytest.mark.parametrize("name", SAME)
def test_the_scripts_have_the_limits_of_the_model(name: str) -> None:
    module, names = SAME[name]
    found = dict(CONSTANT.findall((ROOT / "ui" / name).read_text("utf-8")))
    assert {one: float(found[one]) for one in names} == {
        one: float(getattr(module, one)) for one in names
    }


def test_the_scripts_choose_as_the_model_does() -> None:
    found = dict(CONSTANT.findall((ROOT / "ui/device/worker/reader.js").read_text("utf-8")))
    names = {"THING": CHOOSING.thing, "SURE": CHOOSING.sure, "NARROW": CHOOSING.narrow}
    names |= {"FLOOR": CHOOSING.floor, "LEAST_SURE": turned.LEAST_SURE}
    assert {one: float(found[one]) for one in names} == names
    part_js = (ROOT / "ui/device/picture/part.js").read_text("utf-8")
    inked, dark = (int(dict(CONSTANT.findall(part_js))[one]) for one in ("INKED", "DARK"))
    assert inked / 255 <= LIMITS.inked < (inked + 1) / 255
    assert dark / 255 <= LIMITS.dark < (dark + 1) / 255
