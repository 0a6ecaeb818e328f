"""The page's parts: one file for each thing that a visitor sees."""
