"""Read pictures from the command line.

    python -m model.predict *.jpg
    python -m model.predict photos --out readings.json

prints a line for each file: the text and its confidence, or the reason why nothing was read. A
folder stands for all pictures in it. `--csv` and `--json` change the format. A file that can't be
read has a row, too, and a line on the error output, and makes the exit code 1. The file of `--out`
appears when all files are read; until then it is `readings.json.partial`.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from threading import Timer
from typing import TextIO

from tqdm import tqdm

from .batch.formats import as_csv, as_json, as_table, printable
from .batch.pictures import find_pictures
from .batch.result import Result
from .batch.workers import read_all
from .data.datasets import DATA_SETS
from .outputs import partial_of, require_writable, whole_file, writing
from .predictor import SHIPPED_WEIGHTS, Predictor
from .weights.storage import WeightsDamaged, WeightsMissing

NETWORK_FOLDERS = {
    str(one.things).lower(): SHIPPED_WEIGHTS / name
    for name, one in DATA_SETS.items()
    if (SHIPPED_WEIGHTS / name).is_dir()
}
TABLE_FORMATS = {".csv": as_csv, ".json": as_json}
PROGRESS_DELAY = 1  # seconds until the progress bar appears
MAX_SHUTDOWN = 5  # seconds from Ctrl-C to the end of the process
EXIT_INTERRUPTED = 130  # the exit code after Ctrl-C


def main(prog: str = "python -m model.predict") -> None:
    """Run the command line; `prog` is the name of the command in help and errors."""
    options = parsed(prog)
    files, problems = find_pictures(options.pictures)
    for problem in problems:
        print(printable(problem), file=sys.stderr)
    if not files:
        sys.exit(1)
    try:
        unreadable = read_into(options, files)
    except (WeightsMissing, WeightsDamaged) as problem:
        sys.exit(str(problem))
    except BrokenProcessPool:
        sys.exit(
            "A process was killed, perhaps for want of memory; try again with --processes 1."
            + kept(options.out)
        )
    except BrokenPipeError:  # the reader of the output has closed it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        print("Stopped before all was read." + kept(options.out), file=sys.stderr)
        sys.stdout.flush()
        # An interrupted pool may never end; its processes end with this one.
        end = Timer(MAX_SHUTDOWN, os._exit, [EXIT_INTERRUPTED])
        end.daemon = True
        end.start()
        sys.exit(EXIT_INTERRUPTED)
    sys.exit(1 if problems or unreadable else 0)


def kept(out: Path | None) -> str:
    """A sentence that names the partial file; empty if there is none."""
    partial = out and partial_of(out)
    return f" What was read until then is in {partial}." if partial and partial.is_file() else ""


def parsed(prog: str) -> argparse.Namespace:
    """The options; `format` is a function of model.batch.formats."""
    parser = argparse.ArgumentParser(prog=prog, description="Read the digits in pictures.")
    parser.add_argument("pictures", nargs="+", help="picture files, folders, or patterns")
    parser.add_argument(
        "--weights",
        default="digits",
        help=f"{' or '.join(NETWORK_FOLDERS)}, a weights folder or a Hub id; by default digits",
    )
    form = parser.add_mutually_exclusive_group()
    for ending, function in TABLE_FORMATS.items():
        form.add_argument(
            f"--{ending[1:]}",
            dest="format",
            action="store_const",
            const=function,
            help=f"{ending[1:].upper()} instead of a table",
        )
    parser.add_argument("--out", type=Path, help="a .csv or .json file to write instead")
    parser.add_argument("--processes", type=int, help="by default one for each core")
    options = parser.parse_args()
    if options.format is None:
        options.format = TABLE_FORMATS.get(options.out.suffix.lower()) if options.out else as_table
    if options.format is None:
        parser.error(f"say --csv or --json, or let the name of {options.out} end in one of them")
    if options.out:
        require_writable(parser, options.out)
    return options


def read_into(options: argparse.Namespace, files: list[Path]) -> int:
    """Read the files, write the results and return the number of unreadable files."""
    predictor = Predictor.from_pretrained(NETWORK_FOLDERS.get(options.weights, options.weights))
    assert predictor.folder is not None  # it was loaded from there
    results = read_all(files, predictor.folder, options.processes)
    bar = tqdm(results, "Reading", len(files), leave=False, disable=None, delay=PROGRESS_DELAY)
    failures: list[Result] = []
    with opened(options.out) as out:
        for line in options.format(named(bar, failures), files):
            with writing(options.out):
                tqdm.write(line, file=out)
    return len(failures)


@contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """The output file, which appears when it is complete, or the standard output."""
    as_shown = "backslashreplace"  # for names that are not valid Unicode
    if path is None:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(errors=as_shown)
        try:
            yield sys.stdout
        finally:
            with writing(path):  # the rest of the buffer
                sys.stdout.flush()
        return
    with whole_file(path) as partial:
        with writing(path):
            out = partial.open("w", encoding="utf-8", errors=as_shown)
        try:
            yield out
        finally:
            with writing(path):
                out.close()


def named(results: Iterable[Result], failures: list[Result]) -> Iterator[Result]:
    """The same results; failures are printed and added to `failures`."""
    for result in results:
        if result.error:
            failures.append(result)
            tqdm.write(f"{printable(result.file)}: {result.error}", file=sys.stderr)
        yield result


if __name__ == "__main__":
    main()
