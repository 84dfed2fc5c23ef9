"""Files on disk: finding them, their entries in a catalog, and whether one has changed."""
