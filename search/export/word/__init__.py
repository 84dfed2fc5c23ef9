"""Files for Word, with real footnotes."""
