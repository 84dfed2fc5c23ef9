"""A composed text -> a Document: citations, notes with their sentences, and passages, all with spans."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.citations import budget_chapter_of, find_citations
from ingest.compose.composition import Composition, Unit
from ingest.compose.links import with_links
from ingest.compose.passages import MAX_WORDS, split_unit
from ingest.language.sdg import named_sdgs
from ingest.language.sentences import split_sentences
from ingest.language.words import Vocabulary
from ingest.model import Block, BlockKind, Citation, Document, Footnote, Passage, Section, SectionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.formats.plain.outline import Draft, Paragraph
    from ingest.formats.plain.pages import Line
    from ingest.formats.typed_text import Link
    from ingest.metadata import Metadata
    from ingest.places import PageInfo

# A list or table stays whole where it can: cut in two it loses its head.
_MAX_LIST_WORDS = 230


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader and the outline made of a file.

    ``page_of_line``: source line -> ordinal of its page; ``labels``: ordinal of a page -> number printed on it.
    """

    lines: list[Line]
    chapters: list[Draft]
    notes: list[Paragraph]
    page_of_line: dict[int, int]
    labels: dict[int, int | None]


@dataclass(frozen=True, slots=True)
class ComposedNote:
    """A note of a composed text: its number, and the offset in the text where its marker stood, if it was found."""

    number: int
    marker: int | None


@dataclass(frozen=True, slots=True)
class Composed:
    """A composed text whose last blocks are its notes, in their order.

    ``links``: spans in the text and where they lead; those to official publications become citations.
    """

    composition: Composition
    notes: Sequence[ComposedNote]
    links: Sequence[Link] = ()
    pages: Sequence[PageInfo] = ()


def build_document(reading: Reading, metadata: Metadata, source: str, sha256: str) -> Document:
    """The document that was read. ``source``: the file's path as given; ``sha256``: see Document."""
    vocabulary = Vocabulary.of(line.text for line in reading.lines)
    composition = Composition(metadata.title, vocabulary, reading.page_of_line, reading.labels)
    composition.add(reading.chapters, reading.notes)
    numbers = [note.note or 0 for note in reading.notes]
    notes = [ComposedNote(number, composition.markers.get(number)) for number in numbers]
    return complete_document(Composed(composition, notes), metadata, source, sha256)


def complete_document(composed: Composed, metadata: Metadata, source: str, sha256: str) -> Document:
    """The document of a composed text. ``source`` and ``sha256``: see Document."""
    composition = composed.composition
    if not composition.sections and composed.notes:
        # Notes without a text: each stands in a section all the same.
        composition.add_section(SectionKind.CHAPTER, 1, composition.title, None, 1)
    body = len(composition.blocks) - len(composed.notes)
    text = composition.text
    citations = _citations(text, composed, metadata)
    footnotes = [
        _footnote(composition, text, note, block, citations)
        for note, block in zip(composed.notes, composition.blocks[body:], strict=True)
    ]
    notes = [
        replace(block, section=footnote.section)
        for block, footnote in zip(composition.blocks[body:], footnotes, strict=True)
    ]
    builder = _PassageBuilder(metadata.id, text, composition, footnotes, citations)
    return Document(
        id=metadata.id,
        title=metadata.title,
        publisher=metadata.publisher,
        year=metadata.year,
        kind=metadata.kind,
        language=metadata.language,
        source=source,
        sha256=sha256,
        text=text,
        sections=tuple(composition.sections),
        blocks=(*composition.blocks[:body], *notes),
        footnotes=tuple(footnotes),
        citations=tuple(citations),
        passages=tuple(builder.build()),
        date=metadata.date,
        authors=metadata.authors,
        places=tuple(composition.places),
        pages=tuple(composed.pages),
    )


def _citations(text: str, composed: Composed, metadata: Metadata) -> list[Citation]:
    """All citations, found block by block so that none runs from one paragraph into the next."""
    linked = deque(sorted(composed.links, key=lambda link: link.start))
    blocks = composed.composition.blocks
    body = len(blocks) - len(composed.notes)
    chapter = metadata.budget_chapter or budget_chapter_of(text)
    found: list[Citation] = []
    for index, block in enumerate(blocks):
        note = composed.notes[index - body].number if index >= body else None
        inside: list[Link] = []
        while linked and linked[0].start < block.end:
            link = linked.popleft()
            inside.append(replace(link, start=link.start - block.start, end=link.end - block.start))
        shown = text[block.start : block.end]
        printed = find_citations(shown, budget_chapter=chapter, year=metadata.year)
        for citation in with_links(shown, printed, inside):
            start, end = citation.start + block.start, citation.end + block.start
            found.append(replace(citation, start=start, end=end, footnote=note))
    return found


def _footnote(
    composition: Composition, text: str, note: ComposedNote, block: Block, citations: list[Citation]
) -> Footnote:
    marker = note.marker
    anchor: tuple[int, int] | None = None
    section = 0
    if marker is not None:
        # The marker stood behind the last character it belongs to: one at a block's end is that block's.
        index = next(i for i, b in enumerate(composition.blocks) if b.start <= marker <= b.end)
        home = composition.blocks[index]
        section = home.section
        whole = (home.start, home.end)
        spans = (whole,) if index in composition.place_lists else split_sentences(text, *whole)
        anchor = next(((a, b) for a, b in spans if a < marker <= b), whole)
    return Footnote(
        number=note.number,
        text=text[block.start : block.end],
        start=block.start,
        end=block.end,
        marker=marker,
        anchor_start=anchor[0] if anchor else None,
        anchor_end=anchor[1] if anchor else None,
        section=section,
        page=block.page,
        citations=tuple(c for c in citations if block.start <= c.start < block.end),
    )


@dataclass(slots=True)
class _PassageBuilder:
    document: str
    text: str
    composition: Composition
    footnotes: list[Footnote]
    citations: list[Citation]

    def build(self) -> list[Passage]:
        """The passages of the body in reading order, then one for each note."""
        passages: list[Passage] = []
        for unit in self.composition.units:
            blocks = self.composition.blocks[unit.first : unit.last]
            section = self.composition.sections[unit.section]
            for span in split_unit(self.text, blocks, _MAX_LIST_WORDS if unit.whole else MAX_WORDS):
                passages.append(self._body_passage(len(passages) + 1, span, section, unit))
        for note in self.footnotes:
            passages.append(self._note_passage(len(passages) + 1, note))
        return passages

    def _body_passage(self, ordinal: int, span: tuple[int, int], section: Section, unit: Unit) -> Passage:
        start, end = span
        inside = [b for b in self.composition.blocks[unit.first : unit.last] if b.start < end and b.end > start]
        first = next((b for b in inside if b.kind is not BlockKind.HEADING), inside[0])
        notes = tuple(n for n in self.footnotes if n.marker is not None and start < n.marker <= end)
        own = [c for c in self.citations if start <= c.start < end]
        page = self.composition.page_at(max(start, first.start), first.page)
        passage = self._passage(ordinal, first.kind, span, section, page)
        return replace(
            passage,
            sentences=self._sentences(start, end, unit),
            footnotes=notes,
            citations=(*own, *(c for note in notes for c in note.citations)),
        )

    def _note_passage(self, ordinal: int, note: Footnote) -> Passage:
        section = self.composition.sections[note.section]
        passage = self._passage(ordinal, BlockKind.FOOTNOTE, (note.start, note.end), section, note.page)
        sentences = split_sentences(self.text, note.start, note.end)
        return replace(passage, sentences=sentences, footnotes=(note,), citations=note.citations)

    def _passage(
        self, ordinal: int, kind: BlockKind, span: tuple[int, int], section: Section, page: int | None
    ) -> Passage:
        text = self.text[span[0] : span[1]]
        return Passage(
            id=f"{self.document}:{ordinal:04d}",
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
        """The sentences inside a passage of a unit; a list of places is one, with the heading of its group."""
        spans: list[tuple[int, int]] = []
        for index in range(unit.first, unit.last):
            block = self.composition.blocks[index]
            if block.end <= start or block.start >= end or block.kind is BlockKind.HEADING:
                continue
            if index in self.composition.place_lists:
                above = self.composition.blocks[index - 1]
                spans.append((above.start if above.kind is BlockKind.HEADING else block.start, block.end))
            else:
                spans.extend(split_sentences(self.text, max(start, block.start), min(end, block.end)))
        return tuple(spans)
