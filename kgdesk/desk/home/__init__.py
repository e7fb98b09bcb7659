"""What to do now, in sentences."""
