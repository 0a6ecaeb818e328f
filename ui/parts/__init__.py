"""Shared by several parts of the page."""
