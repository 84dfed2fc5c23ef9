"""The words of a store: the index that is written of them, what is looked up in it, and the vocabulary."""
