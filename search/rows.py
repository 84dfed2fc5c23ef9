"""Rows of the store <-> the dataclasses of ingest.model. Writes a document's rows, reads passages back."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ingest.model import BlockKind, Citation, CitationKind, Footnote, Passage, Verdict
from search.dutch import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from ingest.model import Document

_CITATION = (
    'start, "end", text, kind, id, url, dossier, suffix, number, chamber, session_year, title, submitters, cosigned, '
    "verdict, likely_id, reason, footnote"
)
_FOOTNOTE = 'number, text, start, "end", marker, anchor_start, anchor_end, section, page'
CHUNK = 500  # keys in one SQL statement


def chunks(keys: Sequence[int]) -> Iterable[tuple[str, Sequence[int]]]:
    """Yield (placeholders, keys) in pieces that one SQL statement can take."""
    for first in range(0, len(keys), CHUNK):
        part = keys[first : first + CHUNK]
        yield ",".join("?" * len(part)), part


def _insert(db: sqlite3.Connection, table: str, columns: str, values: Sequence[object]) -> int:
    marks = ",".join("?" * len(values))
    cursor = db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608 - names from this module
    return int(cursor.lastrowid or 0)


def citation_from(row: Sequence[Any]) -> Citation:
    """Build the citation of a row of CITATION columns."""
    start, end, text, kind, *plain, submitters, cosigned, verdict, likely, reason, footnote = row
    return Citation(
        start, end, text, CitationKind(kind), *plain, submitters=tuple(json.loads(submitters)), cosigned=bool(cosigned),
        verdict=Verdict(verdict), likely_id=likely, reason=reason, footnote=footnote,
    )  # fmt: skip


class DocumentRows:
    """Writes one document; remembers which footnotes and citations have a row, since passages share them."""

    def __init__(self, db: sqlite3.Connection, document: Document, ingest_version: str) -> None:
        self.db = db
        self.key = _insert(
            db,
            "documents",
            "id, title, publisher, year, kind, language, source, sha256, ingest_version, text",
            (
                document.id, document.title, document.publisher, document.year, document.kind, document.language,
                document.source, document.sha256, ingest_version, document.text,
            ),
        )  # fmt: skip
        self._footnotes: dict[tuple[int, int], int] = {}
        self._citations: dict[Citation, int] = {}
        for section in document.sections:
            _insert(
                db,
                "sections",
                "document, position, level, kind, title, path, sdgs, page, line",
                (
                    self.key, section.index, section.level, section.kind, section.title, json.dumps(section.path),
                    json.dumps(section.sdgs), section.page, section.line,
                ),
            )  # fmt: skip
        for footnote in document.footnotes:
            self._footnote(footnote)
        for citation in document.citations:
            self._citation(citation, None)

    def _footnote(self, note: Footnote) -> int:
        key = self._footnotes.get((note.start, note.number))
        if key is None:
            values = (
                self.key, note.number, note.text, note.start, note.end, note.marker, note.anchor_start, note.anchor_end,
                note.section, note.page,
            )  # fmt: skip
            key = _insert(self.db, "footnotes", f"document, {_FOOTNOTE}", values)
            self._footnotes[note.start, note.number] = key
            for citation in note.citations:
                self._citation(citation, key)
        return key

    def _citation(self, cite: Citation, footnote_key: int | None) -> int:
        key = self._citations.get(cite)
        if key is None:
            values = (
                self.key, footnote_key, cite.start, cite.end, cite.text, cite.kind, cite.id, cite.url, cite.dossier,
                cite.suffix, cite.number, cite.chamber, cite.session_year, cite.title, json.dumps(cite.submitters),
                cite.cosigned, cite.verdict, cite.likely_id, cite.reason, cite.footnote,
            )  # fmt: skip
            key = _insert(self.db, "citations", f"document, footnote_key, {_CITATION}", values)
            self._citations[cite] = key
        return key

    def add_passage(self, passage: Passage, vector: NDArray[Any], sentences: NDArray[Any]) -> tuple[int, list[int]]:
        """Write a passage with its vector and those of its sentences; return its key and theirs."""
        key = _insert(
            self.db,
            "passages",
            'document, id, ordinal, kind, start, "end", text, chapter, chapter_folded, section, section_path, page, vector',
            (
                self.key, passage.id, passage.ordinal, passage.kind, passage.start, passage.end, passage.text,
                passage.chapter, fold(passage.chapter), passage.section, json.dumps(passage.section_path), passage.page,
                vector.tobytes(),
            ),
        )  # fmt: skip
        keys = [
            _insert(self.db, "sentences", 'passage, start, "end", vector', (key, start, end, sentence.tobytes()))
            for (start, end), sentence in zip(passage.sentences, sentences, strict=True)
        ]
        for sdg in passage.sdgs:
            _insert(self.db, "passage_sdgs", "sdg, passage", (sdg, key))
        for position, note in enumerate(passage.footnotes):
            _insert(self.db, "passage_footnotes", "passage, position, footnote", (key, position, self._footnote(note)))
        for position, cite in enumerate(passage.citations):
            values = (key, position, self._citation(cite, None))
            _insert(self.db, "passage_citations", "passage, position, citation", values)
        return key, keys


def read_passages(db: sqlite3.Connection, keys: Sequence[int]) -> dict[int, Passage]:
    """Return the passages with these keys, footnotes and citations included."""
    lists: dict[str, defaultdict[int, list[Any]]] = {
        name: defaultdict(list) for name in ("sentences", "sdgs", "notes", "cites", "note_cites")
    }
    rows: list[Any] = []
    for marks, part in chunks(keys):
        rows += db.execute(
            'SELECT p.key, p.id, d.id, p.ordinal, p.kind, p.start, p."end", p.text, p.chapter, p.section, p.section_path, p.page '
            f"FROM passages p JOIN documents d ON d.key = p.document WHERE p.key IN ({marks})",  # noqa: S608
            part,
        )
        for key, *span in db.execute(f'SELECT passage, start, "end" FROM sentences WHERE passage IN ({marks}) ORDER BY key', part):  # noqa: S608
            lists["sentences"][key].append(tuple(span))
        for key, sdg in db.execute(f"SELECT passage, sdg FROM passage_sdgs WHERE passage IN ({marks}) ORDER BY sdg", part):  # noqa: S608
            lists["sdgs"][key].append(sdg)
        for key, note, *values in db.execute(
            f"SELECT pf.passage, f.key, {_qualified(_FOOTNOTE, 'f')} FROM passage_footnotes pf "  # noqa: S608
            f"JOIN footnotes f ON f.key = pf.footnote WHERE pf.passage IN ({marks}) ORDER BY pf.passage, pf.position",
            part,
        ):
            lists["notes"][key].append((note, values))
        for key, *values in db.execute(
            f"SELECT pc.passage, {_qualified(_CITATION, 'c')} FROM passage_citations pc "  # noqa: S608
            f"JOIN citations c ON c.key = pc.citation WHERE pc.passage IN ({marks}) ORDER BY pc.passage, pc.position",
            part,
        ):
            lists["cites"][key].append(citation_from(values))
    note_keys = sorted({note for notes in lists["notes"].values() for note, _ in notes})
    for marks, part in chunks(note_keys):
        for key, *values in db.execute(
            f"SELECT footnote_key, {_CITATION} FROM citations WHERE footnote_key IN ({marks}) ORDER BY key",  # noqa: S608
            part,
        ):
            lists["note_cites"][key].append(citation_from(values))
    return {
        key: Passage(
            id_, document, ordinal, BlockKind(kind), start, end, text, chapter, section, tuple(json.loads(path)),
            tuple(lists["sdgs"][key]), page, tuple(lists["sentences"][key]),
            tuple(Footnote(*values, citations=tuple(lists["note_cites"][note])) for note, values in lists["notes"][key]),
            tuple(lists["cites"][key]),
        )
        for key, id_, document, ordinal, kind, start, end, text, chapter, section, path, page in rows
    }  # fmt: skip


def _qualified(columns: str, alias: str) -> str:
    return ", ".join(f"{alias}.{column.strip()}" for column in columns.split(","))
