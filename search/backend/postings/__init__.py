"""Postings: for each term the passages that hold it, in files derived from a store."""
