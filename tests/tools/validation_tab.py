"""What the Validation tab must show, and how to reach its parts."""

from functools import cache
from typing import NamedTuple

import numpy as np
from playwright.sync_api import Locator, Page, expect

from model import Predictor

PAGE_SIZE = 60


class Truth(NamedTuple):
    """What the network says of the validation pictures, and what they truly are."""

    labels: np.ndarray
    predicted: np.ndarray
    confidences: np.ndarray

    @property
    def mistakes(self) -> np.ndarray:
        """Indices of the samples read wrong."""
        return np.flatnonzero(self.labels != self.predicted)


@cache
def computed_truth() -> Truth:
    """The verdicts, computed here from the same weights."""
    predictor = Predictor.from_pretrained()
    images, labels = predictor.validation
    probabilities = predictor.classify(images)
    return Truth(labels, probabilities.argmax(axis=1), probabilities.max(axis=1))


def open_tab(page: Page) -> Page:
    """Open the tab and wait for its verdicts."""
    page.get_by_role("tab", name="Validation").click()
    expect(page.locator("#samples [data-index]").first).to_be_visible()
    return page


def tiles(page: Page, grid: str = "#samples") -> Locator:
    return page.locator(f"{grid} [data-index]")


def shown(page: Page, grid: str = "#samples") -> list[int]:
    """The numbers of the samples in a grid."""
    indices = tiles(page, grid).evaluate_all("all => all.map(tile => tile.dataset.index)")
    return [int(index) for index in indices]


def count(page: Page) -> Locator:
    """The line that says how many samples are shown."""
    return page.locator("#samples .count")


def menu(page: Page, label: str) -> Locator:
    """The menu "True", "Read as" or "Order" of the grid."""
    return page.locator("#samples").get_by_label(label, exact=True)


def pick(page: Page, label: str, option: str) -> None:
    """Choose in a menu and wait until the grid has answered."""
    menu(page, label).select_option(label=option)
    value = menu(page, label).input_value()
    expect(menu(page, label)).to_have_attribute("data-chosen", value)
