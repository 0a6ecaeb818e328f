"""The Train tab in a real browser: train, stop, draw on it, and everybody on their own network."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from model import Predictor
from tests.browser.test_look import hard_to_read, overflow
from tests.tools.running import draw, wait_for_answer
from tests.tools.taking_home import take_home
from tests.tools.waiting import RUN_TIMEOUT, wait_until

SLOW = 1000 * RUN_TIMEOUT


@pytest.fixture
def tab(page: Page) -> Page:
    return open_tab(page)


def open_tab(page: Page) -> Page:
    page.get_by_role("tab", name="Train").click()
    expect(page.locator("#train-status .sentence")).to_be_visible()
    expect(page).to_have_url(re.compile("tab=train"))  # the fields are filled in
    page.get_by_role("radio", name="8,000 test images").check()
    return page


def fill(page: Page, **fields: object) -> None:
    for name, value in fields.items():
        page.locator(f"#train-{name}").locator("input, textarea").fill(str(value))


def start(page: Page, **fields: object) -> None:
    fill(page, **fields)
    page.click("#train-start")


def wait_for_state(page: Page, state: str) -> None:
    expect(page.locator("#train-status .status")).to_have_attribute(
        "data-state", state, timeout=SLOW
    )


def train(page: Page, **fields: object) -> None:
    """A run from its start to its end; a small one may have ended before anybody looks."""
    before = page.locator(".runs li").count()
    start(page, **fields)
    newest = page.locator(".runs li").nth(before)
    expect(newest).to_have_attribute("data-state", "finished", timeout=SLOW)


def use(page: Page, run: int) -> None:
    button = page.locator(f".runs [data-run='{run}'] .use")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def draw_seven(page: Page) -> tuple[str, float]:
    """Draw a 7 on the pad: the label, and the confidence in percent."""
    page.get_by_role("tab", name="Draw").click()
    draw(page)
    label = wait_for_answer(page)["label"]
    shares = page.locator("#probabilities .bar").evaluate_all(
        "bars => bars.map(bar => +getComputedStyle(bar).getPropertyValue('--share'))"
    )
    return label, 100 * max(shares)


def run_processes(app_url: str) -> list[str]:
    """The processes of runs that this app has started; they inherit its port."""
    port = f"GRADIO_SERVER_PORT={app_url.rpartition(':')[2]}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            name = (folder / "comm").read_text().strip()
            if name == "digitpad-run" and port in (folder / "environ").read_bytes():
                found.append(folder.name)
        except OSError:  # it has ended meanwhile
            continue
    return found


def wait_until_no_process_is_left(app_url: str) -> None:
    wait_until(lambda: not run_processes(app_url))


def test_train_to_the_end_then_draw_on_it(tab: Page, app_url: str) -> None:
    expect(tab.locator("#train-note")).to_contain_text("shipped network")
    expect(tab.locator("#train-inside")).to_be_hidden()  # it would be empty
    train(tab, hidden="64", epochs=5, batch=50)
    expect(tab.locator("#train-inside")).to_be_visible()
    expect(tab.locator("#train-status .sentence")).to_contain_text("of the validation images right")
    assert tab.locator("#train-status progress").evaluate("bar => bar.value") == 1
    for curve in ("#train-loss-curve", "#train-accuracy-curve"):
        lines = tab.locator(f"{curve} path[data-run='1']")
        expect(lines).to_have_count(2)
        for points in lines.evaluate_all("lines => lines.map(line => line.getAttribute('d'))"):
            assert points.count("L") >= 5 + 9  # whole epochs, and within the first
    counts = tab.locator("#train-confusion td:not(.corner)").all_inner_texts()
    assert sum(map(int, counts)) == 2000
    painted = tab.locator("#train-first-layer canvas").evaluate(
        """canvas => canvas.getContext("2d").getImageData(0, 0, 238, 238).data
            .filter((level, i) => i % 4 === 3 && level > 0).length"""
    )
    assert painted > 30_000
    wait_until_no_process_is_left(app_url)

    use(tab, 1)
    expect(tab.locator("#train-note")).to_contain_text("Digits are read with run 1, 64 · Adam")
    assert draw_seven(tab)[0] == "7"
    tab.get_by_role("tab", name="Train").click()
    tab.get_by_role("button", name="Back to the shipped network").click()
    expect(tab.locator("#train-note")).to_contain_text("reads with the shipped network")


def test_a_run_is_taken_home(tab: Page, tmp_path: Path) -> None:
    expect(tab.locator("#train-home .take-home")).to_be_hidden()
    for hidden in ("8", "9"):
        train(tab, hidden=hidden, epochs=1, batch=500)
    expect(tab.locator("#train-home select")).to_have_value("2")
    tab.locator("#train-home select").select_option("run 1")
    take_home(tab, "#train-home", "my-network", tmp_path)
    predictor = Predictor.from_pretrained(tmp_path / "my-network")
    assert predictor.network.layers[1].out_features == 8


def test_stop_half_way_then_draw_on_it(tab: Page, app_url: str) -> None:
    start(tab, hidden="16", epochs=100, batch=10)
    has_learned = re.compile(r"after (0\.\d|[1-9]).* of 100 epochs")  # or it would not be listed
    expect(tab.locator(".runs .result")).to_have_text(has_learned, timeout=SLOW)
    expect(tab.locator(".runs .use")).to_have_attribute("aria-disabled", "true")
    expect(tab.locator("#train-start")).to_have_attribute("aria-disabled", "false")
    tab.press("#train-start", "Enter")  # a second run at the same time
    expect(tab.locator("#train-start")).to_have_attribute("aria-disabled", "true")
    tab.press("#train-start", "Enter")
    expect(tab.locator("#train-problem")).to_have_text(
        "2 of your runs are under way; stop one before you start another."
    )
    tab.get_by_role("button", name="Remove run 2").click()
    expect(tab.locator(".runs li")).to_have_count(1)
    tab.click("#train-stop")
    wait_for_state(tab, "stopped")
    expect(tab.locator("#train-status .sentence")).to_contain_text("Run 1 was stopped")
    expect(tab.locator("#train-problem")).to_have_text("")
    wait_until_no_process_is_left(app_url)
    use(tab, 1)
    assert draw_seven(tab)[0]
    tab.get_by_role("tab", name="Train").click()
    tab.get_by_role("button", name="Remove run 1").click()
    expect(tab.locator(".runs li")).to_have_count(0)
    expect(tab.locator("#train-note")).to_contain_text("shipped network")


def test_two_visitors_train_at_once_and_each_draws_on_their_own(
    visit: Callable[[], Page], app_url: str
) -> None:
    one, other, third = (open_tab(visit()) for _ in range(3))
    start(one, hidden="64", epochs=3, batch=50)
    start(other, hidden="8", epochs=100, batch=20, rate="1e-9")  # it never learns anything
    wait_for_state(other, "training")
    wait_for_state(one, "finished")
    use(one, 1)
    other.click("#train-stop")
    wait_for_state(other, "stopped")
    use(other, 1)
    expect(third.locator(".runs li")).to_have_count(0)
    assert draw_seven(other)[1] < 40
    assert draw_seven(one)[1] > 60
    label, confidence = draw_seven(third)
    assert (label, confidence > 95) == ("7", True)


def test_a_third_run_waits_until_one_of_two_is_stopped(
    visit: Callable[[], Page], app_url: str
) -> None:
    pages = [open_tab(visit()) for _ in range(3)]
    for page in pages[:2]:
        start(page, hidden="8", epochs=100, batch=1)
        expect(page.locator("#train-status .status")).not_to_have_attribute("data-state", "idle")
    start(pages[2], hidden="8", epochs=1, batch=1000)
    wait_for_state(pages[2], "waiting")
    expect(pages[2].locator("#train-status .sentence")).to_contain_text("number 1 in line")
    wait_for_state(pages[0], "training")
    pages[0].click("#train-stop")
    wait_for_state(pages[2], "finished")
    pages[1].click("#train-stop")
    wait_until_no_process_is_left(app_url)


def test_an_unknown_key_of_a_link_is_named_and_the_others_are_taken(
    page: Page, app_url: str
) -> None:
    page.goto("about:blank")
    page.goto(f"{app_url}/?tab=train&hiden=300&epochs=3&lang=en")
    expect(page.locator("#train-problem")).to_have_text(
        "This page doesn't know “hiden” in the link; perhaps “hidden” is meant."
    )
    expect(page.locator("#train-epochs input")).to_have_value("3")
    page.goto("about:blank")
    page.goto(f"{app_url}/?tab=train&%3Cb%3E${{1}}{{{{x}}}}=1&seed=4&lang=de")
    expect(page.locator("#train-problem")).to_have_text(
        "Diese Seite kennt „<b>${1}{{x}}“ im Link nicht und übergeht es."
    )


def test_wrong_settings_are_one_sentence(tab: Page) -> None:
    for name, value, sentence in (
        ("rate", "", "The learning rate must be above 0 and at most 10."),
        ("epochs", "1e9", "The number of epochs must be a whole number from 1 to 100."),
        ("hidden", "-3", "A hidden layer's width must be a whole number from 1 to 1,024."),
        ("hidden", "1, 2, 3, 4, 5", "At most 4 hidden layers are possible here."),
    ):
        usual = tab.locator(f"#train-{name}").locator("input, textarea").input_value()
        start(tab, **{name: value})
        expect(tab.locator("#train-problem")).to_have_text(sentence)
        fill(tab, **{name: usual})
    expect(tab.locator(".runs li")).to_have_count(0)


def test_settings_that_need_too_much_memory_are_one_sentence(tab: Page) -> None:
    tab.get_by_role("radio", name="Convolutional (CNN)").check()
    start(tab, hidden="1024, 1024, 1024, 1024", batch=10_000)
    expect(tab.locator("#train-problem")).to_have_text(
        "These settings need about 1.9 GB; at most 1.5 GB is free for one run here; choose a "
        "smaller batch or narrower layers."
    )
    expect(tab.locator(".runs li")).to_have_count(0)


def test_the_keyboard_alone_trains_and_the_focus_stays(tab: Page) -> None:
    fill(tab, hidden="4", epochs=1, batch=4000)
    tab.locator("#train-start").focus()
    tab.keyboard.press("Enter")
    wait_for_state(tab, "finished")
    expect(tab.locator("#train-start")).to_be_focused()
    button = tab.locator(".runs .use")
    button.focus()
    tab.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()


def test_on_a_phone_nothing_overflows_and_buttons_fit_a_thumb(phone: Page) -> None:
    open_tab(phone)
    train(phone, hidden="4", epochs=1, batch=4000)
    assert overflow(phone) <= 0
    phone.set_viewport_size({"width": 320, "height": 700})
    assert overflow(phone) <= 0
    # A term is a word within a sentence.
    for button in phone.locator("#train button:not(.digitpad-term):visible").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 40
    for field in phone.locator("#train-settings input:not([type=radio], [type=checkbox])").all():
        assert field.bounding_box()["height"] >= 40


TEXTS = (
    "#train-note p",
    "#train-settings [data-testid=block-info]",
    "#train-images [data-testid=block-info] + div",
    "#train-start",
    "#train-problem p",
    "#train-status .sentence",
    "#train-curves .key",
)


def test_texts_are_easy_to_read_on_light_and_on_dark(tab: Page) -> None:
    start(tab, hidden="none")
    expect(tab.locator("#train-problem p")).to_be_visible()
    for mode in ("light", "dark"):
        tab.evaluate("mode => document.body.classList.toggle('dark', mode === 'dark')", mode)
        assert hard_to_read(tab, TEXTS) == [], mode
