"""The film of a run: planned frames, what they hold, what the server keeps, what a page may ask."""

import base64
from dataclasses import replace

import numpy as np
import pytest
import torch

from model.data.splits import load_shipped
from model.networks.mlp import MLP
from model.predictor import SHIPPED_WEIGHTS
from model.training.loop import Training
from model.training.recipes import TUTORIAL
from ui.device.packing import packed
from ui.runs.film import HELD_BYTES, Camera, Film, Frame, Opening, frame_steps
from ui.runs.messages import Report
from ui.train.film.part import film_value

SMALL = 200_000  # bytes of a frame, as of the tutorial's network


def frame(number: int, size: int = 1000) -> Frame:
    nothing = np.zeros((10, 10), np.uint16), np.zeros(20, np.uint8)
    return Frame(number, number / 10, bytes(size), *nothing)


def opening() -> Opening:
    layers = [{"kind": "dense", "inputs": 784, "outputs": 10}]
    samples = np.zeros((20, 28, 28), np.uint8)
    return Opening(layers, (28, 28), 0.5, 0.5, samples, np.zeros(20), ("0", "1"), 5)


class Run:
    def __init__(self, number: int = 1) -> None:
        self.number, self.report = number, Report()
        self.report.hear(opening())


def test_most_frames_are_of_the_first_epoch_and_the_last_is_the_end() -> None:
    steps = frame_steps(600, 12, SMALL)
    assert (steps[0], steps[-1]) == (0, 7200)
    assert sum(step <= 600 for step in steps) == 61
    assert len(steps) == 72


@pytest.mark.parametrize(("size", "most"), [(2_000_000, 30), (5_000_000, 12)])
def test_large_networks_have_fewer_frames_from_the_first_to_the_last(size: int, most: int) -> None:
    steps = frame_steps(600, 12, size)
    assert (len(steps), steps[0], steps[-1]) == (most, 0, 7200)


def test_a_network_whose_frame_the_server_could_not_keep_has_no_film() -> None:
    assert frame_steps(600, 12, HELD_BYTES + 1) == []


@pytest.mark.parametrize("steps", [1, 3])
def test_an_epoch_of_few_steps_has_a_frame_for_each(steps: int) -> None:
    assert frame_steps(steps, 2, SMALL) == [*range(steps + 1), 2 * steps]


@pytest.mark.parametrize("settings", [{}, {"batch_norm": True, "dropout": 0.3}, {"hidden": ()}])
def test_the_last_frame_is_the_network_that_was_trained(settings: dict) -> None:
    training, validation = load_shipped(SHIPPED_WEIGHTS / "mnist")
    recipe = replace(TUTORIAL, epochs=2, training_images=500, **settings)
    run = Training(recipe, training, validation[:600])
    assert isinstance(run.network, MLP)
    camera = Camera(run.network, run.validation, run.steps_per_epoch, recipe.epochs)
    frames, step = [camera.frame(0)], 0

    def on_step(_: int) -> None:
        nonlocal step
        step += 1
        frames.append(camera.frame(step))

    list(run.epochs(on_step))
    taken = [one for one in frames if one]
    assert [one.epoch for one in taken] == [0, 0.2, 0.4, 0.6, 0.8, 1, 2]
    assert taken[-1].weights == packed(run.network)
    assert taken[0].confusion.trace() < 0.35 * 500  # near chance
    assert taken[-1].confusion.trace() > 0.5 * 500
    weights = torch.from_numpy(np.frombuffer(taken[-1].weights, np.float16).astype(np.float32))
    first = next(one for one in run.network.folded().modules() if hasattr(one, "out_features"))
    ours = weights[: first.weight.numel()].view_as(first.weight)
    assert torch.allclose(ours, first.weight, atol=2e-3)


def test_the_server_keeps_the_newest_frames_up_to_its_limit() -> None:
    film = Film()
    for number in range(40):
        film.add(frame(number, 1_000_000))
    kept = film.fetch(0, 100_000_000)
    assert [one.number for one in kept] == list(range(35, 40))


def test_the_films_of_all_visitors_have_a_limit_together(monkeypatch) -> None:
    monkeypatch.setattr("ui.runs.film.ALL_HELD_BYTES", 3000)
    films = [Film() for _ in range(3)]
    for number in range(2):
        for film in films:
            film.add(frame(number))
    assert sum(film.held for film in films) <= 3000
    films[0].clear()
    films[1].add(frame(2))
    assert films[1].fetch(2, 9000)


def test_what_has_arrived_is_dropped() -> None:
    film = Film()
    for number in range(5):
        film.add(frame(number))
    assert [one.number for one in film.fetch(0, 2000)] == [0, 1]
    assert [one.number for one in film.fetch(2, 2000)] == [2, 3]
    assert [one.number for one in film.fetch(0, 9000)] == [2, 3, 4]


def test_a_page_gets_what_all_frames_have_in_common_with_the_first_ones() -> None:
    run = Run()
    run.report.hear(frame(0))
    first = film_value(run, {"run": 0, "next": 0})
    assert first["opening"]["layers"] == opening().layers
    assert len(base64.b64decode(first["opening"]["samples"])) == 20 * 784
    run.report.hear(frame(1))
    later = film_value(run, {"run": 1, "next": 1})
    assert [one["number"] for one in later["frames"]] == [1]
    assert "opening" not in later
    assert film_value(run, {"run": 1, "next": 2}) is None


WRONG = [-1, 1.5, "1", True, None, []]


@pytest.mark.parametrize(
    "asked", [None, 3, [], "x", {}, {"run": 1}, *({"run": 1, "next": at} for at in WRONG)]
)
def test_a_wrong_question_gets_the_first_frames(asked: object) -> None:
    run = Run()
    run.report.hear(frame(0))
    assert [one["number"] for one in film_value(run, asked)["frames"]] == [0]


def test_an_absurd_number_gets_nothing() -> None:
    run = Run()
    run.report.hear(frame(0))
    assert film_value(run, {"run": 1, "next": 10**30}) is None


def test_a_run_that_has_not_begun_has_no_film() -> None:
    run = Run()
    run.report = Report()
    assert film_value(run, None) is None
    assert film_value(None, None) is None
