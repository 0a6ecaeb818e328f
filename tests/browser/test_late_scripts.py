"""The scripts of the page's parts come in any order, and nothing that was told before is lost."""

import pytest
from playwright.sync_api import Browser, expect


@pytest.mark.parametrize("last", ["reading/view.js", "draw/pad/sketchpad.js", "page/header.js"])
def test_the_data_set_in_the_address_waits_for_late_scripts(
    browser: Browser, app_url: str, last: str
) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    held, latest = [], []

    def hold(route):
        (latest if route.request.url.endswith(last) else held).append(route)

    page.route("**/scripts/**", hold)
    with page.expect_response("**/gradio_api/run/predict*"):
        page.goto(f"{app_url}/?data=fashion-mnist", wait_until="commit")
    page.wait_for_timeout(500)
    assert held
    assert latest
    for route in held:
        route.continue_()
    page.wait_for_timeout(1500)  # the others start, ask and are answered
    for route in latest:
        route.continue_()
    page.unroute("**/scripts/**")
    expect(page.locator("body")).to_have_attribute("data-dataset", "fashion-mnist")
    expect(page.locator("#sketchpad-wide")).to_be_disabled()
    expect(page.locator("#reading .sentence")).to_have_text("Upload or draw a garment")
    expect(page.locator("#probabilities .name").first).to_have_text("T-shirt/top")
    assert "data=fashion-mnist" in page.url
    context.close()
