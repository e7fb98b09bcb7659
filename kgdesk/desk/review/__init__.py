"""Looking at a revision beside the return that counts."""
