"""A question becomes hits, an answer and facets."""
