"""Where documents, vectors and the lexical index are kept."""
