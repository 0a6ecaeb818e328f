"""The pictures that most seeds of a run miss."""
