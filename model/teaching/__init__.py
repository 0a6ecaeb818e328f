"""New heads on frozen features: for one person's hand, and for classes of their own."""
