"""Corrections: a visitor's own hand."""
