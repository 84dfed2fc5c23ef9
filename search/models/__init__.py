"""Models that turn text into numbers: how they are loaded, and the weights that ship."""
