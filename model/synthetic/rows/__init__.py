"""Rows of digits, of what is no digit, and of both, with what they say."""
