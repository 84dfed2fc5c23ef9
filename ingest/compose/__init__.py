"""A TypedText becomes a Document: outline, footnotes tied to sentences, citations and passages."""
