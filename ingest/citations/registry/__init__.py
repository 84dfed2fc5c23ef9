"""What is known of official publications: their ids, addresses and labels, and which dossiers and budgets exist."""
