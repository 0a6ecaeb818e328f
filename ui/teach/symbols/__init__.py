"""Symbols of one's own, drawn."""
