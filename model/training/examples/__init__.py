"""What a network learns from beside its data set."""
