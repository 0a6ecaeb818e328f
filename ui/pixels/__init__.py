"""Encoding of pictures for the page."""
