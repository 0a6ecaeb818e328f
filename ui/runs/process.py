"""The process of one training run: `python -m ui.runs.process`, started by ui.runs.run.

Reads a pickled Task from its standard input and writes pickled messages (ui.runs.messages) to its
standard output. It ends when it is told to, and when its input ends: that is when the page's
server has ended, whatever ended it.
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
    """Step aside, read the task, train."""
    step_aside()
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the messages
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
    """Run only when nobody else wants the processor: answers to visitors come first."""
    try:  # a waiting answer takes the processor at once
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    except (AttributeError, OSError):  # no Linux, or a sandbox that forbids it
        if hasattr(os, "nice"):
            os.nice(19)


def leave(signum: int, frame: FrameType | None) -> None:
    """End cleanly, so that half a download is deleted."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(0)


def end_with_the_server() -> None:
    """Wait for the end of the input; then end, at the latest after some seconds."""
    os.read(0, 1)  # nothing more is ever written there
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(5)
    os._exit(1)


if __name__ == "__main__":
    main()
