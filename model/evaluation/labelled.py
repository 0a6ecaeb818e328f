"""Labelled pictures from a CSV, or from a folder with a folder of pictures for each class."""

import csv
import os
from dataclasses import dataclass
from pathlib import Path

from ..batch.pictures import find_pictures
from ..predictor import Predictor


@dataclass(frozen=True)
class Labelled:
    """A picture and its label.

    Attributes:
        file: the picture, which exists.
        label: one of the classes or a whole number made of them; empty if nothing is to be read.
        kind, writer: the columns of the CSV; may be empty.
    """

    file: Path
    label: str
    kind: str = ""
    writer: str = ""


class WrongTable(ValueError):
    """A CSV or a folder is not as it should be; the message says where and what to do."""


def labelled_pictures(predictor: Predictor, table: Path) -> list[Labelled]:
    """All labelled pictures of a CSV, paths relative to it, or of a folder of class folders.

    Raises WrongTable if a file is missing, if a label is unknown to the predictor, or if there are
    no pictures.
    """
    return _of_folder(predictor, table) if table.is_dir() else _of_csv(predictor, table)


def _of_csv(predictor: Predictor, table: Path) -> list[Labelled]:
    pictures, missing = [], []
    for line, row in _rows(table):
        name, label = row.get("file"), row.get("label")
        if name is None or label is None:
            raise WrongTable(
                f"Line {line} of {table} has no file or no label; give every row both, below a "
                "first line file,label,kind with commas between."
            )
        label, file = label.strip(), table.parent / name
        if not _is_label(predictor, label):
            raise WrongTable(
                f"Line {line} of {table}, {name}: the label {label!r} is "
                f"{_none_of_the_classes(predictor)}; correct it."
            )
        if not os.path.isfile(file):  # unlike Path's, it minds no name, however long
            missing.append(f"Line {line} of {table}: there is no file {file}")
        pictures.append(Labelled(file, label, row.get("kind") or "", row.get("writer") or ""))
    if missing:
        others = f" (nor are those of {len(missing) - 1} other lines)" if missing[1:] else ""
        raise WrongTable(f"{missing[0]}{others}; correct the name, or leave the line out.")
    if not pictures:
        raise WrongTable(f"{table} names no pictures; give a row for each below the first line.")
    return pictures


def _rows(table: Path) -> list[tuple[int, dict[str, str | None]]]:
    """The rows of a CSV, each with the number of its last line."""
    try:
        with table.open(newline="", encoding="utf-8-sig") as file:  # Excel begins with a mark
            reader = csv.DictReader(file)
            return [(reader.line_num, row) for row in reader]
    except (UnicodeDecodeError, csv.Error):
        raise WrongTable(f"{table} is no CSV in UTF-8; save it as one.") from None
    except OSError as error:
        raise WrongTable(f"{table} can't be read: {error.strerror}.") from None


def _of_folder(predictor: Predictor, folder: Path) -> list[Labelled]:
    """Pictures of a folder for each class; a class such as T-shirt/top is a folder in a folder."""
    pictures = []
    for file in find_pictures([str(folder)])[0]:
        parents = file.relative_to(folder).parts[:-1]
        names = ["/".join(parents[:end]) for end in range(len(parents), 0, -1)]
        label = next((name for name in names if _is_label(predictor, name)), None)
        if not parents:
            raise WrongTable(f"{file} lies in no folder of a class; move it into one.")
        if label is None:
            raise WrongTable(
                f"{file} lies in the folder {parents[0]!r}, which is "
                f"{_none_of_the_classes(predictor)}; rename the folder, or move it."
            )
        pictures.append(Labelled(file, label, kind=folder.resolve().name))
    if not pictures:
        raise WrongTable(f"There are no pictures in {folder}; put a folder for each class in it.")
    return pictures


def _is_label(predictor: Predictor, label: str) -> bool:
    """Whether the predictor can read this label."""
    if label in predictor.classes or not label:
        return True
    return predictor.dataset.reads_numbers and set("".join(label.split())) <= set(predictor.classes)


def _none_of_the_classes(predictor: Predictor) -> str:
    number = " and no whole number" if predictor.dataset.reads_numbers else ""
    return f"none of the classes {', '.join(predictor.classes)}{number}"
