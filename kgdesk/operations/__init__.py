"""What a person may do: one function per intention, free of Qt."""
