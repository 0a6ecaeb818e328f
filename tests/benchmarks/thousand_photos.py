"""How fast a thousand photos are read from the command line, and in how much memory.

    python -m tests.benchmarks.thousand_photos [--count 1000] [--processes 2]

makes photos of 1 megapixel (two minutes for a thousand), has `python -m model.predict` read them,
and prints photos a second, the start included, and the memory of all its processes together (PSS,
in which what they share counts once; Linux only): at its peak, and in each fifth of the time.
"""

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

from model.synthetic.pages.page import draw_page
from tests.tools.pictures import ROOT, validation

SHAPE = (864, 1152)
SEED = 2026
PARTS = 5  # of the time
PAUSE = 0.25  # seconds between two looks at the memory


def main() -> None:
    """Make, read, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make_photos(Path(folder), options.count)
        seconds, memory = read(Path(folder), options.processes)
    print(
        f"{options.count} photos of 1 megapixel by {options.processes} processes: "
        f"{seconds:.0f} s, {options.count / seconds:.1f} photos a second"
    )
    parts = np.array_split(np.array(memory), PARTS)
    medians = ", ".join(f"{statistics.median(part):.0f}" for part in parts)
    print(f"memory: peak {max(memory):.0f} MB; medians of each fifth of the time {medians} MB")


def make_photos(folder: Path, count: int) -> None:
    """Pages with digits as JPEG, most of them as a camera takes them, every one different."""
    digits, _ = validation()
    for number in range(count):
        pixels, _ = draw_page(SEED, number, digits, SHAPE)
        Image.fromarray(pixels).save(folder / f"{number:04}.jpg", quality=88)


def read(pictures: Path, processes: int) -> tuple[float, list[float]]:
    """Seconds that the command takes, and MB of its processes again and again meanwhile."""
    command = (sys.executable, "-m", "model.predict", str(pictures), "--csv")
    start = time.perf_counter()
    running = subprocess.Popen(
        (*command, "--processes", str(processes)), cwd=ROOT, stdout=subprocess.DEVNULL
    )
    memory = []
    while running.poll() is None:
        memory.append(sum(map(megabytes, family(running.pid))))
        time.sleep(PAUSE)
    if running.returncode:
        sys.exit("The photos were not read.")
    return time.perf_counter() - start, memory


def family(pid: int) -> list[int]:
    """A process, those that it started, and theirs."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:  # it has ended
        return []
    return [pid, *(one for child in children for one in family(int(child)))]


def megabytes(pid: int) -> float:
    """Memory of a process, with its share of what it shares with others; 0 if it has ended."""
    try:
        status = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return int(re.search(r"^Pss_Anon:\s+(\d+) kB", status, re.MULTILINE)[1]) / 1024


if __name__ == "__main__":
    main()
