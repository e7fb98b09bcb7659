"""A return divided among divisions, and who did what."""
