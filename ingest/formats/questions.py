"""Papers that answer Kamervragen -> a section for each question and each answer, whatever the format.

In print the number of a question may stand in its line, and an answer may follow in the same paragraph. What is asked
then stands under "Vraag 3", apart from what answers it. Some papers print the number of a question alone, above it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.formats.kamervragen import bare_number, is_question_heading, run_in_heading
from ingest.formats.typed_text import NoteMark
from ingest.model import BlockKind, SectionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.formats.typed_text import TypedBlock, TypedText

_LEAST = 2  # headings of questions and answers: one may be anything
_DIVIDED = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.PULL_QUOTE)
# Where an answer may begin in the paragraph of its question: behind a sentence.
_BEHIND = re.compile(r"(?<=[.?!:”\"’')\]])\s+(?=(?:Gezamenlijke? )?(?:Vra(?:ag|gen)|Antwoord(?:en)?|Beantwoording)\b)")
_OPENS = re.compile(
    r"(?:Schriftelijke )?(?:Kamerv|V)ragen (?:van|gesteld door) "
    r"(?:het lid|de leden(?! der Kamer\b)|het Kamerlid|de Kamerleden) .*"
)
_CUT = " .:)–-"


def divide_questions(read: TypedText) -> TypedText:
    """Return the text with its questions and answers as sections; as it is where it holds no two of them.

    All of them have one level, below the heading they stand under; without any heading they stand below the document's
    title, or below the line that says who asked what.
    """
    starts = [block for block in read.blocks if _heads(block)]
    if len(starts) < _LEAST:
        return read
    numbered = _numbered(read.blocks)
    blocks = [piece for block in read.blocks for piece in _pieces(block, numbered=id(block) in numbered)]
    first = next(at for at, (_, asks) in enumerate(blocks) if asks)
    found = [block for block in starts if block.kind is BlockKind.HEADING]
    if all(block.depth is not None for block in read.blocks):
        return replace(read, blocks=tuple(_deepened(blocks, min((b.depth or 2 for b in found), default=0))))
    above = [block.level for block, asks in blocks if block.kind is BlockKind.HEADING and not asks]
    if above:
        level = min((block.level for block in found), default=0) or max(above) + 1
        return replace(read, blocks=tuple(_levelled(blocks, level)))
    opening = next((at for at, (block, _) in enumerate(blocks[:first]) if _OPENS.fullmatch(block.text.text)), None)
    if opening is not None:
        block = blocks[opening][0]
        blocks[opening] = replace(block, kind=BlockKind.HEADING, level=1, section=SectionKind.CHAPTER), False
        return replace(read, blocks=tuple(_levelled(blocks, 2)))
    return replace(read, blocks=tuple(_deepened([(replace(b, depth=1), asks) for b, asks in blocks], 2)))


def _heads(block: TypedBlock) -> bool:
    """Whether a block begins with the heading of a question or answer."""
    text = block.text.text
    return block.kind in _DIVIDED and (is_question_heading(text) or run_in_heading(text) > 0)


def _numbered(blocks: Sequence[TypedBlock]) -> set[int]:
    """The ids of blocks that begin with the bare number of a question: an answer stands below each of them."""
    found: set[int] = set()
    open_: TypedBlock | None = None
    asked = False
    for block in blocks:
        text = block.text.text
        asked = asked or _OPENS.match(text) is not None
        if not asked or block.kind not in _DIVIDED:
            continue
        if _heads(block):
            if open_ is not None and text.startswith("Antwoord"):
                found.add(id(open_))
            open_ = None
        elif bare_number(text) and (bare_number(text) == len(text) or "?" in text):
            open_ = block
    return found


def _levelled(blocks: Sequence[tuple[TypedBlock, bool]], level: int) -> Iterator[TypedBlock]:
    for block, asks in blocks:
        yield replace(block, level=level) if asks else block


def _deepened(blocks: Sequence[tuple[TypedBlock, bool]], depth: int) -> Iterator[TypedBlock]:
    """The blocks with the depth of the section they stand in. ``depth``: of a question; 0: below what is above."""
    base, inside = 1, False
    for block, asks in blocks:
        if asks:
            inside = True
            yield replace(block, level=depth or base + 1, depth=depth or base + 1)
            continue
        if block.kind is BlockKind.HEADING:
            base, inside = block.depth or 1, False
        yield replace(block, depth=depth or base + 1) if inside else block


def _pieces(block: TypedBlock, *, numbered: bool) -> Iterator[tuple[TypedBlock, bool]]:
    """The block, cut where a question or answer begins; each piece with whether it is the heading of one.

    ``numbered``: it begins with the bare number of a question.
    """
    if block.kind not in _DIVIDED:
        yield block, False
        return
    text = block.text.text
    cuts = [0, *(match.end() for match in _BEHIND.finditer(text) if run_in_heading(text[match.end() :])), len(text)]
    for at, (start, end) in enumerate(pairwise(cuts)):
        part = text[start:end]
        head = len(part) if is_question_heading(part) else run_in_heading(part)
        if numbered and not at:
            head = bare_number(part)
        if head:
            shown = len(part[:head].rstrip(_CUT))
            heading = _slice(block, start, start + shown)
            yield replace(heading, kind=BlockKind.HEADING, section=SectionKind.SECTION), True
        if head < len(part) and part[head:].strip():
            rest = _slice(block, start + head, end)
            yield replace(rest, kind=BlockKind.PARAGRAPH, level=0) if head or at else rest, False


def _slice(block: TypedBlock, start: int, end: int) -> TypedBlock:
    """A piece of a block with its marks and links, white space at its ends left out."""
    text = block.text.text
    if (start, end) == (0, len(text)):
        return block
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    return replace(
        block,
        text=block.text.slice(start, end),
        marks=tuple(
            NoteMark(mark.offset - start, mark.key)
            for mark in block.marks
            if start < mark.offset <= end or mark.offset == start == 0
        ),
        links=tuple(
            replace(link, start=max(link.start, start) - start, end=min(link.end, end) - start)
            for link in block.links
            if link.start < end and link.end > start
        ),
    )
