"""What the page says, in every language: the catalogues beside this file."""
