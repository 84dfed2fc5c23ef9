"""How references are printed: patterns, and what is read at the places where one begins."""
