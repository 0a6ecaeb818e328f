"""The film on the Train tab: from the first weights to the trained network, by the same numbers."""

import base64
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
import torch
from playwright.sync_api import Page, expect

from model import Predictor
from model.networks.cnn import CNN
from model.networks.mlp import ACTIVATIONS, MLP
from model.networks.network import Network
from model.predictor import SHIPPED_WEIGHTS
from tests.browser.test_train import SLOW, open_tab, train
from tests.tools.running import draw, reading, wait_for_answer
from tests.tools.waiting import wait_until
from ui.device.packing import layers_of, packed
from ui.parts.scripts import SCRIPTS_VERSION

# The folder of the modules in the page, whose address depends on their content.
FOLDER = f"scripts/{SCRIPTS_VERSION}/device/"
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
    expect(tab.locator(".film-pictures figcaption").first).to_have_text("Your picture")
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


def in_the_browser(page: Page, network: Network, images: np.ndarray) -> list[list[float]]:
    """The probabilities (N, classes) of images, as a film computes them."""
    shape = {"layers": layers_of(network), "shape": network.shape, "mean": 0.5, "std": 0.5}
    return page.evaluate(
        """async ([folder, shape, weights, images]) => {
          const module = (name) => import(new URL(folder + name, document.baseURI));
          const { fromHalf } = await module("half.js");
          const { Network, softmax } = await module("network.js");
          const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
          const numbers = fromHalf(bytes(weights));
          const network = new Network(shape, numbers);
          return images.map((image) => [...softmax(network.logits(bytes(image)))]);
        }""",
        [
            FOLDER,
            shape,
            base64.b64encode(packed(network)).decode(),
            [base64.b64encode(image.tobytes()).decode() for image in images],
        ],
    )


@pytest.mark.parametrize(
    ("network", "dataset"),
    [
        *[(partial(MLP, (30, 20), activation=name), "mnist") for name in ACTIVATIONS],
        (partial(MLP, (30, 20), batch_norm=True, dropout=0.2), "mnist"),
        (partial(MLP, (30,), shape=(32, 32, 3)), "cifar-10"),
        (partial(CNN, ((8, 8), (16,)), (30,)), "mnist"),
        (partial(CNN, ((8, 8), (16, 16)), (30,), shape=(32, 32, 3)), "cifar-10"),
    ],
    ids=[*ACTIVATIONS, "batch norm", "MLP in colour", "CNN", "CNN in colour"],
)
def test_the_network_of_the_browser_is_the_one_of_pytorch(
    page: Page, network: Callable[[], Network], dataset: str
) -> None:
    """Against PyTorch, within what float16 and the error function cost."""
    images = Predictor.from_folder(SHIPPED_WEIGHTS / dataset).validation[0][:20]
    torch.manual_seed(1)
    made = network()
    made.train()
    with torch.no_grad():
        pixels = torch.from_numpy(images).float() / 255
        for _ in range(20):
            made(pixels)  # statistics of batch normalisation
        half = made.eval().folded().half().float()
        wanted = half(pixels).softmax(dim=1).numpy()
    np.testing.assert_allclose(in_the_browser(page, made, images), wanted, atol=5e-5)


def test_a_convolutional_network_has_a_film_too(tab: Page) -> None:
    tab.get_by_role("radio", name="Convolutional (CNN)").check()
    train(tab, hidden="16", epochs=3, batch=200)
    wait_for_film(tab)
    panel, slider = tab.locator(".film-panel"), tab.locator("#film")
    assert int(panel.get_attribute("data-right")) >= 17
    slider.evaluate(MOVE, 0)
    assert int(panel.get_attribute("data-right")) <= 9
