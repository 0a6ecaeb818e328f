"""manifest.json: the SHA-256 sums of the files in a weights folder, checked when it is loaded.

A folder without a manifest, as older versions wrote it, is not checked. A file that is not in the
manifest is ignored.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from .errors import WeightsDamaged, changed

MANIFEST = "manifest.json"
SHA256_SUM = re.compile(r"[0-9a-f]{64}")
FILE_NAME = re.compile(r"\w[\w.-]*")  # a name, not a path


def write_manifest(folder: Path) -> None:
    """Write the manifest of all files in a folder but the hidden ones."""
    names = (path.name for path in folder.iterdir() if path.is_file())
    _write(folder, {name: sum_of(folder / name) for name in names if _is_listed(name)})


def renew(folder: Path, name: str) -> None:
    """Update the sum of a file in the manifest, if the folder has one."""
    sums = read_manifest(folder)
    if sums is not None:
        _write(folder, sums | {name: sum_of(folder / name)})


def manifest_of(contents: Mapping[str, bytes]) -> bytes:
    """The manifest of files that are in memory, by name."""
    return _formatted({name: hashlib.sha256(one).hexdigest() for name, one in contents.items()})


def read_manifest(folder: Path) -> dict[str, str] | None:
    """Sums by name; None where there is no manifest. Raises WeightsDamaged."""
    path = folder / MANIFEST
    if not path.exists():
        return None
    try:
        (key, sums), *others = json.loads(path.read_text(encoding="utf-8")).items()
        if key != "sha256" or others or not all(map(_is_listed, sums)):
            raise ValueError
        if not all(map(SHA256_SUM.fullmatch, sums.values())):
            raise ValueError
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        raise changed(folder, MANIFEST, "is damaged") from None
    return sums


def check(folder: Path) -> None:
    """Compare all files with the manifest, if there is one. Raises WeightsDamaged."""
    sums = read_manifest(folder) or {}
    for name, expected in sums.items():
        _compare(folder, name, expected)


def content(folder: Path, name: str) -> bytes | None:
    """The content of a file; None where the folder has no such file. Raises WeightsDamaged."""
    path, sums = folder / name, read_manifest(folder)
    if sums is not None and name in sums:
        _compare(folder, name, sums[name])
    elif sums is not None or not path.is_file():
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(folder, name, error) from None


def sum_of(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal, computed again only after the file has changed."""
    seen = path.stat()
    return _sum(path, seen.st_ino, seen.st_size, seen.st_mtime_ns)


@lru_cache(1000)
def _sum(path: Path, *version: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _compare(folder: Path, name: str, expected: str) -> None:
    if not (folder / name).is_file():
        raise changed(folder, name, "is missing")
    try:
        found = sum_of(folder / name)
    except OSError as error:
        raise _unreadable(folder, name, error) from None
    if found != expected:
        raise changed(folder, name, "is damaged or was changed")


def _unreadable(folder: Path, name: str, error: OSError) -> WeightsDamaged:
    return changed(folder, name, f"can't be read ({error.strerror})")


def _is_listed(name: str) -> bool:
    return FILE_NAME.fullmatch(name) is not None and name != MANIFEST


def _write(folder: Path, sums: Mapping[str, str]) -> None:
    partial = folder / f".{MANIFEST}"  # so that a manifest is always complete
    partial.write_bytes(_formatted(sums))
    partial.replace(folder / MANIFEST)


def _formatted(sums: Mapping[str, str]) -> bytes:
    return (json.dumps({"sha256": dict(sorted(sums.items()))}, indent=1) + "\n").encode()
