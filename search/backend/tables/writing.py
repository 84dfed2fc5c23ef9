"""A document as rows: which tables they go into, in which order, and which rows refer to which."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ingest.codec import columns, encode, to_row
from ingest.model import Footnote
from ingest.places import pack
from search.backend.tables.documents import text_sha256
from search.backend.tables.papers import CITATION_COLUMNS
from search.dutch.abbreviations import defined
from search.dutch.terms import fold, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ingest.model import Citation, Document, Passage
    from search.backend.model import Entry

_FOOTNOTE_COLUMNS = columns(Footnote, without=("citations",))
#: Table -> the columns of its rows, in the order in which the tables are filled: what is referred to comes first.
COLUMNS: dict[str, Sequence[str]] = {
    "documents": (
        "key", "id", "title", "publisher", "year", "kind", "language", "source", "sha256", "ingest_version", "text",
        "date", "authors", "text_sha256", "places", "pages", "facts",
    ),
    "sections": ("document", "position", "level", "kind", "title", "path", "sdgs", "page", "line"),
    "footnotes": ("key", "document", *_FOOTNOTE_COLUMNS),
    "citations": ("key", "document", "footnote_key", *CITATION_COLUMNS),
    "citation_submitters": ("citation", "position", "folded", "name"),
    "passages": (
        "key", "document", "id", "ordinal", "kind", "start", "end", "text", "chapter", "chapter_folded", "section",
        "section_path", "page",
    ),
    "sentences": ("key", "passage", "start", "end"),
    "passage_sdgs": ("sdg", "passage"),
    "passage_suggested_sdgs": ("passage", "position", "sdg"),
    "passage_footnotes": ("passage", "position", "footnote"),
    "passage_citations": ("passage", "position", "citation"),
    "abbreviations": ("document", "short", "long", "stems", "words"),
}  # fmt: skip


class DocumentRows(ABC):
    """The rows of one document; remembers which footnotes and citations have one, since passages share them.

    ``key``: of the document; ``passages``: by key, in the order of the text; ``rows``: by table, as ``COLUMNS`` says,
    and those that a store adds.
    """

    def __init__(self, entry: Entry) -> None:
        document, embedding = entry.document, entry.embedding
        self.rows: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._footnotes: dict[tuple[int, int], int] = {}
        self._citations: dict[Citation, int] = {}
        self.key = self.new_key("documents")
        self._add_document(document, entry.ingest_version)
        self.passages: dict[int, Passage] = {}
        given = zip(document.passages, embedding.passages, embedding.sentences, embedding.suggested_sdgs, strict=True)
        for passage, vector, sentences, sdgs in sorted(given, key=lambda each: each[0].ordinal):
            key = self._add_passage(passage, sdgs)
            numbers = [self.new_key("sentences") for _ in passage.sentences]
            spans = zip(numbers, passage.sentences, sentences, strict=True)
            self.rows["sentences"] += ((number, key, start, end) for number, (start, end), _ in spans)
            self.add_vectors(key, vector, numbers, sentences)
            self.passages[key] = passage

    @abstractmethod
    def new_key(self, table: str) -> int:
        """Return a key for a new row of this table, higher than all that were given before."""

    @abstractmethod
    def add_vectors(self, passage: int, vector: NDArray[Any], sentences: Sequence[int], parts: NDArray[Any]) -> None:
        """Add the vector of a passage and those of its sentences, whose keys these are."""

    def _add_document(self, document: Document, ingest_version: str) -> None:
        row = (
            self.key, document.id, document.title, document.publisher, document.year, document.kind, document.language,
            document.source, document.sha256, ingest_version, document.text, document.date,
            json.dumps(document.authors), text_sha256(document.text), pack(document.places),
            json.dumps(document.pages), encode(document.facts).decode(),
        )  # fmt: skip
        self.rows["documents"].append(row)
        for section in document.sections:
            values = (
                self.key, section.index, section.level, section.kind, section.title, json.dumps(section.path),
                json.dumps(section.sdgs), section.page, section.place,
            )  # fmt: skip
            self.rows["sections"].append(values)
        for footnote in document.footnotes:
            self._footnote(footnote)
        for citation in document.citations:
            self._citation(citation, None)
        for short, long in sorted(defined(document.text)):
            self.rows["abbreviations"].append((self.key, short, long, *stems_of(long)))

    def _footnote(self, note: Footnote) -> int:
        key = self._footnotes.get((note.start, note.number))
        if key is None:
            key = self._footnotes[note.start, note.number] = self.new_key("footnotes")
            self.rows["footnotes"].append((key, self.key, *to_row(note, _FOOTNOTE_COLUMNS)))
            for citation in note.citations:
                self._citation(citation, key)
        return key

    def _citation(self, cite: Citation, footnote_key: int | None) -> int:
        key = self._citations.get(cite)
        if key is None:
            key = self._citations[cite] = self.new_key("citations")
            self.rows["citations"].append((key, self.key, footnote_key, *to_row(cite, CITATION_COLUMNS)))
            submitters = enumerate(cite.submitters)
            self.rows["citation_submitters"] += ((key, position, fold(name), name) for position, name in submitters)
        return key

    def _add_passage(self, passage: Passage, suggested_sdgs: Sequence[int]) -> int:
        key = self.new_key("passages")
        row = (
            key, self.key, passage.id, passage.ordinal, passage.kind, passage.start, passage.end, passage.text,
            passage.chapter, fold(passage.chapter), passage.section, json.dumps(passage.section_path), passage.page,
        )  # fmt: skip
        self.rows["passages"].append(row)
        self.rows["passage_sdgs"] += ((sdg, key) for sdg in passage.sdgs)
        self.rows["passage_suggested_sdgs"] += ((key, position, sdg) for position, sdg in enumerate(suggested_sdgs))
        notes = enumerate(map(self._footnote, passage.footnotes))
        self.rows["passage_footnotes"] += ((key, position, note) for position, note in notes)
        cites = enumerate(self._citation(cite, None) for cite in passage.citations)
        self.rows["passage_citations"] += ((key, position, cite) for position, cite in cites)
        return key


def stems_of(long: str) -> tuple[str, int]:
    """Return the stems of what an abbreviation stands for, with spaces between them, and of how many words it is."""
    words = long.split()
    return " ".join(map(stem, words)), len(words)


def quoted(names: Sequence[str]) -> str:
    """Return column names as SQL; "end" is a word of its own there."""
    return ", ".join(f'"{name}"' for name in names)
