"""Things of one's own, photographed."""
