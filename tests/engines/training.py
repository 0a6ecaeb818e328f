"""Runs of the Train tab."""

from tests.engines.engine import Engine
from tests.engines.visit import open_tab
from tests.tools.waiting import RUN_TIMEOUT


def start(page: Engine, **fields: object) -> None:
    """Begin a run with these settings."""
    open_tab(page, "Train")
    page.click("#train-images label", "8,000 test images")
    for name, value in fields.items():
        page.type(f"#train-{name} :is(input, textarea)", str(value))
    page.click("#train-start")


def wait_for_state(page: Engine, state: str) -> None:
    """Wait until the newest run is in this state."""
    status = "document.querySelector('#train-status .status')"
    page.wait_for(f"{status}.dataset.state === '{state}'", RUN_TIMEOUT)
