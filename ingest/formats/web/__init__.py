"""Web pages: the main text without the page around it, tables and notes."""
