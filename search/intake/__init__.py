"""Files into a knowledge base: which document each is, reading several at a time, suggesting SDGs."""
