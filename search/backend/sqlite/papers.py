"""Citations, what they call the papers they name, and how often each goal is named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ingest.codec import columns, from_row
from ingest.model import Citation
from search.backend.model import GoalCount, PaperNames, StoredCitation
from search.dutch.terms import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from search.backend.sqlite.reading import Reading

CITATION_COLUMNS = columns(Citation)  # in the order of the view citation_values
_CITATIONS = """
    SELECT d.id, f.anchor_start, f.anchor_end, f.page, v.* FROM citation_values v JOIN citations c ON c.key = v.key
    JOIN documents d ON d.key = c.document LEFT JOIN footnotes f ON f.key = v.footnote_key
    WHERE {} AND IN_SCOPE(c.document) ORDER BY d.id, coalesce(f.marker, v.start), v.start, v.key"""
# A footnote's own passage counts only where no passage of the running text shows the citation.
_SHOWN = """
    SELECT pc.citation, p.key FROM passage_citations pc JOIN passages p ON p.key = pc.passage
    WHERE {} AND IN_SCOPE(p.document) ORDER BY p.kind = 'footnote' DESC, p.document, p.ordinal DESC"""
_OF = "{}.document IN (SELECT key FROM documents WHERE id IN (SELECT value FROM json_each(:ids)))"
_TITLES = """
    SELECT c.paper, c.title FROM citations c JOIN documents d ON d.key = c.document
    WHERE c.paper IN (SELECT value FROM json_each(:ids)) AND c.title IS NOT NULL AND IN_SCOPE(c.document)
    ORDER BY d.id, c.start"""
_PEOPLE = """
    SELECT c.paper, s.name FROM citations c JOIN documents d ON d.key = c.document
    JOIN citation_submitters s ON s.citation = c.key
    WHERE c.paper IN (SELECT value FROM json_each(:ids)) AND IN_SCOPE(c.document) ORDER BY d.id, c.start, s.position"""
_GOALS = """
    SELECT d.id, d.title, p.chapter, s.sdg, count(*) FROM passage_sdgs s JOIN passages p ON p.key = s.passage
    JOIN documents d ON d.key = p.document WHERE IN_SCOPE(p.document) GROUP BY d.id, p.chapter, s.sdg
    ORDER BY d.id, min(min(p.ordinal)) OVER (PARTITION BY d.id, p.chapter), s.sdg"""


class SqlitePapers:
    """See search.backend.protocol.Papers."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def citations(self, documents: Collection[str] | None = None) -> list[StoredCitation]:
        """Return all citations, or those of these documents, documents by id, in reading order."""
        citing, showing = ("TRUE", "TRUE") if documents is None else (_OF.format("c"), _OF.format("p"))
        ids = json.dumps([*(documents or ())])
        shown: dict[int, int] = dict(self._reading.typed((int, int), _SHOWN.format(showing), ids=ids))
        found = []
        kinds = (str, int | None, int | None, int | None, int)
        for document, start, end, page, key, _, *values in self._reading.typed(
            kinds, _CITATIONS.format(citing), ids=ids
        ):
            anchor = None if start is None else (start, end)
            found.append(StoredCitation(document, citation_from(values), shown.get(key), anchor, page))
        return found

    def names(self, ids: Collection[str]) -> dict[str, PaperNames]:
        """Return what the documents call the papers with these ids."""
        asked = json.dumps([*ids])
        titles: dict[str, str] = {}
        for paper, title in self._reading.typed((str, str), _TITLES, ids=asked):
            titles.setdefault(paper.casefold(), title)
        people: dict[str, dict[str, str]] = {}
        for paper, name in self._reading.typed((str, str), _PEOPLE, ids=asked):
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
