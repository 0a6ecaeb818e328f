"""Model cards: README.md of a weights folder, written from what was measured."""
