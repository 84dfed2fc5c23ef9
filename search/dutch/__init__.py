"""Dutch words as search sees them: terms, names, the words of the corpus, abbreviations."""
