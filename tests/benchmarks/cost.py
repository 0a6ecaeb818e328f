"""How time and memory grow with the picture and with the number of digits in it.

    python -m tests.benchmarks.cost

prints a table. Each row is measured in a process of its own, on one thread: `read()` is called
three times, decoding included, and the fastest counts, in processor time, which other work on the
machine changes least. Memory is how far the first call raised the process's peak resident memory
(VmHWM, Linux only), so it counts what native code takes too, beyond the file's own bytes.
"""

import re
import subprocess
import sys
import time
from pathlib import Path

import cv2
import torch
from PIL import Image

from model import Predictor
from tests.benchmarks.drawn_pictures import page_of_digits, photo
from tests.tools.pictures import encoded

# kind of file, digits, height, width
ROWS = (
    *(("PNG", 1, side, side) for side in (28, 100, 400, 1000, 1600)),
    *(("PNG", 1, height, width) for height, width in ((3000, 4000), (5196, 6928))),
    *(("JPEG", 1, height, width) for height, width in ((600, 800), (3000, 4000), (5774, 8660))),
    *(("PNG", digits, 1500, 1500) for digits in (1, 2, 5, 10, 20, 50, 100, 200)),
)


def main() -> None:
    """Print the table; called with `--child`, the figures of the file that comes as input."""
    if sys.argv[1:] == ["--child"]:
        print(*measure(sys.stdin.buffer.read()))
        return
    print("| file | digits | pixels | ms | ms per megapixel | ms per digit | MB | found |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for kind, digits, height, width in ROWS:
        if kind == "JPEG":
            file = photo(height, width)
        else:
            file = encoded(Image.fromarray(page_of_digits(digits, height, width)), kind)
        command = (sys.executable, "-m", "tests.benchmarks.cost", "--child")
        run = subprocess.run(command, input=file, capture_output=True, check=True)
        ms, memory, found = map(float, run.stdout.split())
        print(
            f"| {kind} | {digits} | {width} × {height} | {ms:.1f} | "
            f"{ms / (height * width / 1e6):.1f} | {ms / digits:.1f} | {memory:.0f} | {found:.0f} |",
            flush=True,
        )


def measure(file: bytes) -> tuple[float, float, int]:
    """Milliseconds and megabytes that a file takes, and how many digits are found in it."""
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    predictor = Predictor.from_pretrained()
    predictor.read(encoded(Image.new("RGB", (28, 28)), "PNG"))  # loads the decoders
    Path("/proc/self/clear_refs").write_text("5")  # the peak is now what there is
    before, taken = peak_memory(), []
    for call in range(3):
        start = time.process_time()
        reading = predictor.read(file)
        taken.append(1000 * (time.process_time() - start))
        if call == 0:
            memory = peak_memory() - before
    return min(taken), memory, len(reading.digits)


def peak_memory() -> float:
    """The most megabytes of memory that this process has held."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status).group(1)) / 1024


if __name__ == "__main__":
    main()
