"""Networks as ONNX files, for every language and machine that has no PyTorch.

It needs packages that nothing else here does, so whoever imports it asks `missing` first.
"""

from importlib.util import find_spec


def missing(*packages: str) -> str:
    """Which of these packages are not installed, as a sentence that says what to do; else empty."""
    absent = [package for package in packages if find_spec(package) is None]
    return f"This needs `pip install {' '.join(absent)}`." if absent else ""
