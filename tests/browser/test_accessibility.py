"""axe-core finds no serious or critical issue on any tab, in any mode and size."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.tools.running import draw, open_page, wait_for_answer

# Each tab with a part that shows that it stands.
TABS = {
    "Draw": "#inside .layers canvas >> nth=0",
    "Validation": "#samples [data-index] >> nth=0",
    "Train": "#train-status .sentence",
    "About": "#about-accuracy",
}
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_serious(
    browser: Browser, app_url: str, tab: str, mode: str, size: str
) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=mode, reduced_motion="reduce"
    )
    page = open_page(context.new_page(), app_url)
    if tab == "Draw":
        draw(page)
        wait_for_answer(page)
        page.click("#inside summary")
    page.get_by_role("tab", name=tab).click()
    expect(page.locator(TABS[tab])).to_be_visible(timeout=30_000)
    assert serious_issues(page) == []
    context.close()


def serious_issues(page: Page) -> list[str]:
    """What axe-core calls serious or critical: the rule, the reason and the elements."""
    found = Axe().run(page).response["violations"]
    return [
        f"{issue['id']}: {issue['help']}: {[node['target'] for node in issue['nodes']]}"
        for issue in found
        if issue["impact"] in ("serious", "critical")
    ]
