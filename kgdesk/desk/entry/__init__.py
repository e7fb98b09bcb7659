"""The grid of indicators."""
