"""Training a network and drawing on it."""

from tests.engines.engine import Engine
from tests.engines.training import start, wait_for_state
from tests.engines.visit import open_tab, wait_for_answer


def test_a_run_is_trained_and_reads_the_next_drawing(page: Engine) -> None:
    start(page, hidden=8, epochs=1)
    wait_for_state(page, "finished")
    page.click(".runs .use[aria-disabled=false]", "Use this network")
    page.wait_for("document.querySelector('.runs .use').ariaPressed === 'true'")
    open_tab(page, "Draw")
    page.wait_for("document.querySelector('#draw-reader .which').textContent.includes('run 1')")
    page.draw()
    assert wait_for_answer(page)["state"] in ("digit", "refused")
