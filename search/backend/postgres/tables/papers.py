"""Citations, what they call the papers they name, and how often each goal is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.backend.model import GoalCount, PaperNames, StoredCitation
from search.backend.sqlite.papers import citation_from
from search.dutch.terms import fold

if TYPE_CHECKING:
    from collections.abc import Collection

    from search.backend.postgres.access.reading import Reading

_CITATIONS = """
    SELECT d.id, f.anchor_start, f.anchor_end, f.page, v.* FROM citation_values v JOIN citations c ON c.key = v.key
    JOIN documents d ON d.key = c.document LEFT JOIN footnotes f ON f.key = v.footnote_key
    WHERE {} AND IN_SCOPE(c.document) ORDER BY d.id, coalesce(f.marker, v.start), v.start, v.key"""
# A footnote's own passage counts only where no passage of the running text shows the citation.
_SHOWN = """
    SELECT DISTINCT ON (pc.citation) pc.citation, p.key FROM passage_citations pc JOIN passages p ON p.key = pc.passage
    WHERE {} AND IN_SCOPE(p.document) ORDER BY pc.citation, p.kind = 'footnote', p.document DESC, p.ordinal"""
_OF = "{}.document IN (SELECT key FROM documents WHERE id = ANY(%(ids)s::text[]))"
_ASKED = '(SELECT lower(id COLLATE "C") FROM unnest(%(ids)s::text[]) each (id))'
_TITLES = f"""
    SELECT c.paper, c.title FROM citations c JOIN documents d ON d.key = c.document
    WHERE lower(c.paper) IN {_ASKED} AND c.title IS NOT NULL AND IN_SCOPE(c.document)
    ORDER BY d.id, c.start"""  # noqa: S608 - values are bound
_PEOPLE = f"""
    SELECT c.paper, s.name FROM citations c JOIN documents d ON d.key = c.document
    JOIN citation_submitters s ON s.citation = c.key
    WHERE lower(c.paper) IN {_ASKED} AND IN_SCOPE(c.document) ORDER BY d.id, c.start, s.position"""  # noqa: S608
_GOALS = """
    SELECT d.id, d.title, p.chapter, s.sdg, count(*) FROM passage_sdgs s JOIN passages p ON p.key = s.passage
    JOIN documents d ON d.key = p.document WHERE IN_SCOPE(p.document) GROUP BY d.id, d.title, p.chapter, s.sdg
    ORDER BY d.id, min(min(p.ordinal)) OVER (PARTITION BY d.id, p.chapter), s.sdg"""


class PostgresPapers:
    """See search.backend.protocol.Papers."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def citations(self, documents: Collection[str] | None = None) -> list[StoredCitation]:
        """Return all citations, or those of these documents, documents by id, in reading order."""
        citing, showing = ("TRUE", "TRUE") if documents is None else (_OF.format("c"), _OF.format("p"))
        ids = [*(documents or ())]
        shown: dict[int, int] = dict(self._reading.rows(_SHOWN.format(showing), ids=ids))
        found = []
        for document, start, end, page, key, _, *values in self._reading.rows(_CITATIONS.format(citing), ids=ids):
            anchor = None if start is None else (start, end)
            found.append(StoredCitation(document, citation_from(values), shown.get(key), anchor, page))
        return found

    def names(self, ids: Collection[str]) -> dict[str, PaperNames]:
        """Return what the documents call the papers with these ids."""
        titles: dict[str, str] = {}
        for paper, title in self._reading.rows(_TITLES, ids=[*ids]):
            titles.setdefault(paper.casefold(), title)
        people: dict[str, dict[str, str]] = {}
        for paper, name in self._reading.rows(_PEOPLE, ids=[*ids]):
            people.setdefault(paper.casefold(), {}).setdefault(fold(name), name)
        return {
            id_: PaperNames(titles.get(id_.casefold(), ""), tuple(people.get(id_.casefold(), {}).values()))
            for id_ in ids
        }

    def goals(self) -> list[GoalCount]:
        """Return how often each chapter names each goal, documents by id, in the order of the text."""
        return [GoalCount(*row) for row in self._reading.rows(_GOALS)]
