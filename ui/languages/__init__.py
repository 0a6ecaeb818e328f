"""The page in other languages: what it says, in the catalogues beside this file."""
