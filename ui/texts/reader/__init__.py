"""The texts around a document that is read: the bar above it, the PDF beside it, and the file it was read from."""
