"""Training examples: the corpus read, made into questions, passages and batches."""
