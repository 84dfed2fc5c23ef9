"""Runs the command line with the encoder that counts words, so that a server over a few passages starts at once.

The workers of a server import this as their main module, and so have the same encoder.
"""

from __future__ import annotations

import sys

from search_factories import WordEncoder

from search import knowledge_base
from ui.cli.command import main

knowledge_base.load_encoder = lambda _: WordEncoder()

if __name__ == "__main__":
    main(sys.argv[1:])
