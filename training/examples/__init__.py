"""Training examples: the corpus, read and turned into questions, passages and batches."""
