"""One module per kind of file; each turns a file into numbered lines."""

# File suffix -> module of this package that reads it.
READERS = {".txt": "text", ".md": "text", ".pdf": "pdf"}
