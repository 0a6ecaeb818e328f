"""Picture files from the names of files, folders and patterns."""

from collections.abc import Iterable
from glob import glob, has_magic
from pathlib import Path

PICTURE_SUFFIXES = {
    *(".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".gif", ".bmp", ".dib", ".tif", ".tiff"),
    *(".heic", ".heif", ".hif", ".avif", ".pbm", ".pgm", ".ppm", ".pnm"),
}


def find_pictures(names: Iterable[str]) -> tuple[list[Path], list[str]]:
    """The files for these names, without repetition, and a sentence for each name without any.

    A folder stands for all pictures in and below it, and a pattern for the files that match it, as
    not every shell expands patterns. Any other name is a file, even if that does not exist.
    """
    files: dict[Path, None] = {}  # a dictionary keeps their order
    problems = []
    for name in names:
        found = _matching(name)
        if not found:
            kind = "picture in this folder" if Path(name).is_dir() else "file that this matches"
            problems.append(f"{name}: there is no {kind}.")
        files |= dict.fromkeys(found)
    return list(files), problems


def _matching(name: str) -> list[Path]:
    path = Path(name)
    if path.is_dir():
        return sorted(filter(_is_picture, path.rglob("*")))
    if has_magic(name) and not path.exists():
        return [file for match in sorted(glob(name, recursive=True)) for file in _matching(match)]
    return [path]


def _is_picture(path: Path) -> bool:
    hidden = path.name.startswith(".")
    return path.suffix.lower() in PICTURE_SUFFIXES and not hidden and path.is_file()
