"""Runs in processes of their own: they tell, stop, wait their turn, and leave nothing behind."""

import gc
import os
import signal
import subprocess
import sys
import threading
import weakref
from dataclasses import asdict, replace

import numpy as np
import pytest

from model.training.loop import EpochRecord, Training
from tests.tools.pictures import ROOT, WEIGHTS, seven
from tests.tools.waiting import RUN_TIMEOUT, wait_until
from ui.runs.messages import Report
from ui.runs.process import step_aside
from ui.runs.run import DIED, Run
from ui.runs.run import _listen as listen
from ui.runs.settings import SHIPPED, Settings, Task
from ui.runs.training import splits

QUICK = Settings(images=SHIPPED, hidden=(16,), batch_size=500, epochs=2)
ENDLESS = replace(QUICK, epochs=100, batch_size=10)


def new_run(settings=QUICK, data_dir="/nowhere", weights_dir=WEIGHTS):
    return Run(1, 1, Task(settings, data_dir, weights_dir))


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def launched():
    """Launches runs, and sees at the end that no process is left."""
    processes, ended = [], []

    def launch(run):
        processes.append(run.launch(ended.append))
        return processes[-1]

    yield launch
    for process in processes:
        process.terminate()
        process.wait(RUN_TIMEOUT)
        wait_until(lambda process=process: process in ended)


def test_a_run_that_learned_nothing_is_not_listed():
    run = new_run()
    assert run.worth_listing, "it waits its turn"
    start = EpochRecord(0.0, *[0.0] * 5)
    run.report.close(DIED)
    assert run.state == "failed"
    assert not run.worth_listing
    run.report.records.append(start)
    assert not run.worth_listing, "measured, but before the first step"
    run.report.records.append(replace(start, epoch=0.3))
    assert run.worth_listing


def test_a_run_tells_what_the_loop_of_training_yields(launched):
    run = new_run()
    assert run.state == "waiting"
    launched(run)
    assert run.state == "loading"
    wait_until(lambda: not run.active)
    assert run.state == "finished"
    here = Training(QUICK.recipe, *splits(run.task)).epochs()
    assert [replace(record, seconds=0) for record in run.report.epochs] == [
        replace(record, seconds=0) for record in here
    ]
    fine = [record.epoch for record in run.report.records if record not in run.report.epochs]
    assert fine[0] == 0
    assert 8 <= len(fine) <= 12
    assert all(0 < epoch < 1 for epoch in fine[1:])
    assert run.report.progress.share == 1
    snapshot = run.report.snapshot
    assert snapshot.confusion.sum() == 2000
    accuracy = np.trace(snapshot.confusion) / 2000
    assert accuracy == pytest.approx(run.report.epochs[-1].validation_accuracy)
    assert snapshot.first_layer.shape == (16, 28, 28)
    prediction = run.predictor.predict(seven())
    assert prediction.label is not None
    assert run.predictor.predict(np.full((50, 50), 255, np.uint8)).label is None
    assert run.predictor.history["epochs"] == [asdict(record) for record in run.report.epochs]


def test_a_stopped_run_ends_at_once_and_keeps_what_it_learned(launched):
    run = new_run(ENDLESS)
    process = launched(run)
    wait_until(lambda: run.report.progress)
    run.stop()
    assert run.state == "stopped"
    assert process.wait(RUN_TIMEOUT) == 0
    assert run.predictor.classify(np.zeros((1, 28, 28), np.uint8)).shape == (1, 10)


def test_a_forgotten_run_ends(launched):
    run = new_run(ENDLESS)
    process = launched(run)
    del run
    gc.collect()
    process.wait(RUN_TIMEOUT)


def test_a_closed_run_ends_and_frees_what_it_learned_while_its_process_still_tells(launched):
    run = new_run(replace(ENDLESS, hidden=(1024, 1024)))
    process = launched(run)
    wait_until(lambda: run.report.progress)
    parts = [weakref.ref(part) for part in (run.report.snapshot.weights["layers.1.weight"],)]
    run.close()
    run.close()
    assert run.state == "stopped"
    assert not run.usable
    assert process.wait(RUN_TIMEOUT) == 0
    wait_until(lambda: not any(part() is not None for part in parts))
    assert (run.report.snapshot, run.report.records) == (None, [])


def test_a_run_closed_before_it_starts_never_starts():
    run = new_run()
    run.close()
    assert run.state == "stopped"


def test_a_run_stopped_by_another_thread_while_it_starts_ends(launched, monkeypatch):
    run = new_run(ENDLESS)
    start = subprocess.Popen

    def start_and_stop(*arguments, **options):
        process = start(*arguments, **options)
        run.stop()
        return process

    monkeypatch.setattr(subprocess, "Popen", start_and_stop)
    assert launched(run).wait(RUN_TIMEOUT) in (0, -signal.SIGTERM)


def test_a_run_without_a_thread_to_listen_to_it_leaves_no_process(monkeypatch):
    started, start = [], subprocess.Popen

    def noted(*arguments, **options):
        started.append(start(*arguments, **options))
        return started[-1]

    def no_thread(thread):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(subprocess, "Popen", noted)
    monkeypatch.setattr(threading.Thread, "start", no_thread)
    with pytest.raises(OSError, match="thread"):
        new_run().launch(print)
    assert started[0].returncode is not None


def test_a_run_ends_with_its_server():
    """However hard the server is ended."""
    code = (
        "import time; from tests.ui.test_runs import ENDLESS, new_run; run = new_run(ENDLESS);"
        "print(run.launch(print).pid, flush=True);\n"
        "while not run.report.progress: time.sleep(0.02)\n"
        "print('trains', flush=True); time.sleep(600)"
    )
    server = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)
    pid = int(server.stdout.readline())
    assert server.stdout.readline().strip() == b"trains"
    assert alive(pid)
    server.send_signal(signal.SIGKILL)
    server.communicate()
    wait_until(lambda: not alive(pid))


def test_a_process_that_breaks_is_one_sentence(launched, tmp_path):
    run = new_run(weights_dir=tmp_path)
    launched(run)
    wait_until(lambda: not run.active)
    assert run.state == "failed"
    assert run.report.ending.reason == DIED


def test_a_process_that_ends_before_it_has_its_task_leaves_its_place_to_others():
    process = subprocess.Popen("true", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.wait()
    report, ended = Report(), []
    listen(process, new_run().task, report, ended.append)
    assert ended == [process]
    assert report.ending.reason == DIED


@pytest.mark.parametrize("told", ["print('no message')", "print('no message'); input()"])
def test_a_process_that_tells_nonsense_leaves_its_place_to_others(told):
    code = f"import sys; sys.stdin.buffer.readline(); {told}"
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    report, ended = Report(), []
    listen(process, new_run().task, report, ended.append)
    assert ended == [process]
    assert process.returncode is not None
    assert report.ending.reason == DIED


def test_a_process_that_is_killed_leaves_its_place_to_others(launched):
    run = new_run(ENDLESS)
    process = launched(run)
    wait_until(lambda: run.report.progress)
    process.kill()
    wait_until(lambda: not run.active)
    assert run.state == "stopped"
    assert run.report.ending.reason == DIED
    assert run.usable, "what it learned until then stays"


def test_where_the_idle_class_is_forbidden_a_run_is_merely_nice(monkeypatch):
    def forbid(*_):
        raise OSError

    given = []
    monkeypatch.setattr(os, "sched_setscheduler", forbid, raising=False)
    monkeypatch.setattr(os, "nice", given.append)
    step_aside()
    assert given == [19]
