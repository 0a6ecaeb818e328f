"""Output files of commands: checked before the work, written completely or not at all."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from .weights.storage import PARTIAL_SUFFIX


def require_writable(parser: argparse.ArgumentParser, path: Path, *, folder: bool = False) -> None:
    """End the command like a wrong option if no file, or no folder, can be written at `path`.

    It tries to write beside `path`, as permissions alone don't decide, and leaves nothing behind.
    """
    try:
        obstacle = _obstacle(path, folder)
    except OSError as error:
        obstacle = error.strerror
    if obstacle:
        parser.error(f"{path} can't be written: {obstacle}.")


def _obstacle(path: Path, folder: bool) -> str | None:
    """Why no file or folder can be written at `path`, or None; raises OSError."""
    target = Path(os.path.realpath(path))
    if folder and target.exists():
        if not target.is_dir():
            return "it is a file; name a folder"
        if os.path.ismount(target):
            return "it is where a disk is mounted and can't be replaced; name a folder in it"
        if any(one.is_dir() for one in target.iterdir()):
            return "it has folders in it, which would be lost; name another folder"
    elif target.is_dir():
        return "it is a folder; name a file in it"
    elif _is_stream(path):
        return None if os.access(path, os.W_OK) else "it is closed to writing"
    existing = next(one for one in target.parents if one.exists())
    if not existing.is_dir():
        return f"{existing} is a file and no folder"
    missing = [one for one in target.parents if not one.exists()]  # the innermost first
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=target.parent), suppress(FileNotFoundError):
            partial_of(path).stat()  # raises where the name is too long
    finally:
        for one in missing:
            with suppress(OSError):
                one.rmdir()
    return None


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield the path of a temporary file, which replaces `path` at the end.

    An interruption leaves the old file unchanged, and the temporary one beside it. A device or a
    pipe is written directly.
    """
    if _is_stream(path):
        yield path
        return
    partial = partial_of(path)
    with writing(path):
        partial.parent.mkdir(parents=True, exist_ok=True)
    yield partial
    with writing(path):
        with partial.open("rb") as file:
            os.fsync(file.fileno())  # flush before the rename, in case the power fails
        os.replace(partial, os.path.realpath(path))


def partial_of(path: Path) -> Path:
    """The path of the temporary file beside `path`."""
    target = Path(os.path.realpath(path))
    return target.with_name(target.name + PARTIAL_SUFFIX)


def _is_stream(path: Path) -> bool:
    """Whether `path` is a device or a pipe, which can be written to but not replaced."""
    return path.exists() and not path.is_file() and not path.is_dir()


@contextmanager
def writing(path: Path | None) -> Iterator[None]:
    """End the command with a sentence if writing to the file, or to the output, fails."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as problem:
        sys.exit(f"{path or 'the output'} can't be written: {problem.strerror or problem}.")
