"""Help for the screen one stands on: Markdown in `resources/help`, shown in a window of its own."""
