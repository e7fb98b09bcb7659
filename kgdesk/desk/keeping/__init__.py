"""Copies of the workspace: made by themselves, listed, brought back, carried away on a stick."""
