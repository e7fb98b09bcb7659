"""Whom this workspace believes, what they took back, and who signs for which unit."""
