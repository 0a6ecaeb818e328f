"""Results as a table, CSV or JSON, yielded line by line as they arrive."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from .result import Result

CSV_COLUMNS = ("file", "text", "confidence", "reason", "error")
NO_VALUE = "–"  # in the table
MIN_TEXT_WIDTH = 12  # characters


def as_table(results: Iterable[Result], files: Sequence[Path]) -> Iterator[str]:
    """A line for each file: its name, what was read, how sure, and why not."""
    width = max(len(printable(str(file))) for file in files)
    yield f"{'file':{width}}  {'read':{MIN_TEXT_WIDTH}}  {'sure':>6}  why not"
    for one in results:
        text = " / ".join(one.text.split("\n")) or NO_VALUE
        sure = NO_VALUE if one.confidence is None else f"{one.confidence:.1%}"
        name = printable(one.file)
        yield f"{name:{width}}  {text:{MIN_TEXT_WIDTH}}  {sure:>6}  {one.reason or ''}".rstrip()


def as_csv(results: Iterable[Result], files: Sequence[Path]) -> Iterator[str]:
    """A row for each file, under a row of names."""
    yield ",".join(CSV_COLUMNS)
    for one in results:
        row = io.StringIO()
        csv.writer(row, lineterminator="").writerow([getattr(one, name) for name in CSV_COLUMNS])
        yield row.getvalue()


def as_json(results: Iterable[Result], files: Sequence[Path]) -> Iterator[str]:
    """One list with an object for each file, and the digits of each."""
    last = len(files) - 1
    yield "["
    for number, one in enumerate(results):
        yield json.dumps(asdict(one), ensure_ascii=False) + ("," if number < last else "")
    yield "]"


def printable(name: str) -> str:
    """A name with its control characters replaced, which would change the terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)
