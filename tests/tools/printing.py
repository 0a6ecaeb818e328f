"""What a page looks like on paper: measured while it is printed, when its layout is that of A4."""

from typing import Any

from playwright.sync_api import Page


def on_paper(page: Page, measure: str) -> Any:
    """What a function of JavaScript returns while Chromium prints the page.

    It is called once the page is laid out, which is later than any script of the page could draw.
    """
    page.evaluate(
        f"""() => {{
          window.paper = matchMedia("print");
          window.paper.onchange = ({{ matches }}) => {{
            if (matches) window.onPaper = ({measure})();
          }};
        }}"""
    )
    page.pdf(format="A4", print_background=True)
    return page.evaluate("window.onPaper")
