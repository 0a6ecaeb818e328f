"""Results of other people's runs, from links, drawn over one's own."""
