"""Evaluate a predictor on labelled pictures.

    python -m model.evaluate labels.csv
    python -m model.evaluate photos
    python -m model.evaluate mnist labels.csv --sheet misses.png

reads a CSV with the columns file, label and kind (and writer, if there is one), paths relative to
the CSV, or a folder with a folder of pictures for each class (photos/7/a.png), and prints accuracy
by kind, the confusions, the calibration and the worst misses. A picture that is
refused, or damaged, counts as wrong; a file that is missing and a label that means nothing end the
command before anything is read. Labels that are none of the classes are whole numbers: they go
through `Predictor.read` and are compared without white space, and the digit error rate is the edit
distance over the digits there are. `mnist`, `fashion-mnist` or `cifar-10` measures the
10,000 validation images beside those weights, as the network sees them and through the whole
pipeline.
"""

import argparse
import sys
from functools import partial
from pathlib import Path

from .data.datasets import DATA_SETS
from .evaluation.answers import Answer, answer
from .evaluation.contact_sheet import Tile, draw_sheet
from .evaluation.labelled import Labelled, WrongTable, labelled_pictures
from .evaluation.report import report, table_rows, validation_rows
from .messages import text
from .outputs import require_writable, whole_file, writing
from .picture.decoding import UnreadablePicture
from .predictor import SHIPPED_WEIGHTS, Predictor
from .weights.card import FIGURE_MARKS, has_figures, write_figures
from .weights.shown_pictures import Pictures
from .weights.storage import WeightsDamaged, WeightsMissing


def main(prog: str = "python -m model.evaluate") -> None:
    """Run the command line; `prog` is the name of the command in help and errors."""
    parser = argparse.ArgumentParser(
        prog=prog, description="Measure a predictor on labelled pictures."
    )
    parser.add_argument(
        "tables",
        nargs="+",
        help="CSVs with the columns file,label,kind, or folders with a folder of pictures for each "
        f"class; or one of the words {', '.join(DATA_SETS)}",
    )
    parser.add_argument("--weights", help="a weights folder or Hub id; by default the shipped ones")
    parser.add_argument(
        "--sheet", type=Path, help="draw the misses beside their 28×28 into this PNG"
    )
    parser.add_argument(
        "--card", action="store_true", help="put the figures into the weights' model card"
    )
    options = parser.parse_args()
    if options.sheet:
        if options.sheet.suffix.lower() != ".png":
            parser.error(f"The sheet is a PNG; let the name of {options.sheet} end in .png.")
        require_writable(parser, options.sheet)
    try:
        measure(options)
    except (WeightsMissing, WeightsDamaged) as problem:
        sys.exit(str(problem))


def measure(options: argparse.Namespace) -> None:
    """Print what the command line asks for; raises WeightsMissing or WeightsDamaged."""
    names = [name for name in DATA_SETS if name in options.tables]
    if len(names) > 1:
        sys.exit(f"Each data set has weights of its own; measure {' and '.join(names)} in turn.")
    named = names[0] if names else "mnist"
    predictor = Predictor.from_pretrained(options.weights or SHIPPED_WEIGHTS / named)
    folder = predictor.folder
    assert folder is not None  # it was loaded from there
    if options.card and not has_figures(folder):  # before all the measuring
        sys.exit(
            f"There is no place for figures in {folder / 'README.md'}; put the lines "
            f"{' and '.join(FIGURE_MARKS)} there, or leave --card out."
        )
    try:
        measured = [table_of(predictor, table, named) for table in options.tables]
    except WrongTable as problem:
        sys.exit(str(problem))
    rows, misses = [], []
    for labelled in measured:
        if isinstance(labelled, tuple):
            new = validation_rows(predictor, *labelled)
            print("\n".join(f"{text(share):>8}  {text(what)}" for what, share in new))
        else:
            answers = answer(predictor, labelled)
            print(report(answers))
            misses += [one for one in answers if not one.is_right]
            new = table_rows(answers)
        rows += new
    if options.card:
        write_figures(folder, rows)
    if options.sheet:
        tiles = [tile for tile in map(partial(tile_of, predictor), misses) if tile]
        with whole_file(options.sheet) as path, writing(options.sheet):
            draw_sheet(tiles).save(path, "PNG")


def table_of(predictor: Predictor, table: str, named: str) -> list[Labelled] | Pictures:
    """The labelled pictures of a table; the validation set, if it is `named`.

    Raises WrongTable.
    """
    if table == named:
        if predictor.validation is None:
            raise WrongTable("These weights have no validation.npz; name a CSV instead.")
        return predictor.validation
    if not Path(table).is_file() and not Path(table).is_dir():
        raise WrongTable(
            f"There is no file {table}; give a CSV with the columns file, label and kind, or a "
            "folder of class folders."
        )
    return labelled_pictures(predictor, Path(table))


def tile_of(predictor: Predictor, miss: Answer) -> Tile | None:
    """A tile of the contact sheet for a miss; None if the file is unreadable."""
    try:
        prediction = predictor.predict(miss.file)
    except UnreadablePicture:
        return None
    return f"{miss.file.name[:20]} {miss.label} as {miss.read or '-'}", prediction


if __name__ == "__main__":
    main()
