"""The Validation tab."""
