"""Citations of their rows, what they call the papers they name, and how often each goal is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ingest.codec import columns, from_row
from ingest.model import Citation
from search.backend.model import GoalCount, PaperNames, StoredCitation
from search.dutch.terms import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from search.backend.tables.reading import TableReading

CITATION_COLUMNS = columns(Citation)  # in the order of the view citation_values
_CITATIONS = """
    SELECT d.id, f.anchor_start, f.anchor_end, f.page, v.* FROM citation_values v JOIN citations c ON c.key = v.key
    JOIN documents d ON d.key = c.document LEFT JOIN footnotes f ON f.key = v.footnote_key
    WHERE {some} AND IN_SCOPE(c.document) ORDER BY d.id, coalesce(f.marker, v.start), v.start, v.key"""
_OF = "{}.document IN (SELECT key FROM documents WHERE AMONG(id, :ids))"
_CITATION_KINDS = (str, int | None, int | None, int | None, int)
_TITLES = """
    SELECT c.paper, c.title FROM citations c JOIN documents d ON d.key = c.document
    WHERE {asked} AND c.title IS NOT NULL AND IN_SCOPE(c.document) ORDER BY d.id, c.start"""
_PEOPLE = """
    SELECT c.paper, s.name FROM citations c JOIN documents d ON d.key = c.document
    JOIN citation_submitters s ON s.citation = c.key
    WHERE {asked} AND IN_SCOPE(c.document) ORDER BY d.id, c.start, s.position"""
_GOALS = """
    SELECT d.id, d.title, p.chapter, s.sdg, count(*) FROM passage_sdgs s JOIN passages p ON p.key = s.passage
    JOIN documents d ON d.key = p.document WHERE IN_SCOPE(p.document) GROUP BY d.id, d.title, p.chapter, s.sdg
    ORDER BY d.id, min(min(p.ordinal)) OVER (PARTITION BY d.id, p.chapter), s.sdg"""


class TablePapers:
    """See search.backend.protocol.Papers.

    ``shown``: gives (citation, the passage ``p`` that shows it) where ``{some}``, of several for one the last one
    counts: a footnote's own passage only where none of the running text shows it. ``asked``: whether the paper of a
    citation ``c`` is one of ``:ids``, upper and lower case being one.
    """

    shown: ClassVar[str]
    asked: ClassVar[str]

    def __init__(self, reading: TableReading) -> None:
        self._reading = reading

    def citations(self, documents: Collection[str] | None = None) -> list[StoredCitation]:
        """Return all citations, or those of these documents, documents by id, in reading order."""
        citing, showing, values = "TRUE", "TRUE", {}
        if documents is not None:
            citing, showing = _OF.format("c"), _OF.format("p")
            values = {"ids": self._reading.texts_among(documents)}
        shown: dict[int, int] = dict(self._reading.typed((int, int), self.shown.format(some=showing), **values))
        found = []
        rows = self._reading.typed(_CITATION_KINDS, _CITATIONS.format(some=citing), **values)
        for document, start, end, page, key, _, *cells in rows:
            anchor = None if start is None else (start, end)
            found.append(StoredCitation(document, citation_from(cells), shown.get(key), anchor, page))
        return found

    def names(self, ids: Collection[str]) -> dict[str, PaperNames]:
        """Return what the documents call the papers with these ids."""
        asked = self._reading.texts_among(ids)
        titles: dict[str, str] = {}
        for paper, title in self._reading.typed((str, str), _TITLES.format(asked=self.asked), ids=asked):
            titles.setdefault(paper.casefold(), title)
        people: dict[str, dict[str, str]] = {}
        for paper, name in self._reading.typed((str, str), _PEOPLE.format(asked=self.asked), ids=asked):
            people.setdefault(paper.casefold(), {}).setdefault(fold(name), name)
        return {
            id_: PaperNames(titles.get(id_.casefold(), ""), tuple(people.get(id_.casefold(), {}).values()))
            for id_ in ids
        }

    def goals(self) -> list[GoalCount]:
        """Return how often each chapter names each goal, documents by id, in the order of the text."""
        return [GoalCount(*row) for row in self._reading.typed((str, str, str, int, int), _GOALS)]


def citation_from(row: Sequence[Any]) -> Citation:
    """Build the citation of a row of CITATION_COLUMNS."""
    return from_row(Citation, CITATION_COLUMNS, row)
