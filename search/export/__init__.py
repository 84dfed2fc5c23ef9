"""Moties, citations and passages as files, and quotations with their source."""
