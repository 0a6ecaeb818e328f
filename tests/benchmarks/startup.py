"""How long the app takes to start, what takes so long, and how much memory it then holds.

    python -m tests.benchmarks.startup

starts `python app.py` three times, with and without assistants, and prints the seconds to the
first HTTP 200, those of the processor until then, which on a busy machine say more, and the
anonymous memory (RssAnon; both known on Linux only); then the packages whose modules take longest
to import.
"""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from tests.tools.pictures import ROOT
from tests.tools.running import wait_for

STARTS = 3
SLOWEST = 8
PORT = 7899
IMPORT = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+([^.\s]+)")  # its own µs, its package


def main() -> None:
    """Start, measure, print."""
    for number in range(STARTS):
        for assistants in ("True", "False"):
            seconds, computing, megabytes = start_app(PORT + number, GRADIO_MCP_SERVER=assistants)
            print(
                f"HTTP 200 after {seconds:.1f} s, {computing:.1f} s of the processor, with "
                f"{megabytes:.0f} MB of anonymous memory; assistants: {assistants}"
            )
    print("importing takes, each package without the others that it imports:")
    for package, seconds in import_seconds().most_common(SLOWEST):
        print(f"  {package} {seconds:.2f} s")


def start_app(port: int, **settings: str) -> tuple[float, float, float]:
    """Seconds to HTTP 200, those of the processor, and megabytes of anonymous memory then."""
    place = {"GRADIO_SERVER_PORT": str(port), "GRADIO_SERVER_NAME": "127.0.0.1"}
    start = time.perf_counter()
    process = subprocess.Popen(
        (sys.executable, "app.py"), cwd=ROOT, env=os.environ | place | settings
    )
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
        seconds = time.perf_counter() - start
        return seconds, processor_seconds(process.pid), anonymous_memory(process.pid)
    finally:
        process.terminate()
        process.wait(10)


def processor_seconds(pid: int) -> float:
    """Seconds that a process has computed for, those of the system included (proc_pid_stat(5))."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def anonymous_memory(pid: int) -> float:
    """Megabytes of a process that are its own and no file's."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"RssAnon:\s+(\d+) kB", status).group(1)) / 1024


def import_seconds() -> Counter[str]:
    """Seconds that the modules of each package take to import, slowed a little by measuring."""
    command = (sys.executable, "-X", "importtime", "-c", "import app")
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds: Counter[str] = Counter()
    for microseconds, package in IMPORT.findall(run.stderr):
        seconds[package] += int(microseconds) / 1e6
    return seconds


if __name__ == "__main__":
    main()
