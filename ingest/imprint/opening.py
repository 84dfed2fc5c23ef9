"""The opening of a document: the lines that stand above its running text, and those of its letterhead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from ingest.model import BlockKind

if TYPE_CHECKING:
    from ingest.formats.typed_text import TypedText

_BLOCKS = 60  # of a document, among which a letter's head and signature are looked for
_CHARACTERS = 8000
_COVER_BLOCKS = 12
_RUNNING_WORDS = 30  # a longer line is running text: the cover ends there
_CLOSING_BLOCKS = 20  # at the end of a document, among which a signature is looked for
_CLOSING_WORDS = 15  # in a line of it
_UNSHOWN = (BlockKind.CONTENTS,)


@dataclass(frozen=True, slots=True)
class Opening:
    """``lines``: of the first blocks; ``cover``: those before the running text; ``margins``: heads and feet of pages.

    ``closing``: the short lines of the last blocks, among which a letter's signature stands.

    Cells of a table are lines of their own.
    """

    lines: tuple[str, ...]
    cover: tuple[str, ...]
    margins: tuple[str, ...]
    closing: tuple[str, ...] = ()


def opening_of(read: TypedText) -> Opening:
    """Return the opening of a text that was read."""
    blocks = [" ".join(block.text.text.split(" ")) for block in read.blocks[:_BLOCKS] if block.kind not in _UNSHOWN]
    lines = tuple(line for block in blocks for line in _lines(block))
    size = 0
    kept = []
    for line in lines:
        size += len(line)
        kept.append(line)
        if size > _CHARACTERS:
            break
    first = [line for block in blocks[:_COVER_BLOCKS] for line in _lines(block)]
    cover = takewhile(lambda line: not is_running(line), first)
    margins = (line for margin in read.margins for line in _lines(margin))
    last = (line for block in read.blocks[-_CLOSING_BLOCKS:] for line in _lines(block.text.text))
    closing = (line for line in last if len(line.split()) <= _CLOSING_WORDS)
    return Opening(tuple(kept), tuple(cover), tuple(margins), tuple(closing))


def is_running(text: str) -> bool:
    """Whether a line or paragraph is long enough to be running text: the cover or head ends there."""
    return len(text.split()) >= _RUNNING_WORDS


def _lines(text: str) -> list[str]:
    parts = re.split(r"\n| \| ", text)
    return [line for part in parts if (line := " ".join(part.split()))]
