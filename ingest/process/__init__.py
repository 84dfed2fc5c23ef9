"""Reads files in child processes, so that no file can harm the program."""
