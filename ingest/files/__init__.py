"""Files on disk: which there are, what a catalog says of them, and whether one has changed."""
