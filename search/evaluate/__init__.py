"""How well questions find what answers them."""
