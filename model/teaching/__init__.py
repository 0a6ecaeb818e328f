"""New heads on frozen features, for one person's handwriting and for classes of their own."""
