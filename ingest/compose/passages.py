"""Sections -> passages (the only module that imports langchain_text_splitters).

A unit is one section's own text, a box, a list, a quote or a note. A unit of up to MAX_WORDS words is one passage; a
longer one is split between paragraphs, else between sentences, and parts that came out too short go with a neighbour.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from langchain_text_splitters import RecursiveCharacterTextSplitter

from ingest.language.sentences import split_sentences
from ingest.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.model import Block

MIN_WORDS = 60
MAX_WORDS = 160
MERGED_WORDS = 200  # what a part may come to when a short neighbour joins it
# Private-use characters that mark ends in the copy that is split; they never occur in documents.
_PARAGRAPH, _SENTENCE = "\ue001", "\ue000"


def _words(text: str) -> int:
    return len(text.replace(_SENTENCE, "").replace(_PARAGRAPH, "").split())


@cache
def _splitter(size: int) -> RecursiveCharacterTextSplitter:
    return RecursiveCharacterTextSplitter(
        separators=[_PARAGRAPH, _SENTENCE, "\n", " "],
        keep_separator="end",
        is_separator_regex=False,
        chunk_size=size,
        chunk_overlap=0,
        length_function=_words,
        strip_whitespace=False,
    )


def split_unit(text: str, blocks: Sequence[Block], max_words: int = MAX_WORDS) -> tuple[tuple[int, int], ...]:
    """Half-open spans of the passages in a unit, each without white space around it, none overlapping.

    ``blocks``: the unit's blocks, adjacent in ``text``; a heading stays with the block below it. ``max_words`` bounds
    a passage, except that a part of fewer than MIN_WORDS joins its shorter neighbour (up to MERGED_WORDS together) and
    that a sentence is never cut unless it alone is longer.
    """
    start, end = blocks[0].start, blocks[-1].end
    if _words(text[start:end]) <= max_words:
        return ((start, end),)
    marked: list[str] = []
    last = start
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            continue
        for _, sentence_end in split_sentences(text, block.start, block.end):
            marked.extend((text[last:sentence_end], _PARAGRAPH if sentence_end == block.end else _SENTENCE))
            last = sentence_end
    marked.append(text[last:end])
    spans: list[tuple[int, int]] = []
    position = start
    for piece in _splitter(max_words).split_text("".join(marked)):
        length = len(piece.replace(_SENTENCE, "").replace(_PARAGRAPH, ""))
        spans.append((position, position + length))
        position += length
    return tuple(_trim(text, first, last) for first, last in _merge_short(text, spans))


def _merge_short(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Short parts joined with a neighbour, shortest pair first, as long as the two together are not too long."""
    spans = [span for span in spans if text[slice(*span)].strip()]
    while True:
        pairs = [
            (_words(text[a[0] : b[1]]), index)
            for index, (a, b) in enumerate(pairwise(spans))
            if min(_words(text[slice(*a)]), _words(text[slice(*b)])) < MIN_WORDS
        ]
        fitting = [(words, index) for words, index in pairs if words <= MERGED_WORDS]
        if not fitting:
            return spans
        _, index = min(fitting)
        spans[index : index + 2] = [(spans[index][0], spans[index + 1][1])]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
