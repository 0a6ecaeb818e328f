"""axe-core finds no serious or critical issue on any tab, in any mode and size, or in Korean."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Look
from tests.tools.running import draw, wait_for_answer

# Each tab with a part that shows that it stands.
TABS = {
    "Draw": "#inside",
    "Validation": "#samples [data-index] >> nth=0",
    "Teach": "#teach-name",
    "Train": "#train-status .sentence",
    "About": "#about-accuracy",
}
SIZES = ((1280, 800), (390, 844), (844, 390), (1920, 1080))


@pytest.mark.parametrize(("mode", "language"), [("light", "en"), ("dark", "ko")])
def test_axe_finds_nothing_serious(look: Look, mode: str, language: str) -> None:
    page = look(*SIZES[0], color_scheme=mode, reduced_motion="reduce")
    page.select_option("#language", language)
    page.wait_for_function(f"document.documentElement.lang === '{language}'")
    draw(page)
    wait_for_answer(page)
    page.click("#inside summary")
    page.wait_for_selector("#inside .layers canvas >> nth=3")
    for index, (tab, part) in enumerate(TABS.items()):
        page.get_by_role("tab").nth(index).click()
        expect(page.locator(part)).to_be_visible()
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            assert serious_issues(page) == [], (tab, width, height)


def serious_issues(page: Page) -> list[str]:
    """What axe-core calls serious or critical: the rule, the reason and the elements."""
    found = Axe().run(page).response["violations"]
    return [
        f"{issue['id']}: {issue['help']}: {[node['target'] for node in issue['nodes']]}"
        for issue in found
        if issue["impact"] in ("serious", "critical")
    ]
