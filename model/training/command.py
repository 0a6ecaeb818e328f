"""The command line of training: `python train.py`, or `digitpad train`."""

import sys

from .checkpoint import WrongCheckpoint
from .classifier import train_classifier
from .ink.network import train_ink
from .options import PAGES, ROWS, parse_options
from .rows.run import train_rows


def main(prog: str = "train.py") -> None:
    """Train what the command line asks for; `prog` is what help and errors call the command."""
    options = parse_options(prog=prog)
    try:
        {PAGES: train_ink, ROWS: train_rows}.get(options.dataset, train_classifier)(options)
    except WrongCheckpoint as wrong:
        sys.exit(str(wrong))
    except KeyboardInterrupt:
        sys.exit("\nStopped; the weights are as they were. --resume goes on after the last epoch.")
