"""Try spoiled pictures for a while: `python -m tests.tools.fuzz --seconds 60`.

A process of its own reads them; if it dies that is a crash, and the next one goes on. Each seed
gives the same file again: `python -m tests.tools.fuzz --kind png --seed 7` tries that one alone.
"""

import argparse
import re
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from pathlib import Path
from typing import NamedTuple

from model import Predictor, UnreadablePicture
from model.picture.decoding import decode
from tests.tools.mutation import spoiled, valid_files
from tests.tools.pictures import seven

SLOW = 2.0  # seconds of processor time
FORBIDDEN = re.compile(r"[/\\]|Traceback|PIL|Pillow|cv2|numpy|libpng|0x|Error|Exception|<|>")


class Trial(NamedTuple):
    """What became of one file, in seconds of processor time and MB above the idle process."""

    kind: str
    seed: int
    outcome: str
    seconds: float
    memory: float


def is_one_sentence(text: str) -> bool:
    """Whether a visitor can be shown this: one sentence, with no path and no name of a library."""
    whole = text[:1].isupper() and text.endswith(".") and text.count(". ") == 0
    return whole and "\n" not in text and not FORBIDDEN.search(text)


@cache
def predictor() -> Predictor:
    """The shipped weights, used once so that everything is loaded."""
    predictor = Predictor.from_pretrained()
    predictor.read(seven())
    for data in valid_files().values():
        predictor.predict(data)
    return predictor


def read(data: bytes) -> str:
    """ "answered" or "refused"; anything else that is raised is a fault."""
    try:
        picture = decode(data)
        prediction, reading = predictor().predict(picture), predictor().read(picture)
    except UnreadablePicture as error:
        if not is_one_sentence(str(error)):
            raise AssertionError(str(error)) from error
        return "refused"
    assert prediction.label in {None, *predictor().classes}
    assert len(reading.text.replace("\n", "")) == len(reading.digits)
    return "answered"


def peak() -> float:
    """The most memory that this process ever had, in MB (Linux only).

    `resource.getrusage` would count what the process that started this one had before it did.
    """
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024


@cache
def idle() -> float:
    """The same before the first spoiled file."""
    predictor()
    return peak()


def attempt(kind: str, seed: int) -> Trial:
    """Read one spoiled file."""
    base = idle()
    data = spoiled(valid_files()[kind], seed)
    start = time.process_time()
    try:
        outcome = read(data)
    except Exception as error:
        outcome = f"wrong: {type(error).__name__}: {error}"
    return Trial(kind, seed, outcome, time.process_time() - start, peak() - base)


def main() -> None:
    """Try until the time is up and print the table."""
    parser = argparse.ArgumentParser(description="Read spoiled pictures for a while.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, help="of one file alone")
    parser.add_argument("--kind", choices=valid_files(), default="png", help="… and its kind")
    options = parser.parse_args()
    if options.seed is not None:
        print(attempt(options.kind, options.seed))
        return
    trials = []
    seed, end = 0, time.monotonic() + options.seconds
    pool = ProcessPoolExecutor(1)
    while time.monotonic() < end:
        for kind in valid_files():
            try:
                trials.append(pool.submit(attempt, kind, seed).result(timeout=60))
            except (BrokenProcessPool, TimeoutError):
                trials.append(Trial(kind, seed, "crashed", 0, 0))
                pool.shutdown(wait=False, cancel_futures=True)
                pool = ProcessPoolExecutor(1)
        seed += 1
    pool.shutdown()
    report(trials)


def report(trials: list[Trial]) -> None:
    """One row a kind, then what went wrong."""
    row = "{:18} {:>7} {:>9} {:>8} {:>6} {:>8} {:>9}"
    print(row.format("kind", "tried", "answered", "refused", "wrong", "crashed", "slowest"))
    for kind in [*valid_files(), "all"]:
        own = [trial for trial in trials if kind in (trial.kind, "all")]
        count = Counter(trial.outcome.split(":")[0] for trial in own)
        counts = [count[name] for name in ("answered", "refused", "wrong", "crashed")]
        slowest = max((trial.seconds for trial in own), default=0)
        print(row.format(kind, len(own), *counts, f"{slowest:.2f} s"))
    print(f"peak memory: {max(trial.memory for trial in trials):.0f} MB above the idle process")
    for trial in trials:
        if trial.outcome not in ("answered", "refused") or trial.seconds > SLOW:
            print(trial)


if __name__ == "__main__":
    main()
