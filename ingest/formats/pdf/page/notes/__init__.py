"""Footnotes on printed pages: where they begin and end, and which words lead to them."""
