"""The networks: a base class for those that read, and a file for each architecture."""
