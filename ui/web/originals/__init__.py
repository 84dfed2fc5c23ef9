"""The files that documents were read from: the file itself, the place of a passage in it, and pictures of its pages."""
