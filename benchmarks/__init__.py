"""Measurements beside peers, always in one run."""
