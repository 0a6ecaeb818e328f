"""The lesson of transfer: three curves, where they were measured."""
