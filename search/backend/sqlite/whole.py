"""Everything that is stored of one document, put together again, and what users corrected of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ingest.codec import decode
from ingest.model import Document, Fact, FactName, Footnote, Section, SectionKind
from ingest.places import PageInfo, unpack
from search.backend.sqlite.papers import citation_from
from search.backend.sqlite.passages import read_passages

if TYPE_CHECKING:
    from ingest.model import Citation
    from search.backend.sqlite.reading import Reading

_DOCUMENT = """
    SELECT key, title, publisher, year, kind, language, source, sha256, text, date, authors, places, pages, facts
    FROM documents WHERE id = :id AND IN_SCOPE(key)"""
_SECTIONS = """
    SELECT position, level, kind, title, path, sdgs, page, line FROM sections WHERE document = :key ORDER BY position"""
_NOTES = """
    SELECT key, number, text, start, "end", marker, anchor_start, anchor_end, section, page FROM footnotes
    WHERE document = :key ORDER BY key"""
_CITATIONS = """
    SELECT v.* FROM citation_values v JOIN citations c ON c.key = v.key WHERE c.document = :key
    ORDER BY v.start, v."end", v.key"""


def read_corrections(reading: Reading) -> dict[str, dict[FactName, str]]:
    """Return document id -> what users corrected of it."""
    found: dict[str, dict[FactName, str]] = {}
    for document, name, value in reading.rows("SELECT document, name, value FROM corrections"):
        found.setdefault(document, {})[FactName(name)] = value
    return found


def read_whole(reading: Reading, id_: str) -> Document | None:
    """Return the document with this id, without its blocks, which are not stored; None when there is none."""
    rows = reading.rows(_DOCUMENT, id=id_)
    if not rows:
        return None
    key, title, publisher, year, kind, language, source, sha256, text, date, authors, places, pages, facts = rows[0]
    of_notes: dict[int, list[Citation]] = {}
    citations: list[Citation] = []
    for _, note, *values in reading.rows(_CITATIONS, key=key):
        citations.append(citation_from(values))
        of_notes.setdefault(note, []).append(citations[-1])
    passages = read_passages(reading, reading.column("SELECT key FROM passages WHERE document = :key", key=key))
    return Document(
        id=id_,
        title=title,
        publisher=publisher,
        year=year,
        kind=kind,
        language=language,
        source=source,
        sha256=sha256,
        text=text,
        sections=tuple(
            Section(
                index, level, SectionKind(sort), name, tuple(json.loads(path)), tuple(json.loads(sdgs)), page, place
            )
            for index, level, sort, name, path, sdgs, page, place in reading.rows(_SECTIONS, key=key)
        ),
        blocks=(),
        footnotes=tuple(
            Footnote(*values, citations=tuple(of_notes.get(note, ())))
            for note, *values in reading.rows(_NOTES, key=key)
        ),
        citations=tuple(citations),
        passages=tuple(sorted(passages.values(), key=lambda passage: passage.ordinal)),
        date=date,
        authors=tuple(json.loads(authors)),
        places=unpack(places),
        pages=tuple(PageInfo(*page) for page in json.loads(pages)),
        facts=decode(facts, tuple[Fact, ...]),
    )
