"""What goes out, and what was heard of it."""
