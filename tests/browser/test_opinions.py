"""What stands beside an answer: a second opinion, and the reason why there is none."""

from playwright.sync_api import Page, expect

from tests.tools.running import draw, wait_for_answer


def test_the_convolutional_network_gives_a_second_opinion(page: Page) -> None:
    opinion = page.locator("#second-opinion")
    expect(opinion).to_have_text("")
    draw(page)
    wait_for_answer(page)
    expect(opinion).to_have_attribute("data-label", "7")
    expect(opinion).to_contain_text("The convolutional network agrees")
    page.click("#sketchpad-clear")
    expect(opinion).to_have_attribute("data-label", "")


def test_a_heart_is_refused_with_a_guess_that_looks_like_one(page: Page) -> None:
    half = [(0.5, 0.3), (0.6, 0.2), (0.75, 0.2), (0.85, 0.35), (0.75, 0.55), (0.5, 0.85)]
    draw(page, [*half, *((1 - x, y) for x, y in reversed(half))])
    answer = wait_for_answer(page)
    assert (answer["state"], answer["label"]) == ("refused", "")
    view = page.locator("#reading .view")
    expect(view.locator(".guess")).to_contain_text("If it had to be a digit")
    expect(view.locator(".confidence")).to_have_text("")
    expect(view).not_to_contain_text("Very sure")
