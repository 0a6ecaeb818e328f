"""One unit of a network, number by number."""
