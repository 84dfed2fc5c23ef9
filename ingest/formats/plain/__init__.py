"""Plain text and Markdown: the structure is inferred from lines, blank lines and numbers."""
