"""The Validation tab shows the network in use: a visitor's own one to that visitor alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_train import open_tab as open_train_tab
from tests.browser.test_train import train, use
from tests.tools.pictures import WEIGHTS
from tests.tools.validation_tab import count, open_tab


def introduction(page: Page) -> str:
    """What the tab says of its network, once the verdicts are those of that network."""
    expect(page.locator("#validation")).not_to_have_class(re.compile("stale"))
    return page.locator("#validation-introduction").inner_text()


def test_the_validation_tab_shows_the_own_network_to_its_visitor_alone(
    page: Page, visit: Callable[[], Page]
) -> None:
    open_tab(page)
    assert introduction(page).startswith("The shipped network.")
    shipped = page.locator("#accuracy .figure").inner_text()
    open_train_tab(page)
    train(page, hidden="64", epochs=5, batch=50)
    share = re.search(r"[\d.]+", page.locator("#train-status .sentence").inner_text().split(":")[1])
    use(page, 1)

    page.get_by_role("tab", name="Validation").click()
    expect(page.locator("#accuracy")).to_contain_text("of 2,000 right")
    words = introduction(page)
    assert words.startswith("Your run 1, 64 · Adam")
    assert "2,000" in words
    assert words.count("run learned from the first 8,000.") == 1
    expect(page.locator("#accuracy .figure")).to_have_text(f"{share[0]} %")
    expect(count(page)).to_have_text("1–60 of 2,000 samples")
    cells = page.locator("#confusion td:not(.corner)").all_inner_texts()
    assert sum(map(int, cells)) == 2000
    expect(page.locator("#epoch-words")).to_contain_text("After epoch 5: ")

    visitor = open_tab(visit())
    assert introduction(visitor).startswith("The shipped network.")
    expect(visitor.locator("#accuracy .figure")).to_have_text(shipped)

    page.get_by_role("tab", name="Train").click()
    page.get_by_role("button", name="Back to the shipped network").click()
    page.get_by_role("tab", name="Validation").click()
    expect(page.locator("#accuracy .figure")).to_have_text(shipped)
    assert introduction(page).startswith("The shipped network.")


@pytest.mark.skipif(
    not (WEIGHTS.parent / "fashion-mnist").is_dir(),
    reason="Fashion-MNIST's weights, and its test images with them, are not trained yet.",
)
def test_the_switch_follows_the_network_that_is_used(page: Page) -> None:
    page.get_by_role("radio", name="Garments", exact=True).click()
    page.get_by_role("tab", name="Train").click()
    expect(page.locator("#train-dataset input")).to_have_value("Fashion-MNIST")
    open_train_tab(page)
    train(page, hidden="16", epochs=1, batch=100)
    page.get_by_role("radio", name="Digits", exact=True).click()
    expect(page.locator("#train-dataset input")).to_have_value("MNIST")
    use(page, 1)
    expect(page.get_by_role("radio", name="Garments", exact=True)).to_be_checked()
    expect(page.locator("#train-note")).to_contain_text("Garments are read with run 1")
    open_tab(page)
    expect(page.locator("#validation-introduction")).to_contain_text("Your run 1, Fashion-MNIST")
    page.get_by_role("radio", name="Digits", exact=True).click()
    expect(page.locator("#validation-introduction")).to_contain_text("The shipped network.")
