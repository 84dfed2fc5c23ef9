"""Drafts of sections -> a Document: its text, blocks, sections, notes, citations and passages, all with spans."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.citations import find_citations
from ingest.footnotes import Marker, take_markers
from ingest.model import Block, BlockKind, Citation, Document, Footnote, Passage, Section, SectionKind
from ingest.outline import Draft, Paragraph
from ingest.pages import BULLET, Line
from ingest.passages import split_unit
from ingest.sdg import named_sdgs
from ingest.sentences import split_sentences
from ingest.traced import TracedText
from ingest.words import Vocabulary, repair, restore_hyphens

# A list or table stays whole where it can: cut in two it loses its head.
_MAX_LIST_WORDS = 230
_NOTE_NUMBER = re.compile(r"^\s*\d{1,3}\s")
_CLOSING_QUOTE = re.compile(r"[”“][.]?$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a catalog says of a document; ``budget_chapter``: of the ministry's budget, for citations without one."""

    id: str
    title: str
    publisher: str = ""
    year: int | None = None
    kind: str = "document"
    language: str = "nl"
    budget_chapter: str | None = None


@dataclass(slots=True)
class _Unit:
    """What is split into passages on its own: blocks [first, last) of one section."""

    section: int
    first: int
    last: int
    whole: bool  # a list or table


@dataclass(slots=True)
class _Builder:
    metadata: Metadata
    vocabulary: Vocabulary
    page_of_line: dict[int, int]
    labels: dict[int, int | None]
    text: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    units: list[_Unit] = field(default_factory=list)
    markers: dict[int, int] = field(default_factory=dict)  # note number -> offset in the text
    place_lists: set[int] = field(default_factory=set)  # blocks that list places: one sentence each

    def label(self, line: int) -> int | None:
        return self.labels.get(self.page_of_line.get(line, -1))

    def add_block(self, kind: BlockKind, clean: TracedText, section: int, markers: list[Marker]) -> None:
        if self.text:
            self.text.append("\n\n")
            self.length += 2
        for marker in markers:
            self.markers[marker.number] = self.length + marker.offset
        line = clean.lines[0] if clean.lines else 0
        start = self.length
        self.text.append(clean.text)
        self.length += len(clean.text)
        self.blocks.append(Block(kind, start, self.length, section, self.label(line), line))

    def add_section(self, kind: SectionKind, level: int, title: str, above: Section | None, line: int) -> Section:
        path = (*(above.path if above else ()), title)
        sdgs = tuple(sorted({*named_sdgs(title), *(above.sdgs if above else ())}))
        section = Section(len(self.sections), level, kind, title, path, sdgs, self.label(line), line)
        self.sections.append(section)
        return section


def build_document(  # noqa: PLR0913 - one call, from the pipeline; each is a different part of what was read
    chapters: list[Draft],
    notes: list[Paragraph],
    lines: list[Line],
    page_of_line: dict[int, int],
    labels: dict[int, int | None],
    metadata: Metadata,
    source: str,
    sha256: str,
) -> Document:
    """The document that the drafts describe. ``labels``: ordinal of a page -> number printed on it."""
    vocabulary = Vocabulary.of(line.text for line in lines)
    builder = _Builder(metadata, vocabulary, page_of_line, labels)
    paragraphs = list(_paragraphs(chapters))
    cleaned, markers = take_markers(
        [_clean(paragraph, vocabulary) for paragraph in paragraphs],
        {note.note: note.page for note in notes if note.note is not None},
        page_of_line,
    )
    texts = {id(paragraph): text for paragraph, text in zip(paragraphs, cleaned, strict=True)}
    marked: dict[int, list[Marker]] = {}
    for marker in markers:
        marked.setdefault(id(paragraphs[marker.paragraph]), []).append(marker)
    for chapter in chapters:
        _add_draft(builder, chapter, None, texts, marked)
    body_blocks = len(builder.blocks)
    for note in notes:
        builder.add_block(BlockKind.FOOTNOTE, _clean(note, vocabulary), 0, [])
    text = "".join(builder.text)
    citations = _citations(builder, text, notes, body_blocks)
    footnotes = _footnotes(builder, text, notes, body_blocks, citations)
    passages = _passages(builder, text, footnotes, citations)
    blocks = [
        *builder.blocks[:body_blocks],
        *(
            replace(block, section=footnote.section)
            for block, footnote in zip(builder.blocks[body_blocks:], footnotes, strict=True)
        ),
    ]
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
        sections=tuple(builder.sections),
        blocks=tuple(blocks),
        footnotes=tuple(footnotes),
        citations=tuple(citations),
        passages=tuple(passages),
    )


def _paragraphs(drafts: list[Draft]) -> list[Paragraph]:
    found: list[Paragraph] = []
    for draft in drafts:
        if draft.heading is not None:
            found.append(draft.heading)
        found.extend(draft.paragraphs)
        for item in draft.floats:
            found.extend(_paragraphs([item]) if isinstance(item, Draft) else [item])
        found.extend(_paragraphs(draft.children))
    return found


def _clean(paragraph: Paragraph, vocabulary: Vocabulary) -> TracedText:
    """The paragraph's repaired text; lists, tables and quotes keep a line per item, row and speaker."""
    groups: list[list[Line]] = [[]]
    for line in paragraph.lines:
        previous = groups[-1]
        starts = bool(previous) and (
            (paragraph.kind is BlockKind.LIST and (bool(BULLET.match(line.text)) or not BULLET.match(previous[0].text)))
            or paragraph.kind is BlockKind.TABLE
            or (paragraph.kind is BlockKind.QUOTE and bool(_CLOSING_QUOTE.search(previous[-1].bare) or len(groups) > 1))
            or (paragraph.kind is BlockKind.FOOTNOTE and line.bare.startswith(("- ", "• ")))
        )
        if starts:
            groups.append([])
        groups[-1].append(line)
    repaired = []
    for group in groups:
        traced = TracedText.join((TracedText.of(line.text.strip(" \t"), line.number) for line in group), "\n")
        repaired.append(repair(traced, vocabulary, heading=paragraph.kind is BlockKind.HEADING))
    clean = TracedText.join(repaired, "\n")
    if paragraph.kind is BlockKind.FOOTNOTE and (number := _NOTE_NUMBER.match(clean.text)):
        clean = clean.slice(number.end())
    return clean


def _title(clean: TracedText, markers: list[Marker], vocabulary: Vocabulary) -> tuple[TracedText, list[Marker]]:
    """A heading with its hyphens back and without a full stop; its markers moved along."""
    title = restore_hyphens(clean.text, vocabulary).removesuffix(".")
    moved = [
        replace(m, offset=min(len(title), len(restore_hyphens(clean.text[: m.offset], vocabulary)))) for m in markers
    ]
    return TracedText.of(title, clean.lines[0] if clean.lines else 0), moved


def _add_draft(
    builder: _Builder,
    draft: Draft,
    above: Section | None,
    texts: dict[int, TracedText],
    marked: dict[int, list[Marker]],
) -> None:
    heading = None
    if draft.heading is not None:
        heading, heading_markers = _title(
            texts[id(draft.heading)], marked.get(id(draft.heading), []), builder.vocabulary
        )
    title = heading.text if heading is not None else builder.metadata.title
    line = heading.lines[0] if heading is not None and heading.lines else 1
    section = builder.add_section(draft.kind, draft.level, title, above, line)
    first = len(builder.blocks)
    if heading is not None:
        builder.add_block(BlockKind.HEADING, heading, section.index, heading_markers)
    inner = section
    for paragraph in draft.paragraphs:
        clean, own = texts[id(paragraph)], marked.get(id(paragraph), [])
        if paragraph.kind is BlockKind.HEADING:
            clean, own = _title(clean, own, builder.vocabulary)
            inner = builder.add_section(SectionKind.LIST, draft.level + 1, clean.text, section, clean.lines[0])
        builder.add_block(paragraph.kind, clean, inner.index, own)
        if draft.kind is SectionKind.LIST and not draft.table and paragraph.kind is BlockKind.LIST:
            builder.place_lists.add(len(builder.blocks) - 1)
    if draft.paragraphs:
        builder.units.append(_Unit(section.index, first, len(builder.blocks), draft.kind is SectionKind.LIST))
    for item in draft.floats:
        if isinstance(item, Draft):
            _add_draft(builder, item, section, texts, marked)
            continue
        builder.add_block(item.kind, texts[id(item)], section.index, marked.get(id(item), []))
        if item.kind is BlockKind.QUOTE:
            builder.units.append(_Unit(section.index, len(builder.blocks) - 1, len(builder.blocks), whole=False))
    for child in draft.children:
        _add_draft(builder, child, section, texts, marked)


def _citations(builder: _Builder, text: str, notes: list[Paragraph], body_blocks: int) -> list[Citation]:
    """All citations, found block by block so that none runs from one paragraph into the next."""
    found: list[Citation] = []
    for index, block in enumerate(builder.blocks):
        note = notes[index - body_blocks].note if index >= body_blocks else None
        for citation in find_citations(text[block.start : block.end], budget_chapter=builder.metadata.budget_chapter):
            shifted = replace(
                citation, start=citation.start + block.start, end=citation.end + block.start, footnote=note
            )
            found.append(shifted)
    return found


def _footnotes(
    builder: _Builder, text: str, notes: list[Paragraph], body_blocks: int, citations: list[Citation]
) -> list[Footnote]:
    footnotes = []
    for note, block in zip(notes, builder.blocks[body_blocks:], strict=True):
        number = note.note or 0
        marker = builder.markers.get(number)
        anchor: tuple[int, int] | None = None
        section = 0
        if marker is not None:
            # The marker stands behind the last character it belongs to: a block it closes is its own.
            index = next(i for i, b in enumerate(builder.blocks) if b.start <= marker <= b.end)
            home = builder.blocks[index]
            section = home.section
            spans = (
                [(home.start, home.end)]
                if index in builder.place_lists
                else split_sentences(text, home.start, home.end)
            )
            anchor = next(((a, b) for a, b in spans if a < marker <= b), (home.start, home.end))
        footnotes.append(
            Footnote(
                number=number,
                text=text[block.start : block.end],
                start=block.start,
                end=block.end,
                marker=marker,
                anchor_start=anchor[0] if anchor else None,
                anchor_end=anchor[1] if anchor else None,
                section=section,
                page=block.page,
                citations=tuple(c for c in citations if c.footnote == number and block.start <= c.start < block.end),
            )
        )
    return footnotes


def _passages(builder: _Builder, text: str, footnotes: list[Footnote], citations: list[Citation]) -> list[Passage]:
    passages: list[Passage] = []

    def add(
        kind: BlockKind, start: int, end: int, section: Section, page: int | None, notes: tuple[Footnote, ...]
    ) -> None:
        own = [c for c in citations if start <= c.start < end and (c.footnote is None or kind is BlockKind.FOOTNOTE)]
        cited = own if kind is BlockKind.FOOTNOTE else [*own, *(c for note in notes for c in note.citations)]
        words = text[start:end]
        passages.append(
            Passage(
                id=f"{builder.metadata.id}:{len(passages) + 1:04d}",
                document=builder.metadata.id,
                ordinal=len(passages) + 1,
                kind=kind,
                start=start,
                end=end,
                text=words,
                chapter=section.chapter,
                section=section.title,
                section_path=section.path,
                sdgs=tuple(sorted({*section.sdgs, *named_sdgs(words)})),
                page=page,
                sentences=_sentence_spans(builder, text, start, end)
                if kind is not BlockKind.FOOTNOTE
                else split_sentences(text, start, end),
                footnotes=notes,
                citations=tuple(cited),
            )
        )

    for unit in builder.units:
        blocks = builder.blocks[unit.first : unit.last]
        section = builder.sections[unit.section]
        limit = {"max_words": _MAX_LIST_WORDS} if unit.whole else {}
        for start, end in split_unit(text, blocks, **limit):
            inside = [b for b in blocks if b.start < end and b.end > start]
            body = next((b for b in inside if b.kind is not BlockKind.HEADING), inside[0])
            notes = tuple(n for n in footnotes if n.marker is not None and start < n.marker <= end)
            add(body.kind, start, end, section, body.page, notes)
    for note in footnotes:
        add(BlockKind.FOOTNOTE, note.start, note.end, builder.sections[note.section], note.page, (note,))
    return passages


def _sentence_spans(builder: _Builder, text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The sentences inside a passage; a list of places is one, with the group it stands under."""
    spans: list[tuple[int, int]] = []
    for index, block in enumerate(builder.blocks):
        if block.end <= start or block.start >= end or block.kind is BlockKind.HEADING:
            continue
        if index in builder.place_lists:
            above = builder.blocks[index - 1]
            spans.append((above.start if above.kind is BlockKind.HEADING else block.start, block.end))
        else:
            spans.extend(split_sentences(text, max(start, block.start), min(end, block.end)))
    return tuple(spans)
