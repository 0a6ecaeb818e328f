"""How much two runs at once slow the answers to somebody who draws.

They may take half as long again, not more.

    python -m tests.benchmarks.answer_while_training

starts two runs of wide networks, draws in blocks of strokes while they train and while they are
held still, in turn, and prints both medians of the time from pen-up to the answer.
"""

import os
import signal
import statistics

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.answer_latency import WATCH
from tests.browser.test_train import run_processes
from tests.tools.running import SEVEN, draw, launch_browser, open_page, running_app

BLOCKS, STROKES = 4, 6
SLOW = 300_000  # milliseconds


def main() -> None:
    """Draw, measure, print."""
    measured: dict[str, list[float]] = {"nobody trains": [], "two train": []}
    with running_app() as url, sync_playwright() as playwright:
        browser = launch_browser(playwright)
        page = open_page(browser.new_page(), url)
        page.evaluate(WATCH)
        for _ in range(2):
            start_training(browser, url)
        processes = [int(process) for process in run_processes(url)]
        before = seconds_of(processes)
        for block in range(2 * BLOCKS):
            train = block % 2
            for process in processes:
                os.kill(process, signal.SIGCONT if train else signal.SIGSTOP)
            measured["two train" if train else "nobody trains"] += latencies(page)
        spent = seconds_of(processes) - before
    for name, times in measured.items():
        slowest = statistics.quantiles(times, n=20)[-1]
        print(f"{name}: median {statistics.median(times):.0f} ms, 95th percentile {slowest:.0f} ms")
    alone, beside = map(statistics.median, measured.values())
    print(f"slower by {beside / alone - 1:.0%}; the runs had {spent:.0f} s of the processor")


def seconds_of(processes: list[int]) -> float:
    """Processor time that these have had so far."""
    ticks = 0
    for process in processes:
        with open(f"/proc/{process}/stat") as file:
            ticks += sum(map(int, file.read().rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def start_training(browser: Browser, url: str) -> None:
    """A visitor who trains the widest network that there can be."""
    page = open_page(browser.new_context().new_page(), url)
    page.get_by_role("tab", name="Train").click()
    page.get_by_role("radio", name="8,000 test images").check()
    page.locator("#train-hidden").locator("input, textarea").fill("1024 1024 1024 1024")
    page.locator("#train-epochs input").fill("100")
    page.click("#train-start")
    page.wait_for_selector("#train-status [data-state=training]", timeout=SLOW)


def latencies(page: Page) -> list[float]:
    """Milliseconds from pen-up to the answer, for a block of strokes."""
    page.evaluate("window.inFrame = []")
    for stroke in range(STROKES):
        draw(page, SEVEN, steps=15, pause=16)
        page.wait_for_function(f"window.inFrame.length > {stroke}")
        page.click("#sketchpad-clear")
        page.wait_for_selector("#reading [data-state=empty]")
    return page.evaluate("window.inFrame")


if __name__ == "__main__":
    main()
