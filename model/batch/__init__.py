"""Many pictures at once: which ones, read by all cores, written as a table, CSV or JSON."""
