"""Imported before a process is forked many times, this spares each fork the loading."""

from tests.tools.fuzz import predictor

predictor()
