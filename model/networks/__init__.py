"""The networks: one base class, and a file for each."""
