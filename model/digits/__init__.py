"""Ink → candidates → judged by the network → chosen: the reading of a page."""
