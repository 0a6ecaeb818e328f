"""The reading view: the answer, its bars, and what the network sees."""
