"""Dutch words as search compares them: terms, names, the words of the corpus, abbreviations."""
