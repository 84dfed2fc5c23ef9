"""The head of a paper is no heading: labels of a letter and lines of a masthead open no section, however printed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.imprint.letterhead import is_label
from ingest.imprint.masthead import is_masthead
from ingest.imprint.opening import is_running
from ingest.model import BlockKind

if TYPE_CHECKING:
    from ingest.formats.typed_text import TypedBlock, TypedText

_ANNEX = re.compile(r"Bijlagen?", re.IGNORECASE)  # a label of letters, and the heading of what is annexed


def without_heads(read: TypedText) -> TypedText:
    """Return the text with what stands above its running text as paragraphs, where it is part of a paper's head."""
    first = next((at for at, block in enumerate(read.blocks) if is_running(block.text.text)), len(read.blocks))
    above = (_plain(block) if _is_head(block) else block for block in read.blocks[:first])
    return replace(read, blocks=(*above, *read.blocks[first:]))


def _is_head(block: TypedBlock) -> bool:
    words = " ".join(block.text.text.split())
    label = is_label(words) and not _ANNEX.fullmatch(words)
    return block.kind is BlockKind.HEADING and (label or is_masthead(words))


def _plain(block: TypedBlock) -> TypedBlock:
    """The block as a paragraph of the section that its heading stood in."""
    depth = None if block.depth is None else max(1, block.depth - 1)
    return replace(block, kind=BlockKind.PARAGRAPH, level=0, depth=depth)
