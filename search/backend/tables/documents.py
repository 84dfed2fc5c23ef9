"""Documents of their rows, and where their text stands on the pages of their files."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from ingest.codec import decode
from ingest.imprint.correcting import corrected_facts
from ingest.model import Document, Fact, FactName, Footnote, Section, SectionKind
from ingest.places import Box, PageInfo, boxes, unpack
from search.backend.model import DocumentState, StoredDocument
from search.backend.tables.papers import citation_from
from search.backend.tables.passages import read_passages
from search.backend.tables.reading import texts_from
from search.dutch.terms import fold

if TYPE_CHECKING:
    from collections.abc import Collection

    from ingest.model import Citation
    from search.backend.derived import Once
    from search.backend.model import DocumentOrder, Listing
    from search.backend.tables.reading import TableReading

_COLUMNS = (
    "id", "title", "publisher", "year", "kind", "language", "source", "sha256", "ingest_version", "date", "authors",
    "facts",
)  # fmt: skip
_KINDS = (str, str, str, int | None, str, str, str, str, str, str | None, str, str, int, int)
_STORED = f"""
    SELECT {", ".join(_COLUMNS)}, {{passages}}, {{citations}} FROM documents d
    WHERE {{some}} AND IN_SCOPE(key) ORDER BY id"""  # noqa: S608 - names from this module
_WORDS = "(d.title || ' ' || d.publisher || ' ' || d.id)"
# What documents are ordered by, behind whether it is known at all.
_ORDERS: dict[DocumentOrder, str] = {
    "id": "d.id {way}",
    "title": "d.title = '', {title} {way}",
    "kind": "d.kind = '', {kind} {way}",
    "publisher": "d.publisher = '', {publisher} {way}",
    "date": "coalesce(d.date, CAST(d.year AS text)) IS NULL, coalesce(d.date, CAST(d.year AS text)) {way}",
    "passages": "{passages} {way}",
    "citations": "{citations} {way}",
}
_LISTED = """
    SELECT d.id FROM documents d WHERE {words} AND IN_SCOPE(d.key) ORDER BY {order}, d.id LIMIT :most OFFSET :first"""
_COUNT = "SELECT count(*) FROM documents d WHERE {words} AND IN_SCOPE(d.key)"
_COMMON = """
    SELECT {0} FROM documents WHERE {0} <> '' AND IN_SCOPE(key) GROUP BY {0} ORDER BY count(*) DESC, {0} LIMIT :most"""
_TITLES = "SELECT id, title FROM documents WHERE {some} AND IN_SCOPE(key) ORDER BY id"
_CORRECTIONS = "SELECT document, name, value FROM corrections WHERE {some}"
_CHAPTERS = """
    SELECT p.chapter FROM passages p JOIN documents d ON d.key = p.document
    WHERE {some} AND p.chapter <> '' AND IN_SCOPE(d.key) ORDER BY d.id, p.ordinal"""
_VALUE = "SELECT {} FROM documents WHERE id = :document AND IN_SCOPE(key)"
_STATE = "SELECT id, source, sha256, ingest_version FROM documents WHERE {} AND IN_SCOPE(key) ORDER BY key LIMIT 1"
_WITH_TEXT = "SELECT id FROM documents WHERE text_sha256 = :hash AND id <> :id AND IN_SCOPE(key) ORDER BY id LIMIT 1"

_DOCUMENT = """
    SELECT key, title, publisher, year, kind, language, source, sha256, text, date, authors, places, pages, facts
    FROM documents WHERE id = :id AND IN_SCOPE(key)"""
_DOCUMENT_KINDS = (
    int, str, str, int | None, str, str, str, str, str, str | None, str, bytes, str, str,
)  # fmt: skip
_SECTIONS = """
    SELECT position, level, kind, title, path, sdgs, page, line FROM sections WHERE document = :key ORDER BY position"""
_SECTION_KINDS = (int, int, str, str, str, str, int | None, int)
_NOTES = """
    SELECT key, number, text, start, "end", marker, anchor_start, anchor_end, section, page FROM footnotes
    WHERE document = :key ORDER BY key"""
_NOTE_KINDS = (int, int, str, int, int, int | None, int | None, int | None, int, int | None)
_CITATIONS = """
    SELECT v.* FROM citation_values v JOIN citations c ON c.key = v.key WHERE c.document = :key
    ORDER BY v.start, v."end", v.key"""
_MOST_KNOWN = 10_000  # documents that are kept as they were read: the same ones answer many questions


class TableDocuments:
    """See search.backend.documents.Documents.

    ``derived``: what follows from this generation and its scope. ``passages``, ``citations``: how many a document ``d``
    has. ``folded``: a text ``{0}`` as search.dutch.terms.fold has it. ``holds``: whether a text ``{0}`` holds a value
    ``{1}``.
    """

    passages: ClassVar[str]
    citations: ClassVar[str]
    folded: ClassVar[str]
    holds: ClassVar[str]

    def __init__(self, reading: TableReading, derived: Once) -> None:
        self._reading = reading
        self._derived = derived

    def stored(self) -> list[StoredDocument]:
        """Return all documents by id."""
        return self._stored(read_corrections(self._reading), "TRUE")

    def named(self, ids: Collection[str]) -> dict[str, StoredDocument]:
        """Return id -> the document, of those with these ids, by id."""
        known: dict[str, StoredDocument] = self._derived.get("documents", dict)
        found = {id_: known.get(id_) for id_ in sorted(ids)}
        missing = [id_ for id_, document in found.items() if document is None]
        if missing:
            asked = self._reading.texts_among(missing)
            read = self._stored(read_corrections(self._reading, missing), "AMONG(id, :ids)", ids=asked)
            found |= {document.id: document for document in read}
            if len(known) > _MOST_KNOWN:
                known.clear()
            known.update({document.id: document for document in read})
        return {id_: document for id_, document in found.items() if document is not None}

    def keys(self) -> dict[str, int]:
        """Return id -> key of each document, by id."""
        return dict(self._reading.typed((str, int), "SELECT id, key FROM documents WHERE IN_SCOPE(key) ORDER BY id"))

    def count(self, words: str = "") -> int:
        """Return the number of documents, or of those that a listing with these words holds."""
        condition, values = self._called(words)
        return int(self._reading.value(_COUNT.format(words=condition), **values))

    def listed(self, asked: Listing) -> list[StoredDocument]:
        """Return the documents of a page of a list, in its order."""
        condition, values = self._called(asked.words)
        folded = {name: self.folded.format(f"d.{name}") for name in ("title", "kind", "publisher")}
        way = "DESC" if asked.descending else "ASC"
        order = _ORDERS[asked.order].format(way=way, passages=self.passages, citations=self.citations, **folded)
        sql = _LISTED.format(words=condition, order=order)
        ids = [id_ for (id_,) in self._reading.typed((str,), sql, first=asked.first, most=asked.most, **values)]
        known = self.named(ids)
        return [known[id_] for id_ in ids]

    def common(self, name: Literal["kind", "publisher"], most: int) -> list[str]:
        """Return the values that most documents have, most first."""
        return [value for (value,) in self._reading.typed((str,), _COMMON.format(name), most=most)]

    def _called(self, words: str) -> tuple[str, dict[str, str]]:
        """Return (the condition on ``documents d`` that each word stands in what a document is called, its values)."""
        values = {f"word{number}": word for number, word in enumerate(fold(words).split())}
        called = self.folded.format(_WORDS)
        return " AND ".join(self.holds.format(called, f":{name}") for name in values) or "TRUE", values

    def _stored(self, corrections: dict[str, dict[FactName, str]], some: str, **values: object) -> list[StoredDocument]:
        names = (*_COLUMNS, "passages", "citations")
        found = []
        sql = _STORED.format(passages=self.passages, citations=self.citations, some=some)
        for row in self._reading.typed(_KINDS, sql, **values):
            cells = dict(zip(names, row, strict=True))
            facts = corrected_facts(decode(cells["facts"], tuple[Fact, ...]), corrections.get(cells["id"], {}))
            found.append(StoredDocument(**cells | {"authors": texts_from(cells["authors"]), "facts": facts}))
        return found

    def whole(self, document: str) -> Document | None:
        """Return a document with all that is stored of it; None for none."""
        return read_whole(self._reading, document)

    def corrections(self, document: str) -> dict[FactName, str]:
        """Return what users corrected of the document with this id."""
        return read_corrections(self._reading, [document]).get(document, {})

    def titles(self, ids: Collection[str] | None = None) -> dict[str, str]:
        """Return document id -> title."""
        some, values = ("TRUE", {}) if ids is None else ("AMONG(id, :ids)", {"ids": self._reading.texts_among(ids)})
        return dict(self._reading.typed((str, str), _TITLES.format(some=some), **values))

    def _value(self, column: str, document: str) -> Any:  # noqa: ANN401 - whatever the column holds
        return self._reading.value(_VALUE.format(column), document=document)

    def text(self, document: str) -> str | None:
        """Return the text of a document, None when there is none."""
        rows = self._reading.typed((str,), _VALUE.format("text"), document=document)
        return rows[0][0] if rows else None

    def chapters(self, document: str | None = None) -> list[str]:
        """Return the titles of the chapters that hold passages, documents by id, in the order of the text."""
        some, values = ("TRUE", {}) if document is None else ("d.id = :document", {"document": document})
        rows = self._reading.typed((str,), _CHAPTERS.format(some=some), **values)
        return list(dict.fromkeys(chapter for (chapter,) in rows))

    def pages(self, document: str) -> tuple[PageInfo, ...]:
        """Return label and size of each page of the document's file."""
        found = self._value("pages", document)
        return () if found is None else decode(found, tuple[PageInfo, ...])

    def boxes(self, document: str, start: int, end: int) -> tuple[Box, ...]:
        """Return the rectangles that the characters [start, end) of a document fill, one for each printed line."""
        found = self._value("places", document)
        return () if found is None else boxes(unpack(found), start, end)

    def _state(self, condition: str, **values: object) -> DocumentState | None:
        rows = self._reading.typed((str,) * 4, _STATE.format(condition), **values)
        return DocumentState(*rows[0]) if rows else None

    def state(self, document: str) -> DocumentState | None:
        """Return the state in which the document with this id was read, None when there is none."""
        return self._state("id = :id", id=document)

    def from_source(self, source: str) -> DocumentState | None:
        """Return the document that was read from this file, the one added first; None when there is none."""
        return self._state("source = :source", source=source)

    def with_content(self, sha256: str, ingest_version: str) -> str | None:
        """Return the id of the document that this reader made of a file with this hash, None when there is none."""
        found = self._state("sha256 = :sha256 AND ingest_version = :version", sha256=sha256, version=ingest_version)
        return None if found is None else found.id

    def with_text(self, text: str, besides: str) -> str | None:
        """Return the first id of a document with the same words, the one with the id ``besides`` left out."""
        found: str | None = self._reading.value(_WITH_TEXT, hash=text_sha256(text), id=besides)
        return found


def text_sha256(text: str) -> str:
    """Return what tells texts apart: two files that hold the same words have the same."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()


def read_corrections(reading: TableReading, ids: Collection[str] | None = None) -> dict[str, dict[FactName, str]]:
    """Return document id -> what users corrected of it, of all documents or of those with these ids."""
    found: dict[str, dict[FactName, str]] = {}
    some, values = ("TRUE", {}) if ids is None else ("AMONG(document, :ids)", {"ids": reading.texts_among(ids)})
    for document, name, value in reading.typed((str,) * 3, _CORRECTIONS.format(some=some), **values):
        found.setdefault(document, {})[FactName(name)] = value
    return found


def read_whole(reading: TableReading, id_: str) -> Document | None:
    """Return the document with this id, without its blocks, which are not stored; None when there is none."""
    rows = reading.typed(_DOCUMENT_KINDS, _DOCUMENT, id=id_)
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
            Section(index, level, SectionKind(sort), name, texts_from(path), decode(sdgs, tuple[int, ...]), page, place)
            for index, level, sort, name, path, sdgs, page, place in reading.typed(_SECTION_KINDS, _SECTIONS, key=key)
        ),
        blocks=(),
        footnotes=tuple(
            Footnote(*(*values, tuple(of_notes.get(note, ()))))
            for note, *values in reading.typed(_NOTE_KINDS, _NOTES, key=key)
        ),
        citations=tuple(citations),
        passages=tuple(sorted(passages.values(), key=lambda passage: passage.ordinal)),
        date=date,
        authors=texts_from(authors),
        places=unpack(places),
        pages=decode(pages, tuple[PageInfo, ...]),
        facts=decode(facts, tuple[Fact, ...]),
    )
