"""A walk through the window in five steps, beside the work and never in its way."""
