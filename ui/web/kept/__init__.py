"""Kept questions on the page: the button, the list, what is new, and the feeds."""
