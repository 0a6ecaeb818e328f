"""The process of one training run: `python -m ui.runs.process`, started by ui.runs.spare.

It imports PyTorch, and ends if no task arrives for ten minutes. It reads a pickled Task from its
standard input and writes pickled messages (ui.runs.messages) to its standard output. It ends on
SIGTERM, and at the end of its input, which is closed when the server ends for any reason.
"""

import os
import pickle
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread, Timer
from types import FrameType

PATIENCE = 600.0  # seconds without a task after which the process ends


def main() -> None:
    """Lower the priority, import PyTorch, read the task and train."""
    step_aside()
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # on Ctrl-C the server ends this process
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # output of libraries must not mix with the messages
    from ui.runs.training import prepare, train  # takes two seconds, while nobody waits yet

    prepare()
    retirement = Timer(PATIENCE, os._exit, [0])
    retirement.daemon = True  # or an earlier end would wait for it
    retirement.start()
    try:
        task = pickle.load(sys.stdin.buffer)
    except EOFError:  # the server has ended
        os._exit(0)
    retirement.cancel()
    name_process("digitpad-run")
    Thread(target=end_with_the_server, daemon=True).start()

    def tell(message: object) -> None:
        pickle.dump(message, channel, pickle.HIGHEST_PROTOCOL)
        channel.flush()

    with suppress(SystemExit):
        train(task, tell)
    channel.close()
    os._exit(0)  # PyTorch would take a second to end


def name_process(name: str) -> None:
    """Name this process for `ps` and `top`, where the system can."""
    with suppress(OSError):
        Path("/proc/self/comm").write_text(name)


def step_aside() -> None:
    """Lower the priority of the process, as answers to visitors come first."""
    try:  # runs only on an idle processor
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    except (AttributeError, OSError):  # not on Linux, or not allowed
        if hasattr(os, "nice"):
            os.nice(19)


def leave(signum: int, frame: FrameType | None) -> None:
    """Handle SIGTERM: exit cleanly, so that an incomplete download is deleted."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(0)


def end_with_the_server() -> None:
    """Wait for the end of the input, then end the process within 5 seconds."""
    os.read(0, 1)  # returns at the end of the input
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(5)
    os._exit(1)


if __name__ == "__main__":
    main()
