"""Findings on the draft."""
