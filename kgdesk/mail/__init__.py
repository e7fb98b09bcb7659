"""How it moves: e-mail files and, later, mailboxes."""
