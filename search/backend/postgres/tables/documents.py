"""Documents as wholes, and where their text stands on the pages of their files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ingest.codec import decode
from ingest.imprint.correcting import corrected_facts
from ingest.model import Document, Fact, FactName, Footnote, Section, SectionKind
from ingest.places import Box, PageInfo, boxes, unpack
from search.backend.model import DocumentState, StoredDocument
from search.backend.postgres.tables.passages import read_passages
from search.backend.sqlite.documents import text_sha256
from search.backend.sqlite.papers import citation_from
from search.backend.sqlite.reading import texts_from
from search.dutch.terms import fold

if TYPE_CHECKING:
    from collections.abc import Collection

    from ingest.model import Citation
    from search.backend.model import DocumentOrder, Listing
    from search.backend.postgres.access.reading import Reading

_COLUMNS = (
    "id", "title", "publisher", "year", "kind", "language", "source", "sha256", "ingest_version", "date", "authors",
    "facts", "passages", "citations",
)  # fmt: skip
_STORED = f"""
    SELECT {", ".join(_COLUMNS)} FROM documents
    WHERE (%(ids)s::text[] IS NULL OR id = ANY(%(ids)s::text[])) AND IN_SCOPE(key) ORDER BY id"""  # noqa: S608
# As search.dutch.terms.fold has it: accents are taken off, the case of letters that have none is the ASCII one.
_FOLDED = "lower(regexp_replace(normalize({0}, NFKD), '[\u0300-\u036f]', '', 'g'))"
_WORDS = _FOLDED.format("(d.title || ' ' || d.publisher || ' ' || d.id)")
# What documents are ordered by, behind whether it is known at all.
_ORDERS: dict[DocumentOrder, str] = {
    "id": "d.id {way}",
    "title": f"d.title = '', {_FOLDED.format('d.title')} {{way}}",
    "kind": f"d.kind = '', {_FOLDED.format('d.kind')} {{way}}",
    "publisher": f"d.publisher = '', {_FOLDED.format('d.publisher')} {{way}}",
    "date": "coalesce(d.date, d.year::text) IS NULL, coalesce(d.date, d.year::text) {way}",
    "passages": "d.passages {way}",
    "citations": "d.citations {way}",
}
_COMMON = """
    SELECT {0} FROM documents WHERE {0} <> '' AND IN_SCOPE(key) GROUP BY {0} ORDER BY count(*) DESC, {0}
    LIMIT %(most)s"""
_TITLES = """
    SELECT id, title FROM documents WHERE (%(ids)s::text[] IS NULL OR id = ANY(%(ids)s::text[])) AND IN_SCOPE(key)
    ORDER BY id"""
_CHAPTERS = """
    SELECT p.chapter FROM passages p JOIN documents d ON d.key = p.document
    WHERE (%(document)s::text IS NULL OR d.id = %(document)s) AND p.chapter <> '' AND IN_SCOPE(d.key)
    ORDER BY d.id, p.ordinal"""
_CORRECTIONS = """
    SELECT document, name, value FROM corrections WHERE %(ids)s::text[] IS NULL OR document = ANY(%(ids)s::text[])"""
_VALUE = "SELECT {} FROM documents WHERE id = %(document)s AND IN_SCOPE(key)"
_STATE = "SELECT id, source, sha256, ingest_version FROM documents WHERE {} AND IN_SCOPE(key) ORDER BY key LIMIT 1"
_WITH_TEXT = """
    SELECT id FROM documents WHERE text_sha256 = %(hash)s AND id <> %(id)s AND IN_SCOPE(key) ORDER BY id LIMIT 1"""

_DOCUMENT = """
    SELECT key, title, publisher, year, kind, language, source, sha256, text, date, authors, places, pages, facts
    FROM documents WHERE id = %(id)s AND IN_SCOPE(key)"""
_SECTIONS = """
    SELECT position, level, kind, title, path, sdgs, page, line FROM sections WHERE document = %(key)s
    ORDER BY position"""
_NOTES = """
    SELECT key, number, text, start, "end", marker, anchor_start, anchor_end, section, page FROM footnotes
    WHERE document = %(key)s ORDER BY key"""
_CITATIONS = """
    SELECT v.* FROM citation_values v JOIN citations c ON c.key = v.key WHERE c.document = %(key)s
    ORDER BY v.start, v."end", v.key"""


class PostgresDocuments:
    """See search.backend.documents.Documents."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def stored(self) -> list[StoredDocument]:
        """Return all documents by id."""
        return self._known(None)

    def named(self, ids: Collection[str]) -> dict[str, StoredDocument]:
        """Return id -> the document, of those with these ids."""
        return {document.id: document for document in self._known([*ids])}

    def keys(self) -> dict[str, int]:
        """Return id -> key of each document, by id."""
        return dict(self._reading.rows("SELECT id, key FROM documents WHERE IN_SCOPE(key) ORDER BY id"))

    def count(self, words: str = "") -> int:
        """Return the number of documents, or of those that a listing with these words holds."""
        condition, values = _named_by(words)
        sql = f"SELECT count(*) FROM documents d WHERE {condition} AND IN_SCOPE(d.key)"  # noqa: S608 - values are bound
        return int(self._reading.value(sql, **values))

    def listed(self, asked: Listing) -> list[StoredDocument]:
        """Return the documents of a page of a list, in its order."""
        condition, values = _named_by(asked.words)
        order = _ORDERS[asked.order].format(way="DESC" if asked.descending else "ASC")
        sql = (
            f"SELECT d.id FROM documents d WHERE {condition} AND IN_SCOPE(d.key) "  # noqa: S608 - values are bound
            f"ORDER BY {order}, d.id LIMIT %(most)s OFFSET %(first)s"
        )
        ids = self._reading.column(sql, first=asked.first, most=asked.most, **values)
        known = self.named(ids)
        return [known[id_] for id_ in ids]

    def common(self, name: Literal["kind", "publisher"], most: int) -> list[str]:
        """Return the values that most documents have, most first."""
        return self._reading.column(_COMMON.format(name), most=most)

    def _known(self, ids: list[str] | None) -> list[StoredDocument]:
        """Return documents by id, all of them for None."""
        corrections = read_corrections(self._reading, ids)
        found = []
        for row in self._reading.rows(_STORED, ids=ids):
            values = dict(zip(_COLUMNS, row, strict=True))
            facts = corrected_facts(decode(values["facts"], tuple[Fact, ...]), corrections.get(values["id"], {}))
            found.append(StoredDocument(**values | {"authors": texts_from(values["authors"]), "facts": facts}))
        return found

    def whole(self, document: str) -> Document | None:
        """Return a document with all that is stored of it; None for none."""
        return read_whole(self._reading, document)

    def corrections(self, document: str) -> dict[FactName, str]:
        """Return what users corrected of the document with this id."""
        return read_corrections(self._reading, [document]).get(document, {})

    def titles(self, ids: Collection[str] | None = None) -> dict[str, str]:
        """Return document id -> title."""
        return dict(self._reading.rows(_TITLES, ids=None if ids is None else [*ids]))

    def _value(self, column: str, document: str) -> Any:  # noqa: ANN401 - whatever the column holds
        return self._reading.value(_VALUE.format(column), document=document)

    def text(self, document: str) -> str | None:
        """Return the text of a document, None when there is none."""
        rows = self._reading.rows(_VALUE.format("text"), document=document)
        return rows[0][0] if rows else None

    def chapters(self, document: str | None = None) -> list[str]:
        """Return the titles of the chapters that hold passages, documents by id, in the order of the text."""
        rows = self._reading.rows(_CHAPTERS, document=document)
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
        rows = self._reading.rows(_STATE.format(condition), **values)
        return DocumentState(*rows[0]) if rows else None

    def state(self, document: str) -> DocumentState | None:
        """Return the state in which the document with this id was read, None when there is none."""
        return self._state("id = %(id)s", id=document)

    def from_source(self, source: str) -> DocumentState | None:
        """Return the document that was read from this file, the one added first; None when there is none."""
        return self._state("source = %(source)s", source=source)

    def with_content(self, sha256: str, ingest_version: str) -> str | None:
        """Return the id of the document that this reader made of a file with this hash, None when there is none."""
        found = self._state(
            "sha256 = %(sha256)s AND ingest_version = %(version)s", sha256=sha256, version=ingest_version
        )
        return None if found is None else found.id

    def with_text(self, text: str, besides: str) -> str | None:
        """Return the first id of a document with the same words, the one with the id ``besides`` left out."""
        found: str | None = self._reading.value(_WITH_TEXT, hash=text_sha256(text), id=besides)
        return found


def _named_by(words: str) -> tuple[str, dict[str, str]]:
    """Return (the condition on ``documents d`` that each word stands in what a document is called, its values)."""
    values = {f"word{number}": word for number, word in enumerate(fold(words).split())}
    return " AND ".join(f"strpos({_WORDS}, %({name})s) > 0" for name in values) or "TRUE", values


def read_corrections(reading: Reading, ids: Collection[str] | None = None) -> dict[str, dict[FactName, str]]:
    """Return document id -> what users corrected of it, of all documents or of those with these ids."""
    found: dict[str, dict[FactName, str]] = {}
    for id_, name, value in reading.rows(_CORRECTIONS, ids=ids):
        found.setdefault(id_, {})[FactName(name)] = value
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
    passages = read_passages(reading, reading.column("SELECT key FROM passages WHERE document = %(key)s", key=key))
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
            for index, level, sort, name, path, sdgs, page, place in reading.rows(_SECTIONS, key=key)
        ),
        blocks=(),
        footnotes=tuple(
            Footnote(*(*values, tuple(of_notes.get(note, ())))) for note, *values in reading.rows(_NOTES, key=key)
        ),
        citations=tuple(citations),
        passages=tuple(sorted(passages.values(), key=lambda passage: passage.ordinal)),
        date=date,
        authors=texts_from(authors),
        places=unpack(places),
        pages=decode(pages, tuple[PageInfo, ...]),
        facts=decode(facts, tuple[Fact, ...]),
    )
