"""Files that the server has no business with, and how one sees that it touched them."""

from __future__ import annotations

import json
import os
import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.tools.hostile.payloads import PNG
from tests.tools.pictures import ROOT

LONG_AGO, LATER = 1_000_000_000, 1_000_000_100  # last read, last changed: a reading would show
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
READABLE = tuple(
    str(Path(place).resolve())
    for place in (ROOT, sys.prefix, sys.base_prefix, os.__file__, "/proc", "/sys", "/dev/null")
)
SYSTEM = ("/etc/", "/usr/lib/", "/usr/share/", "/dev/urandom")
OF_TORCH = "torchinductor_"  # an empty folder that PyTorch makes when it first learns
HARMLESS_OF_SYSTEM = ("/etc/passwd", "/etc/shadow")  # names that requests contain


class Canaries:
    """Pictures and words outside the temporary folder of the server and inside it.

    Attributes:
        temporary: the temporary folder.
        picture: what one of the files contains.
    """

    def __init__(self, root: Path) -> None:
        self.picture = PNG
        self.outside, self.temporary = root / "outside", root / "temporary"
        for folder in (self.outside, self.temporary):
            folder.mkdir()
            (folder / "canary.png").write_bytes(PNG)
            (folder / "canary.txt").write_text("a secret")
        (self.temporary / "canary-link.png").symlink_to(self.outside / "canary.png")
        self._own = self._files()
        for path in self._own:
            os.utime(path, (LONG_AGO, LATER))
        self._first = self._state()

    def begin(self) -> None:
        """Take what lies in the temporary folder now, after the start, for harmless."""
        self._known = set(self.temporary.rglob("*"))

    def words(self) -> dict[str, str]:
        """What the requests call them."""
        return {
            "<canary>": str(self.temporary / "canary.png"),
            "<link>": str(self.temporary / "canary-link.png"),
            "<folder>": str(self.outside),
        }

    def change(self) -> str | None:
        """Whether one of them was read, changed or deleted."""
        if (state := self._state()) == self._first:
            return None
        changed = [str(path) for path in self._own if state.get(path) != self._first[path]]
        return f"These files were read, changed or deleted: {changed}"

    def strangers(self) -> list[str]:
        """Files and folders in the temporary folder that requests have made."""
        found = set(self.temporary.rglob("*")) - self._known
        names = sorted(str(path.relative_to(self.temporary)) for path in found)
        return [name for name in names if not re.fullmatch(OF_TORCH + "[^/]*", name)]

    def _files(self) -> set[Path]:
        return {path for place in (self.outside, self.temporary) for path in place.iterdir()}

    def _state(self) -> dict[Path, Any]:
        return {path: _state_of(path) for path in self._own if os.path.lexists(path)}


def _state_of(path: Path) -> tuple[Any, ...]:
    seen = path.stat()
    content = b"" if path.is_symlink() else _unseen(path)
    return seen.st_atime_ns, seen.st_mtime_ns, seen.st_mode, seen.st_ino, sha256(content).digest()


def _unseen(path: Path) -> bytes:
    """What a file contains, without a trace of this reading."""
    before = path.stat()
    content = path.read_bytes()
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    return content


def wrong_events(lines: list[str], canaries: Canaries) -> str | None:
    """The first recorded event that no request may cause."""
    for line in lines:
        event, *arguments = json.loads(line)
        if is_wrong(event, arguments, canaries):
            return f"The server did {event} {arguments}"
    return None


def is_wrong(event: str, arguments: list[Any], canaries: Canaries) -> bool:
    """Whether the process may not do that after its start."""
    if event == "os.mkdir" and Path(arguments[0]).name.startswith(OF_TORCH):
        return False
    if event != "open":
        return event not in ("os.listdir", "os.scandir") or not is_readable(arguments[0])
    path, _, flags = arguments
    if isinstance(path, int):
        return False  # a file that is open already
    if flags & WRITING and path != os.devnull:
        return True
    return not is_readable(path)


def is_readable(path: Any) -> bool:
    """Whether the program itself may want to read there."""
    real = os.path.realpath(path if isinstance(path, str) else ".")
    if real in HARMLESS_OF_SYSTEM:
        return False
    return real.startswith(READABLE) or real.startswith(SYSTEM)
