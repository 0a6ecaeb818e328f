"""The process of one training run: `python -m ui.runs.process`, started by ui.runs.run.

Reads a pickled Task from its standard input and writes pickled messages (ui.runs.messages) to its
standard output. It ends on SIGTERM, and at the end of its input, which is closed when the server
ends for any reason.
"""

import os
import pickle
import signal
import sys
import time
from contextlib import suppress
from threading import Thread
from types import FrameType


def main() -> None:
    """Lower the priority, read the task and train."""
    step_aside()
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # on Ctrl-C the server ends this process
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # output of libraries must not mix with the messages
    task = pickle.load(sys.stdin.buffer)  # imports PyTorch
    Thread(target=end_with_the_server, daemon=True).start()

    from ui.runs.training import train

    def tell(message: object) -> None:
        pickle.dump(message, channel, pickle.HIGHEST_PROTOCOL)
        channel.flush()

    with suppress(SystemExit):
        train(task, tell)
    channel.close()
    os._exit(0)  # PyTorch would take a second to end


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
