"""`GET /networks/<version>.bin`: the shipped networks, for answers in the browser.

The file contains the length of a description (uint32, little-endian), the description in JSON, and
the weights of the first network, of the second, and of the row network, as float16.
`python -m tests.benchmarks.device agreement` compares its answers with those in full precision.
"""

from __future__ import annotations

import base64
import hashlib
import json
import struct
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from model import Predictor
from model.networks.cnn import CNN
from model.networks.mlp import MLP
from model.networks.network import DIGITS
from model.networks.row import ROW_HEIGHT
from model.weights.errors import WeightsDamaged, WeightsMissing
from model.weights.storage import read_row_network
from ui.ask.memory import Slow
from ui.device.packing import described, halves, layers_of, packed, weight_count
from ui.parts.problem import Problem
from ui.parts.scripts import CACHING
from ui.shipped import FIRST_DATASET, WEIGHTS_DIR, second, shipped
from ui.visitor import Visitor

READ_DATASET = "mnist"  # whose drawings the browser reads
MOST_WEIGHTS = 3_000_000  # of a visitor's network that is sent
SENDING_MEGABYTES = 40  # of sending such a network: float16 in base64, in JSON


def networks_file() -> bytes | None:
    """The file of the shipped networks; None if one of them is missing or damaged."""
    if FIRST_DATASET != READ_DATASET:
        return None
    try:
        first, other = shipped(FIRST_DATASET), second(FIRST_DATASET)
        rows = read_row_network(WEIGHTS_DIR / "rows")
    except (Problem, WeightsDamaged, WeightsMissing):
        return None
    if other is None:
        return None
    layers = [*rows.rows, *rows.columns]
    weights = [packed(first.network), packed(other.network), halves(layers)]
    description = {
        "first": judging(first),
        "second": judging(other),
        "rows": {
            "layers": described(layers),
            "shape": [ROW_HEIGHT, 0],
            "mean": 0,
            "std": 1,
            "weights": len(weights[-1]) // 2,
        },
    }
    text = json.dumps(description).encode()
    text += b" " * (-len(text) % 4)  # float16 must lie at even places
    return struct.pack("<I", len(text)) + text + b"".join(weights)


def judging(predictor: Predictor) -> dict[str, Any]:
    """What the browser needs to judge inputs as a predictor does, except the weights."""
    network = predictor.network
    return {
        "layers": layers_of(network),
        "shape": network.shape,
        "mean": network.mean,
        "std": network.std,
        "weights": weight_count(network),
        "classes": len(network.classes),
        "knowsOutliers": network.knows_outliers,
        "temperature": predictor.calibration.temperature,
        "threshold": predictor.refusal_threshold,
        "usesSecond": predictor.second is not None,
    }


FILE = networks_file()
VERSION = hashlib.sha256(FILE or b"").hexdigest()[:12]
ADDRESS = f"networks/{VERSION}.bin" if FILE else None


def network(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any] | Slow:
    """The network in use: "shipped", "server" if only the server answers with it, or itself.

    With corrections only the last layer is sent; the others are those of the shipped network, in
    the file at `address`.
    """
    predictor = visitor.predictor
    if FILE is None or not readable(predictor):
        return {"kind": "server"}
    if predictor is shipped(FIRST_DATASET):
        return {"kind": "shipped", "address": ADDRESS}
    shared = visitor.base is shipped(FIRST_DATASET)
    return Slow(SENDING_MEGABYTES, partial(own, predictor, shared))


def own(predictor: Predictor, shares_layers: bool) -> dict[str, Any]:
    """A visitor's network; of one that shares layers with the shipped one, only the last layer."""
    network = predictor.network
    last = halves([network.head])
    sent = last if shares_layers else packed(network)
    return {
        "kind": "own",
        "address": ADDRESS,
        "network": judging(predictor),
        "shared": weight_count(network) - len(sent) // 2,
        "weights": base64.b64encode(sent).decode(),
    }


def readable(predictor: Predictor) -> bool:
    """Whether the browser can read drawings as a predictor does."""
    network = predictor.network
    return (
        network.dataset == READ_DATASET
        and isinstance(network, MLP | CNN)
        and network.classes == DIGITS
        and sum(weight.numel() for weight in network.parameters()) <= MOST_WEIGHTS
    )


async def networks(request: Request) -> Response:
    """The response with the file; 404 for another version."""
    if FILE is None or request.path_params["version"] != VERSION:
        raise HTTPException(404)
    return Response(FILE, media_type="application/octet-stream", headers=CACHING)


route = Route("/networks/{version}.bin", networks)
