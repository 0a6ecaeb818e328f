"""An attack on the running server: see `python -m tests.tools.hostile --help`."""
