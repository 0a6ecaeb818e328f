"""What would change an answer: the smallest change of the ink, and damage."""
