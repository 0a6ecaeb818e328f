"""Every process of the tests computes on one thread, and the fast tests come first."""

import os
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before PyTorch is imported, and for subprocesses

BROWSER = ("browser", "engines")
SLOW = ("test_train_command.py", "test_package.py", "test_hostile.py", "test_onnx.py")


def pytest_collection_modifyitems(items):
    """Mark the slow tests and those of browsers, which come last."""
    folder = Path(__file__).parent
    for item in items:
        if item.path.name in SLOW:
            item.add_marker("slow")
        if item.path.relative_to(folder).parts[0] in BROWSER:
            item.add_marker("browser")
    items.sort(key=lambda item: any(map(item.get_closest_marker, ("slow", "browser"))))
