"""Progress of the tasks, in words."""
