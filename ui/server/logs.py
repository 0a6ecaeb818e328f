"""What gets into the log: warnings, and tracebacks of our own faults."""

from __future__ import annotations

import logging

QUIET = ("root", "mcp")  # the library of assistants repeats there what forged requests contain


def set_up() -> None:
    """Show warnings of every library but those that anybody can cause."""
    handler = logging.StreamHandler()
    handler.addFilter(is_shown)
    logging.basicConfig(level=logging.WARNING, format="%(message)s", handlers=[handler])


def is_shown(record: logging.LogRecord) -> bool:
    """Whether a message may stand in the log."""
    return record.name.partition(".")[0] not in QUIET
