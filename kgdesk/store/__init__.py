"""How it lasts: one SQLite file, its schema, migrations, journal, and verbs per noun."""
