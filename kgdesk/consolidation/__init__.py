"""How many become one: matching, completeness, roll-up runs."""
