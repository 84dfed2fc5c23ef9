"""Who may do what on a server: people and their roles, how a request is known to be theirs, and the log of changes."""
