"""Printed figures: what they show, and that training and test fonts never mix."""

import json
import sys
from importlib import resources

import cv2
import numpy as np
import pytest

from model.picture.mnist_format import normalise
from model.synthetic import printed
from model.synthetic.outliers.letters import PRINTED_LETTERS
from model.synthetic.printed import TRAINING_FAMILIES, FontsMissing, draw_printed
from tests.tools.kept_out.kinds import KEPT_OUT_FAMILIES

FAMILIES = TRAINING_FAMILIES + KEPT_OUT_FAMILIES


def plain(character: str, family: str, style: int) -> np.ndarray:
    """A character as its font draws it, in the network's measures."""
    return normalise(printed.set_character(character, family, style).astype(np.float32) / 255)


def test_shapes_types_and_every_figure():
    images, labels = draw_printed(200, seed=1)
    assert images.shape == (200, 28, 28)
    assert images.dtype == np.uint8
    assert labels.dtype == np.int64
    assert set(labels) == set(range(10))
    assert images.max(axis=(1, 2)).min() > 60  # none is blank


def test_a_seed_decides_the_pictures():
    first, again, other = (draw_printed(30, seed=seed)[0] for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_training_and_kept_out_families_are_disjoint():
    assert len(set(FAMILIES)) == len(FAMILIES)
    assert len(KEPT_OUT_FAMILIES) >= 20


@pytest.mark.parametrize("family", FAMILIES)
def test_family_has_an_open_licence_and_every_character(family: str):
    package = resources.files(f"fontpkg_{family.replace('-', '_')}")
    licence = json.loads((package / "metadata.json").read_text())["license"]
    assert licence in ("OFL-1.1", "Apache-2.0")
    style = len(printed.typefaces(family)) // 2
    missing = printed.set_character("\uffff", family, style)
    for character in "0123456789" + PRINTED_LETTERS:
        assert not np.array_equal(printed.set_character(character, family, style), missing)


def test_each_label_names_the_figure_that_is_drawn(monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    draw = printed.print_character
    monkeypatch.setattr(
        printed, "print_character", lambda text, *rest: asked.append(text) or draw(text, *rest)
    )
    _, labels = draw_printed(50, seed=3)
    assert asked == [str(label) for label in labels]


def test_distorted_figures_resemble_plain_ones():
    """The nearest plain figure of the same family is, nearly always, the one that was asked for."""
    images, labels = draw_printed(300, seed=4, families=("open-sans",))
    styles = range(len(printed.typefaces("open-sans")))
    shapes = np.stack([plain(str(d), "open-sans", s) for d in range(10) for s in styles])
    soft, examples = (
        np.stack([cv2.GaussianBlur(one, (0, 0), 1.5).ravel() for one in stack.astype(np.float32)])
        for stack in (images, shapes)
    )
    for stack in (soft, examples):
        stack /= np.linalg.norm(stack, axis=1, keepdims=True)
    nearest = (soft @ examples.T).argmax(axis=1) // len(styles)
    assert (nearest == labels).mean() > 0.9


def test_a_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    printed.typefaces.cache_clear()
    monkeypatch.setitem(sys.modules, "fontpkg_lora", None)
    with pytest.raises(FontsMissing, match=r"pip install \.\[train\]"):
        printed.typefaces("lora")
