"""The texts about kept questions and what is new to them."""
