"""Totals over the units."""
