"""Everything a person sees: the page (app), the command line (cli) and every Dutch text (texts)."""
