"""The network itself, layer by layer and unit by unit."""
