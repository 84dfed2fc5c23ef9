"""How much, how long and where a stranger may ask."""
