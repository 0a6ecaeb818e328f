"""Files of the page beside its Python code: style sheets, scripts, markup and pictures."""

from pathlib import Path

HERE = Path(__file__).parent.parent
FAVICON = HERE / "page" / "favicon.svg"


def asset(name: str) -> str:
    """The text of a style sheet, a script or markup, by its path below ui/."""
    return (HERE / name).read_text(encoding="utf-8")
