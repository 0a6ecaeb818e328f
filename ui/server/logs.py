"""Logging: warnings, and tracebacks of our own errors."""

from __future__ import annotations

import logging

QUIET = ("root", "mcp")  # the MCP library logs the content of invalid requests there


def set_up() -> None:
    """Log warnings, except those that any client can cause."""
    handler = logging.StreamHandler()
    handler.addFilter(is_shown)
    logging.basicConfig(level=logging.WARNING, format="%(message)s", handlers=[handler])


def is_shown(record: logging.LogRecord) -> bool:
    """Whether a record is logged."""
    return record.name.partition(".")[0] not in QUIET
