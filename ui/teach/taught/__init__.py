"""What symbols and things share: names, rows, shares and the proof, and the class of all that."""
