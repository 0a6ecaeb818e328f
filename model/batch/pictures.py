"""Which pictures are meant: files, folders and patterns → files."""

from collections.abc import Iterable
from glob import glob, has_magic
from pathlib import Path

PICTURE_SUFFIXES = {
    *(".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".gif", ".bmp", ".dib", ".tif", ".tiff"),
    *(".heic", ".heif", ".hif", ".avif", ".pbm", ".pgm", ".ppm", ".pnm"),
}


def find_pictures(names: Iterable[str]) -> tuple[list[Path], list[str]]:
    """The files that are meant, each once, and a sentence for each name that means none.

    A folder means all pictures in and below it; a pattern, which some shells don't resolve, what it
    matches; any other name a file, be it there or not.
    """
    files: dict[Path, None] = {}  # a dictionary keeps their order
    problems = []
    for name in names:
        found = _meant(name)
        if not found:
            kind = "picture in this folder" if Path(name).is_dir() else "file that this matches"
            problems.append(f"{name}: there is no {kind}.")
        files |= dict.fromkeys(found)
    return list(files), problems


def _meant(name: str) -> list[Path]:
    path = Path(name)
    if path.is_dir():
        return sorted(filter(_is_picture, path.rglob("*")))
    if has_magic(name) and not path.exists():
        return [file for match in sorted(glob(name, recursive=True)) for file in _meant(match)]
    return [path]


def _is_picture(path: Path) -> bool:
    hidden = path.name.startswith(".")
    return path.suffix.lower() in PICTURE_SUFFIXES and not hidden and path.is_file()
