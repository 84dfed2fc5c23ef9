"""Runs the command line with the encoder that counts words, so that a server over a few passages starts at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from search_factories import WordEncoder

from search import KnowledgeBase
from ui.cli.command import main
from ui.cli.serving import serve

if TYPE_CHECKING:
    from pathlib import Path


def _opened(kb: Path) -> KnowledgeBase:
    return KnowledgeBase.open(kb, WordEncoder())


if __name__ == "__main__":
    serve.opened = _opened
    main(sys.argv[1:])
