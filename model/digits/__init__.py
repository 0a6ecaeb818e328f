"""Ink → parts → rows → the most likely digits: the reading of a page."""
