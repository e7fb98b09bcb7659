"""Choosing or making a workspace."""
