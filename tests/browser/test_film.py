"""The film on the Train tab: from the first weights to the trained network, by the same numbers."""

import base64

import numpy as np
import pytest
import torch
from playwright.sync_api import Page, expect

from model import Predictor
from model.networks.mlp import ACTIVATIONS, MLP
from model.predictor import SHIPPED_WEIGHTS
from tests.browser.test_train import SLOW, open_tab, train
from tests.tools.running import draw, reading, wait_for_answer
from tests.tools.waiting import wait_until
from ui.runs.film import packed

# The address of the module in the page, which depends on its content.
ADDRESS = """() => performance.getEntriesByType("resource").map(({ name }) => name)
  .find((name) => name.endsWith("train/film/network.js"))"""
MOVE = """(slider, at) => {
  slider.value = at;
  slider.dispatchEvent(new Event("input"));
}"""


@pytest.fixture
def tab(page: Page) -> Page:
    return open_tab(page)


def wait_for_film(page: Page) -> None:
    slider = page.locator("#film")
    expect(slider).to_be_visible(timeout=SLOW)
    expect(page.locator(".film-words")).to_contain_text("epoch 3.00", timeout=SLOW)


def test_the_first_frame_is_near_chance_and_the_last_is_the_network(tab: Page) -> None:
    train(tab, epochs=3)
    wait_for_film(tab)
    panel, slider = tab.locator(".film-panel"), tab.locator("#film")
    last = int(slider.get_attribute("max"))
    assert 40 <= last <= 62  # a busy page misses some
    slider.evaluate(MOVE, 0)
    assert int(panel.get_attribute("data-right")) <= 9
    expect(tab.locator(".film-words")).to_contain_text("epoch 0.00")
    slider.evaluate(MOVE, last)
    assert int(panel.get_attribute("data-right")) >= 15


def test_the_film_reads_the_drawing_as_the_trained_network_does(tab: Page) -> None:
    tab.get_by_role("tab", name="Draw").click()
    draw(tab)
    wait_for_answer(tab)
    open_tab(tab)
    train(tab, epochs=3)
    wait_for_film(tab)
    expect(tab.locator(".film-pictures figcaption").first).to_have_text("Your digit")
    label = tab.locator(".film-panel").get_attribute("data-label")
    tab.locator(".runs [data-run='1'] .use").click()
    expect(tab.locator(".runs [data-run='1'] .use")).to_have_attribute("aria-pressed", "true")
    tab.get_by_role("tab", name="Draw").click()
    wait_until(lambda: reading(tab)["label"] == label)


def test_it_plays_from_the_start_and_can_be_paused(tab: Page) -> None:
    train(tab, epochs=3)
    wait_for_film(tab)
    play = tab.locator(".film-play")
    play.click()
    expect(play).to_have_attribute("aria-pressed", "true")
    play.click()
    expect(play).to_have_attribute("aria-pressed", "false")
    slider = tab.locator("#film")
    assert int(slider.input_value()) < int(slider.get_attribute("max"))


def test_the_slider_moves_by_the_keys(tab: Page) -> None:
    train(tab, epochs=3)
    wait_for_film(tab)
    tab.locator("#film").focus()
    tab.keyboard.press("Home")
    expect(tab.locator(".film-words")).to_contain_text("epoch 0.00")
    tab.keyboard.press("End")
    expect(tab.locator(".film-words")).to_contain_text("epoch 3.00")


def test_it_is_saved_as_a_video(tab: Page) -> None:
    train(tab, epochs=3)
    wait_for_film(tab)
    with tab.expect_download(timeout=SLOW) as saved:
        tab.locator(".film-save").click()
    assert saved.value.suggested_filename == "training.webm"
    assert (
        saved.value.path().read_bytes()[:4] == b"\x1aE\xdf\xa3"
    )  # the signature of EBML, the container of WebM


def test_the_network_of_the_browser_is_the_one_of_pytorch(page: Page, app_url: str) -> None:
    """All four activations, against PyTorch, within what float16 and the error function cost."""
    images = Predictor.from_folder(SHIPPED_WEIGHTS / "mnist").validation[0][:20]
    address = page.evaluate(ADDRESS)
    for activation in ACTIVATIONS:
        torch.manual_seed(1)
        network = MLP((30, 20), activation=activation).eval()
        shape = {
            "widths": [784, *network.widths],
            "activation": activation,
            "mean": 0.5,
            "std": 0.5,
        }
        found = page.evaluate(
            """async ([address, shape, weights, images]) => {
              const { fromHalf, probabilities } = await import(address);
              const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
              const numbers = fromHalf(bytes(weights));
              return images.map((image) => [...probabilities(shape, numbers, bytes(image))]);
            }""",
            [
                address,
                shape,
                base64.b64encode(packed(network)).decode(),
                [base64.b64encode(image.tobytes()).decode() for image in images],
            ],
        )
        with torch.no_grad():
            half = network.half().float()
            wanted = half(torch.from_numpy(images).float() / 255).softmax(dim=1).numpy()
        np.testing.assert_allclose(found, wanted, atol=2e-5)
