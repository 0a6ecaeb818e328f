"""Batches of pictures: found, read by all cores and written as a table, CSV or JSON."""
