"""Units -> passages (the only module that imports langchain_text_splitters).

A unit is one section's own text, a box, a list, a quote or a note. A unit of up to MAX_WORDS words is one passage; a
longer one is split between paragraphs, else between sentences, and parts that came out too short go with a neighbour.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from langchain_text_splitters import RecursiveCharacterTextSplitter

from ingest.language.sdg import named_sdgs
from ingest.language.sentences import split_sentences
from ingest.model import BlockKind, Passage, passage_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.compose.text import ComposedText, Unit
    from ingest.model import Block, Citation, Footnote, Section

MIN_WORDS = 60
MAX_WORDS = 160
MERGED_WORDS = 200  # what a part may come to when a short neighbour joins it
MAX_LIST_WORDS = 230  # a list or table stays whole where it can: cut in two it loses its head
# Private-use characters that mark ends in the copy that is split; they never occur in documents.
_PARAGRAPH, _SENTENCE = "\ue001", "\ue000"


@dataclass(slots=True)
class PassageBuilder:
    """Makes the passages of one document. ``document``: its id; ``text``: that of ``body``, put together once."""

    document: str
    body: ComposedText
    text: str
    footnotes: Sequence[Footnote]
    citations: Sequence[Citation]

    def build(self) -> list[Passage]:
        """The passages of the body in reading order, then one for each note."""
        passages: list[Passage] = []
        for unit in self.body.units:
            blocks = self.body.blocks[unit.first : unit.last]
            section = self.body.sections[unit.section]
            for span in split_unit(self.text, blocks, MAX_LIST_WORDS if unit.whole else MAX_WORDS):
                passages.append(self._body_passage(len(passages) + 1, span, section, unit))
        for note in self.footnotes:
            passages.append(self._note_passage(len(passages) + 1, note))
        return passages

    def _body_passage(self, ordinal: int, span: tuple[int, int], section: Section, unit: Unit) -> Passage:
        start, end = span
        inside = [b for b in self.body.blocks[unit.first : unit.last] if b.start < end and b.end > start]
        first = next((b for b in inside if b.kind is not BlockKind.HEADING), inside[0])
        notes = tuple(n for n in self.footnotes if n.marker is not None and start < n.marker <= end)
        own = [c for c in self.citations if start <= c.start < end]
        page = self.body.page_at(max(start, first.start), first.page)
        passage = self._passage(ordinal, first.kind, span, section, page)
        return replace(
            passage,
            sentences=self._sentences(start, end, unit),
            footnotes=notes,
            citations=(*own, *(c for note in notes for c in note.citations)),
        )

    def _note_passage(self, ordinal: int, note: Footnote) -> Passage:
        section = self.body.sections[note.section]
        passage = self._passage(ordinal, BlockKind.FOOTNOTE, (note.start, note.end), section, note.page)
        sentences = split_sentences(self.text, note.start, note.end)
        return replace(passage, sentences=sentences, footnotes=(note,), citations=note.citations)

    def _passage(
        self, ordinal: int, kind: BlockKind, span: tuple[int, int], section: Section, page: int | None
    ) -> Passage:
        text = self.text[span[0] : span[1]]
        return Passage(
            id=passage_id(self.document, ordinal),
            document=self.document,
            ordinal=ordinal,
            kind=kind,
            start=span[0],
            end=span[1],
            text=text,
            chapter=section.chapter,
            section=section.title,
            section_path=section.path,
            sdgs=tuple(sorted({*section.sdgs, *named_sdgs(text)})),
            page=page,
        )

    def _sentences(self, start: int, end: int, unit: Unit) -> tuple[tuple[int, int], ...]:
        """The sentences inside a passage of a unit; a list that is one sentence begins with the heading above it."""
        spans: list[tuple[int, int]] = []
        for index in range(unit.first, unit.last):
            block = self.body.blocks[index]
            if block.end <= start or block.start >= end or block.kind is BlockKind.HEADING:
                continue
            if index in self.body.sentences:
                above = self.body.blocks[index - 1]
                spans.append((above.start if above.kind is BlockKind.HEADING else block.start, block.end))
            else:
                spans.extend(split_sentences(self.text, max(start, block.start), min(end, block.end)))
        return tuple(spans)


# --- one unit --------------------------------------------------------------------------------------------------------


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
