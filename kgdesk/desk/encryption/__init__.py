"""A workspace with a password: asking for it, giving it one, taking it off."""
