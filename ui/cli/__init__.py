"""The command line: commands as documented, texts in Dutch."""

from ui.cli.command import app, main

__all__ = ["app", "main"]
