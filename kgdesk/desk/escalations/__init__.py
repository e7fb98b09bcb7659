"""Matters beyond the authority of the unit."""
