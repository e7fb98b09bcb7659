"""What the words mean: frozen dataclasses, enums and pure functions on the standard library alone."""
