"""The window. Imports operations and domain only."""
