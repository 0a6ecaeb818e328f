"""Every process of the tests computes on one thread, and the fast tests come first."""

import os
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before PyTorch is imported, and for subprocesses

SLOW = ("test_train_command.py", "browser", "engines")


def pytest_collection_modifyitems(items):
    """Those of browsers, and those that train from the command line, come last."""
    folder = Path(__file__).parent
    items.sort(key=lambda item: item.path.relative_to(folder).parts[0] in SLOW)
