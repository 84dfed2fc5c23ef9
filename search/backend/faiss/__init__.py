"""Vector indexes: the only package that imports faiss."""
