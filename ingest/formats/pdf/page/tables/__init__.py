"""Tables on printed pages: those with rules between their cells, and columns of numbers without them."""
