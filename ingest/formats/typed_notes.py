"""Notes that a writer typed as text: "... de Code 2), met name ..." and at the end "2) Kamerstuk 33047, nr. 25".

They are recognised where the paragraphs are numbered 1, 2, 3 ... and the numbers stand, in that order, in the text
before them. What cannot be tied stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.formats.inline import Inline
from ingest.formats.typed_text import TypedNote
from ingest.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.formats.typed_text import TypedBlock, TypedText

_NOTE = re.compile(r"\s*[\[(]?(?P<number>\d{1,3})[\])]\s*(?=\S)")
# At the very end a list that Word numbered "1." may be the notes too.
_LAST_NOTE = re.compile(r"\s*[\[(]?(?P<number>\d{1,3})[\]).]\s*(?=\S)")


def tie_notes(read: TypedText) -> TypedText:
    """The text with such paragraphs as notes and their numbers as marks."""
    blocks = list(read.blocks)
    notes = list(read.notes)
    for run, pattern in [*((run, _NOTE) for run in _runs(blocks, _NOTE)), *_last(blocks)]:
        found = _tied(blocks, run, pattern)
        if found is None:
            continue
        marked, typed = found
        blocks[: run.start] = marked
        notes += typed
        blocks[run.start : run.stop] = [
            replace(block, kind=BlockKind.FOOTNOTE) for block in blocks[run.start : run.stop]
        ]
    kept = tuple(block for block in blocks if block.kind is not BlockKind.FOOTNOTE)
    return replace(read, blocks=kept, notes=tuple(notes))


def _last(blocks: Sequence[TypedBlock]) -> list[tuple[range, re.Pattern[str]]]:
    """A run numbered "1.", "2." that nothing follows."""
    return [(run, _LAST_NOTE) for run in _runs(blocks, _LAST_NOTE) if run.stop == len(blocks)]


def _runs(blocks: Sequence[TypedBlock], pattern: re.Pattern[str]) -> list[range]:
    """Runs of paragraphs or items numbered from 1 on."""
    runs: list[range] = []
    start, last = 0, 0
    for at, block in enumerate((*blocks, None)):
        number = _number(block, pattern) if block is not None else 0
        if number and number == last + 1:
            start = at if number == 1 else start
        else:
            if last:
                runs.append(range(start, at))
            start = at
        last = number if number in (1, last + 1) else 0
        if number == 1:
            start = at
    return runs


def _number(block: TypedBlock, pattern: re.Pattern[str]) -> int:
    match = pattern.match(block.text.text) if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST) else None
    return int(match["number"]) if match else 0


def _tied(
    blocks: Sequence[TypedBlock], run: range, pattern: re.Pattern[str]
) -> tuple[list[TypedBlock], list[TypedNote]] | None:
    """The blocks before the run with its numbers made marks, and the notes; None where numbers are missing."""
    marked = list(blocks[: run.start])
    notes = []
    first = next((at for at in reversed(range(run.start)) if marked[at].kind is BlockKind.FOOTNOTE), -1) + 1
    place = (first, 0)
    for at in run:
        block = blocks[at]
        match = pattern.match(block.text.text)
        if match is None:
            return None
        found = _mark(marked, place, match["number"])
        if found is None:
            return None
        index, start, end = found
        key = f"typed {at}"
        text = Inline.of(marked[index]).without(start, end)
        text.mark(key)
        text.marks[-1] = replace(text.marks[-1], offset=start)
        again = text.block(marked[index].kind, marked[index].text.places[0])
        marked[index] = replace(marked[index], text=again.text, marks=again.marks, links=again.links)
        place = (index, start)
        body = Inline.of(block).after(match.end()).block(BlockKind.FOOTNOTE, block.text.places[0])
        notes.append(TypedNote(key, match["number"], body.text, block.page, body.links))
    return marked, notes


def _mark(blocks: Sequence[TypedBlock], place: tuple[int, int], number: str) -> tuple[int, int, int] | None:
    """Where the number stands behind a word, from ``place`` on: (block, start, end)."""
    pattern = re.compile(rf"(?<=\S)\s?(?<![(\d])[\[(]?{number}[\])](?=[\s.,;:?!”’]|$)")
    for index in range(place[0], len(blocks)):
        if blocks[index].kind not in (BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.QUOTE):
            continue
        text = blocks[index].text.text
        for match in pattern.finditer(text, place[1] if index == place[0] else 0):
            before = text[: match.start()]
            # Inside brackets the one that closes is theirs: "(zie artikel 3)".
            if match.group().lstrip()[0] in "[(" or before.count("(") <= before.count(")"):
                return index, match.start(), match.end()
    return None
