"""Networks as ONNX files, for every language and machine that has no PyTorch.

It needs packages that nothing else here does, so whoever imports it asks `missing` first.
"""

from importlib.util import find_spec

from ..messages import Message, t


def missing(*packages: str) -> Message | None:
    """What to do where some of these packages are not installed; None where all are."""
    absent = [package for package in packages if find_spec(package) is None]
    return t("package_missing", packages=" ".join(absent)) if absent else None
