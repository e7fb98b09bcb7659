"""Figures from a table the clerk made."""
