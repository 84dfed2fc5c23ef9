"""The commands about kept questions."""
