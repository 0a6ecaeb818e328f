"""The Train tab: presets, the verdict beside the curves, and what to change in the next run."""

import csv
import re

import pytest
from playwright.sync_api import Page, expect

from model.training.settings import PRESETS
from tests.browser.test_train import SLOW, open_tab, train


@pytest.fixture
def tab(page: Page) -> Page:
    return open_tab(page)


def choose(page: Page, name: str) -> None:
    page.locator("#preset input").click()
    page.get_by_role("option", name=name).click()


def test_a_preset_fills_in_the_settings_and_the_link(tab: Page) -> None:
    choose(tab, "Vanishing gradients")
    expect(tab.locator("#train-hidden textarea, #train-hidden input")).to_have_value(
        "100, 100, 100, 100"
    )
    expect(tab).to_have_url(re.compile("activation=sigmoid"))
    expect(tab).to_have_url(re.compile("initialisation=small"))
    choose(tab, "The tutorial of 2019")
    expect(tab).not_to_have_url(re.compile("activation="))


def test_every_preset_is_offered(tab: Page) -> None:
    tab.locator("#preset input").click()
    expect(tab.get_by_role("listbox").get_by_role("option")).to_have_count(len(PRESETS))


def test_a_link_fills_in_the_extra_settings(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/?tab=train&dropout=0.25&batch_norm=true&hidden=")
    page.locator("#train-more button").first.click()
    expect(page.locator("#train-dropout input")).to_have_value("0.25")
    expect(page.locator("#train-batch_norm input")).to_be_checked()
    expect(page.locator("#train-hidden textarea, #train-hidden input")).to_have_value("")


def test_the_tutorial_overfits_and_a_suggestion_starts_the_next_run(tab: Page) -> None:
    verdict = tab.locator("#overfitting")
    expect(verdict).to_have_attribute("data-verdict", "early")
    tab.locator("#train-start").click()
    expect(verdict).to_have_attribute("data-verdict", "overfits", timeout=SLOW)
    expect(tab.locator(".status")).to_have_attribute("data-state", "finished", timeout=SLOW)
    expect(verdict).to_contain_text("It overfits: the validation loss")
    expect(tab.locator("#train-loss-curve path.gap")).to_have_count(1)
    expect(verdict.locator(".after li").first).to_contain_text("90 % of the images right, in this")
    expect(verdict.locator(".after li").last).to_contain_text("Most often confused: ")
    verdict.locator("[data-change=dropout]").click()
    expect(tab.locator("[data-run='2'] .name")).to_contain_text("Dropout 0.3")
    expect(tab).to_have_url(re.compile("dropout=0.3"))
    tab.locator("#train-more button").first.click()
    expect(tab.locator("#train-dropout input")).to_have_value("0.3")


def test_a_rate_too_high_fails_and_a_lower_one_is_offered(tab: Page) -> None:
    choose(tab, "Learning rate too high")
    expect(tab).to_have_url(re.compile("rate=0.5"))
    tab.locator("#train-start").click()
    verdict = tab.locator("#overfitting")
    expect(verdict).to_have_attribute("data-verdict", "fails", timeout=SLOW)
    expect(verdict.locator("[data-change=lower-rate]")).to_have_text(
        "Learning rate 0.05", timeout=SLOW
    )


def test_softmax_regression_is_trained_read_with_and_explained(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/?tab=train&hidden=&epochs=2")
    page.locator("#train-start").click()
    expect(page.locator(".status")).to_have_attribute("data-state", "finished", timeout=SLOW)
    expect(page.locator("[data-run='1'] .name")).to_contain_text("no hidden layer")
    page.locator("[data-run='1'] .use").click()
    expect(page.locator("#train-note")).to_contain_text("run 1")


def test_the_runs_are_a_table_of_what_differs_and_a_csv_of_everything(tab: Page) -> None:
    train(tab, epochs=1)
    train(tab, epochs=2)
    tab.locator(".runs-figures summary").click()
    table = tab.locator("#runs-table")
    expect(table.locator("th").nth(1)).to_have_text("epochs")
    expect(table.locator("tr").nth(2).locator("td").nth(1)).to_have_text("2")
    with tab.expect_download() as saved:
        tab.locator(".save-runs").click()
    rows = list(csv.DictReader(saved.value.path().read_text().splitlines()))
    assert [row["epochs"] for row in rows] == ["1", "2"]
    assert all(0.5 < float(row["validation_accuracy"]) <= 1 for row in rows)
    assert rows[0]["hidden"] == "125-65"


def test_from_a_run_two_buttons_lead_to_its_mistakes_and_to_the_pad(tab: Page) -> None:
    train(tab, epochs=1)
    look = tab.locator("#overfitting .look")
    look.locator("[data-tab=draw]").click()
    expect(tab.get_by_role("tab", name="Draw")).to_have_attribute("aria-selected", "true")
    tab.get_by_role("tab", name="Train").click()
    expect(tab.locator("#train-note")).to_contain_text("run 1")
    look.locator("[data-tab=validation]").click()
    expect(tab.get_by_role("tab", name="Validation")).to_have_attribute("aria-selected", "true")
    expect(tab.locator("#epoch-words")).to_contain_text("too early to tell")


def test_one_neuron_learns_to_tell_a_three_and_its_weights_are_shown(tab: Page) -> None:
    choose(tab, "One neuron")
    expect(tab).to_have_url(re.compile("detect=3"))
    tab.locator("#train-start").click()
    expect(tab.locator(".status")).to_have_attribute("data-state", "finished", timeout=SLOW)
    expect(tab.locator("#overfitting")).to_have_attribute("data-verdict", "fits")
    expect(tab.locator("#train-confusion th").filter(has_text="not 3")).to_have_count(2)
    expect(tab.locator("#train-first-layer p")).to_contain_text("All 1")
    lines = tab.locator("#train-first-layer canvas").evaluate("canvas => canvas.height")
    assert lines == 28, "one unit, and its 784 weights"
    expect(tab.locator(".film-words")).to_contain_text(re.compile("read as (not )?3"), timeout=SLOW)
    expect(tab.locator("[data-run='1'] .use")).to_have_attribute("aria-disabled", "true")


def test_the_pictures_of_cifar_10_are_trained_too(page: Page, app_url: str) -> None:
    settings = "network=cnn&hidden=16&epochs=2&batch=200&training_images=1000&images=shipped"
    page.goto(f"{app_url}/?tab=train&data=cifar-10&{settings}")
    page.locator("#train-start").click()
    expect(page.locator(".status")).to_have_attribute("data-state", "finished", timeout=SLOW)
    expect(page.locator("[data-run='1'] .name")).to_contain_text("CIFAR-10 · CNN, 16")
    expect(page.locator("#train-first-layer p")).to_contain_text("the colours that speak for it")
    expect(page.locator(".film-words")).to_contain_text("epoch 2.00", timeout=SLOW)
    page.locator("[data-run='1'] .use").click()
    page.get_by_role("tab", name="Validation").click()
    expect(page.locator("#comparison")).to_contain_text("Your CNN is right on", timeout=SLOW)


def test_a_preset_about_a_data_set_chooses_it(tab: Page) -> None:
    choose(tab, "Few garments, borrowed weights")
    expect(tab).to_have_url(re.compile("dataset=fashion-mnist"))
    expect(tab).to_have_url(re.compile("initialisation=digits"))
    expect(tab.get_by_role("radio", name="Large CNN")).to_be_checked()
    tab.get_by_role("radio", name="MLP").check()
    tab.locator("#train-start").click()
    expect(tab.locator("#train-problem")).to_contain_text("Only the large CNN can borrow")
