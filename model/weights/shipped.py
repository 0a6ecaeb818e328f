"""The folder of the shipped weights: beside the package in the repository, in it when installed."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]
INSTALLED = PACKAGE / "shipped"
SHIPPED_WEIGHTS = INSTALLED if INSTALLED.is_dir() else PACKAGE.parent / "weights"
