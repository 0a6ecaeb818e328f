"""The memory of a run is estimated before it starts, and too much is one sentence."""

from contextlib import suppress
from dataclasses import replace

import pytest
import torch

from model.data.datasets import DATA_SETS, MNIST
from model.training.loop import new_network
from model.training.settings import SETTINGS
from ui.runs import memory
from ui.runs.kept import MOST_PER_ADDRESS_MB, KeptNetworks
from ui.runs.memory import (
    MAX_RUN_MB,
    check_memory,
    network_size,
    process_megabytes,
    server_megabytes,
)
from ui.runs.parse import WrongSettings
from ui.runs.run import Run
from ui.runs.settings import ALL, OPTIMISER_NAMES, SHIPPED, Settings, Task

WIDE = (1024,) * 4
LARGEST = Settings(images=ALL, network="cnn", hidden=WIDE, batch_size=10_000, augmentation=True)


@pytest.mark.parametrize("network", SETTINGS["network"].values.names)
def test_the_size_of_a_network_is_that_of_the_one_that_is_trained(network):
    settings = Settings(network=network, hidden=(30, 20))
    made, returned = new_network(settings.recipe, MNIST).eval(), []
    values = made.prepared(torch.zeros(1, 28, 28))
    for layer in made.layers:
        values = layer(values)
        returned.append(values.numel())
    weights = sum(value.numel() for value in made.state_dict().values())
    assert network_size(settings) == pytest.approx((weights, sum(returned)), rel=0.02)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ({"images": ALL}, {"images": SHIPPED}),
        ({"hidden": WIDE}, {"hidden": (64,)}),
        ({"batch_size": 5000}, {"batch_size": 100}),
        ({"augmentation": True}, {"augmentation": False}),
        ({"optimiser": "adam"}, {"optimiser": "momentum"}),
        ({"optimiser": "momentum"}, {"optimiser": "sgd"}),
        ({"network": "cnn", "batch_size": 5000}, {"network": "mlp", "batch_size": 5000}),
    ],
)
def test_what_takes_more_memory_is_estimated_so(more, less):
    usual = Settings(images=SHIPPED)
    assert process_megabytes(replace(usual, **more)) > process_megabytes(replace(usual, **less))


def test_a_batch_is_never_larger_than_all_images():
    settings = Settings(images=SHIPPED, batch_size=8000)
    assert process_megabytes(settings) == process_megabytes(replace(settings, batch_size=10_000))


@pytest.mark.parametrize("dataset", DATA_SETS)
@pytest.mark.parametrize("network", SETTINGS["network"].values.names)
@pytest.mark.parametrize("images", [SHIPPED, ALL])
def test_usual_settings_are_never_refused(dataset, network, images):
    for optimiser in OPTIMISER_NAMES:
        for hidden in ((125, 65), WIDE):
            check_memory(Settings(dataset, images, network, hidden, optimiser=optimiser))
            wide_in_colour = DATA_SETS[dataset].in_colour and hidden == WIDE
            distorted = not wide_in_colour or images == SHIPPED
            check_memory(Settings(dataset, images, network, hidden, augmentation=distorted))


def test_too_much_is_refused_in_one_sentence_that_says_what_to_do():
    needed = process_megabytes(LARGEST)
    assert needed > MAX_RUN_MB
    with pytest.raises(WrongSettings) as refused:
        check_memory(LARGEST)
    sentence = str(refused.value)
    assert sentence.startswith(f"These settings need about {needed / 1000:.0f}.")
    assert sentence.endswith(
        "at most 1.5 GB is free for one run here; choose a smaller batch or narrower layers."
    )
    check_memory(replace(LARGEST, batch_size=1000))


def test_what_the_server_keeps_counts_too(monkeypatch):
    settings = Settings(images=SHIPPED, hidden=WIDE)
    monkeypatch.setattr(memory, "MAX_RUN_MB", process_megabytes(settings) + 1)
    with pytest.raises(WrongSettings):
        check_memory(settings)


def test_the_networks_of_all_runs_have_room_by_address_and_in_all():
    settings = Settings(images=SHIPPED, hidden=WIDE)
    kept = KeptNetworks()
    runs = fill(kept, settings, "203.0.113.9")
    assert server_megabytes(settings) * (len(runs) + 1) > MOST_PER_ADDRESS_MB
    kept.check(settings, "198.51.100.7")
    kept.check(Settings(images=SHIPPED), "203.0.113.9")
    others = [fill(kept, settings, f"198.51.100.{number}") for number in range(3)]
    with pytest.raises(WrongSettings, match="the memory of this server"):
        kept.check(settings, "192.0.2.1")
    del runs, others
    kept.check(settings, "203.0.113.9")


def fill(kept, settings, address):
    """Runs of one address until no more has room."""
    runs = []
    with suppress(WrongSettings):
        while True:
            kept.check(settings, address)
            runs.append(Run(1, 1, Task(settings, None, None)))
            kept.add(runs[-1], address)
    return runs
