"""The process that waits for the next run: one for all, never a dead or an old one."""

import pickle
import subprocess
import sys
import time

import pytest

from tests.tools.pictures import ROOT, WEIGHTS
from tests.tools.waiting import RUN_TIMEOUT, wait_until
from ui.runs import spare as module
from ui.runs.messages import Ending
from ui.runs.process import PATIENCE
from ui.runs.settings import SHIPPED, Settings, Task
from ui.runs.spare import Spare

TINY = Task(Settings(images=SHIPPED, hidden=(4,), batch_size=4000, epochs=1), ROOT, WEIGHTS)


@pytest.fixture
def started(monkeypatch):
    """All processes that are started, which are ended afterwards."""
    processes, start = [], module.start_process

    def noted():
        processes.append(start())
        return processes[-1]

    monkeypatch.setattr(module, "start_process", noted)
    yield processes
    for process in processes:
        process.kill()
        process.communicate()


def test_one_process_waits_and_the_next_run_gets_it(started):
    spare = Spare()
    spare.prepare()
    spare.prepare()
    assert len(started) == 1
    assert spare.take() is started[0]
    assert spare.take() is started[1], "without one that waits, a new one"


def test_a_waiting_process_does_the_task_that_it_gets(started):
    spare = Spare()
    spare.prepare()
    process = spare.take()
    pickle.dump(TINY, process.stdin)
    process.stdin.flush()
    message = None
    while not isinstance(message, Ending):
        message = pickle.load(process.stdout)
    assert message.finished


def test_a_process_that_has_died_is_not_used(started):
    spare = Spare()
    spare.prepare()
    started[0].kill()
    started[0].wait()
    assert spare.take() is started[1]


def test_a_process_that_is_about_to_give_up_waiting_is_not_used(started, monkeypatch):
    spare = Spare()
    spare.prepare()
    later = module.time.monotonic() + PATIENCE
    monkeypatch.setattr(module.time, "monotonic", lambda: later)
    assert spare.take() is started[1]


def test_a_waiting_process_ends_when_it_is_told_to(started):
    spare = Spare()
    spare.prepare()
    time.sleep(8)  # it has imported everything, and waits
    started[0].terminate()
    started[0].wait(20)


def test_a_waiting_process_ends_with_its_server():
    code = (
        "from ui.runs.spare import spare; spare.prepare();"
        "print(spare._process.pid, flush=True); input()"
    )
    server = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    pid = int(server.stdout.readline())
    server.kill()
    server.communicate()

    def is_gone():
        found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True)
        return found.stdout.strip()[:1] in (b"", b"Z")

    wait_until(is_gone, RUN_TIMEOUT)
