"""What the server says before the page's own scripts have come is not lost."""

from playwright.sync_api import Browser, expect


def test_the_data_set_in_the_address_waits_for_late_scripts(browser: Browser, app_url: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    held = []
    page.route("**/scripts/**", lambda route: held.append(route))
    with page.expect_response("**/gradio_api/run/predict*"):
        page.goto(f"{app_url}/?data=fashion-mnist", wait_until="commit")
    page.wait_for_timeout(500)
    assert held
    for route in held:
        route.continue_()
    page.unroute("**/scripts/**")
    expect(page.locator("body")).to_have_attribute("data-dataset", "fashion-mnist")
    expect(page.locator("#sketchpad-wide")).to_be_disabled()
    expect(page.locator("#reading .sentence")).to_have_text("Upload or draw a garment")
    expect(page.locator("#probabilities .name").first).to_have_text("T-shirt/top")
    assert "data=fashion-mnist" in page.url
    context.close()
