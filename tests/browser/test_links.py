"""Back, and links: what the address names is shown, and a drawing travels in the fragment."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.test_dataset import choose
from tests.browser.test_number_view import placed, wait_for_shape
from tests.tools.running import SEVEN, draw, open_page, reading, wait_for_answer
from tests.tools.validation_tab import count, open_tab, pick

SELECTED = "[role=tab][aria-selected=true]"
NOTE = "#sketchpad .note"


def go(page: Page, address: str) -> None:
    """Open an address as if it had been typed into a new tab."""
    page.goto("about:blank")
    page.goto(address)


def test_back_and_forward_go_through_tabs_filters_and_data_sets(page: Page) -> None:
    open_tab(page)
    pick(page, "True", "3")
    page.get_by_role("button", name="Next").click()
    expect(count(page)).to_contain_text("61–")
    expect(page).to_have_url(re.compile(r"\?tab=validation&true=3&sheet=2$"))
    choose(page, "Garments")
    expect(count(page)).to_contain_text("10,000 samples")
    expect(page).to_have_url(re.compile(r"\?tab=validation&data=fashion-mnist$"))
    page.get_by_role("tab", name="About").click()
    expect(page).to_have_url(re.compile(r"\?tab=about&data=fashion-mnist$"))

    page.go_back()
    expect(page.locator(SELECTED)).to_have_text("Validation")
    page.go_back()
    expect(page.locator("#dataset input[value=mnist]")).to_be_checked()
    expect(count(page)).to_contain_text("61–")
    page.go_back()
    expect(count(page)).to_contain_text("1–60 of 1,010 samples of a true 3")
    page.go_back()
    expect(count(page)).to_have_text("1–60 of 10,000 samples")
    page.go_back()
    expect(page.locator(SELECTED)).to_have_text("Draw")
    assert "?" not in page.url
    page.go_forward()
    expect(page.locator(SELECTED)).to_have_text("Validation")


def test_back_opens_the_tab_even_without_the_server(page: Page) -> None:
    page.get_by_role("tab", name="About").click()
    page.get_by_role("tab", name="Teach").click()
    page.route("**/gradio_api/**", lambda route: route.abort())
    page.go_back()
    expect(page.locator(SELECTED)).to_have_text("About")


def test_a_link_restores_the_filters_and_leaves_what_it_does_not_know(
    page: Page, app_url: str
) -> None:
    go(page, f"{app_url}/?tab=validation&true=3&read=5&order=least&lang=en")
    expect(count(page)).to_contain_text("of a true 3 read as 5")
    expect(page.get_by_label("Order")).to_have_value('"least"')
    page.get_by_role("tab", name="About").click()
    expect(page).to_have_url(re.compile(r"\?tab=about&lang=en$"))
    page.get_by_role("tab", name="Validation").click()
    expect(page).to_have_url(re.compile("true=3&read=5&order=least"))
    go(page, f"{app_url}/?tab=validation&true=x&sheet=-1&order=odd&show=")
    expect(count(page)).to_have_text("1–60 of 10,000 samples")


def test_a_drawing_travels_in_the_fragment_and_to_no_server(page: Page, app_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#sketchpad-wide")
    wait_for_shape(page, 2)
    for left in (0.02, 0.35, 0.68):
        draw(page, placed(SEVEN, left, 0.3))
    assert wait_for_answer(page)["label"] == "777"
    page.click("#share")
    expect(page.locator(NOTE)).to_contain_text("The link is copied")
    link = page.evaluate("navigator.clipboard.readText()")
    code = link.removeprefix(f"{app_url}/#drawing=")
    assert 50 < len(code) < 1000

    sent = []
    page.on("request", lambda one: sent.append(f"{one.url} {one.headers} {one.post_data_buffer}"))
    go(page, link)
    page.wait_for_selector("#reading [data-label='777']")
    wait_for_shape(page, 2)
    assert "#" not in page.url, "the address is not about what is drawn next"
    assert len(sent) > 10
    assert not [one for one in sent if code[:40] in one or "drawing=" in one]
    page.click("#sketchpad-clear")
    assert wait_for_answer(page)["state"] == "empty"
    page.evaluate("link => { location.href = link; }", link)
    page.wait_for_selector("#reading [data-label='777']")

    for broken, sentence in ((link[:-7], "perhaps a part"), (link + 20_000 * "A", "too long")):
        go(page, broken)
        expect(page.locator(NOTE)).to_contain_text(sentence)
        assert "#" not in page.url
    draw(page)
    assert wait_for_answer(page)["label"] == "7"
    expect(page.locator(NOTE)).to_be_empty()


def test_a_link_to_a_wide_drawing_fits_the_garments_paper(page: Page, app_url: str) -> None:
    page.click("#sketchpad-wide")
    draw(page, placed(SEVEN, 0.6, 0.3))
    wait_for_answer(page)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.click("#share")
    expect(page.locator(NOTE)).to_have_text("The link stands in the address bar; copy it there.")
    fragment = page.evaluate("location.hash")
    go(page, f"{app_url}/?data=fashion-mnist{fragment}")
    answered = page.locator("#reading [data-state]:not([data-state=empty])")
    expect(answered).to_have_attribute("data-source", "drawing")
    wait_for_shape(page, 1)
    assert reading(page)["dataset"] == "fashion-mnist"


def test_the_train_settings_are_a_link(visit: Callable[[], Page], app_url: str) -> None:
    page = visit()
    page.get_by_role("tab", name="Train").click()
    page.locator("#train-seed input").fill("7")
    page.locator("#train-hidden").get_by_role("textbox").fill("300, 100")
    page.get_by_role("radio", name="Convolutional (CNN)").check()
    for setting in ("seed=7", "hidden=300%2C\\+100", "network=cnn"):
        expect(page).to_have_url(re.compile(setting))
    link = page.url
    page.locator("#train-seed input").fill("0")
    expect(page).not_to_have_url(re.compile("seed"))
    go(page, link)
    expect(page.locator("#train-seed input")).to_have_value("7")
    expect(page.locator("#train-hidden").get_by_role("textbox")).to_have_value("300, 100")
    expect(page.get_by_role("radio", name="Convolutional (CNN)")).to_be_checked()
    expect(page.locator("#train-epochs input")).to_have_value("12")
    go(page, f"{app_url}/?data=fashion-mnist&tab=train&dataset=mnist")
    expect(page.locator("body")).to_have_attribute("data-dataset", "fashion-mnist")
    expect(page.locator("#train-dataset input")).to_have_value("MNIST")
    page.wait_for_timeout(500)  # nor does it change afterwards
    expect(page.locator("#train-dataset input")).to_have_value("MNIST")
    go(page, f"{app_url}/?tab=train&seed=minus&epochs=3")
    expect(page.locator("#train-problem")).to_contain_text("The link's settings can't be used")
    expect(page.locator("#train-seed input")).to_have_value("0")
    open_page(page, app_url)


def test_a_tab_that_is_opened_before_the_address_is_read_is_put_into_it(
    visit: Callable[[], Page],
) -> None:
    page = visit()
    page.add_init_script(
        """const fetched = window.fetch;
        window.fetch = async (...asked) => {
          const response = await fetched(...asked);
          const url = String(asked[0]?.url ?? asked[0]);
          if (url.includes("run/predict")) await new Promise((go) => setTimeout(go, 3000));
          return response;
        };"""
    )
    page.reload()
    page.get_by_role("tab", name="Train").click()
    expect(page).to_have_url(re.compile("tab=train"))
    expect(page.get_by_role("tab", name="Train")).to_have_attribute("aria-selected", "true")
