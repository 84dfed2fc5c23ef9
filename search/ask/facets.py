"""Facets: for each filter the values it can take, with the number of passages that each would leave.

A facet is counted under all filters but its own, so that the values beside the chosen one still say what choosing them
instead would give. The number beside a value is exactly the number of passages that pass when the filter is set to it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from search.backend.sqlite.filters import conditions, paper_id
from search.dutch.terms import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from search.backend.sqlite.store import Store
    from search.model import Filters


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a filter. ``value``: what the field of Filters takes; ``passages``: how many it leaves.

    ``label``: what the documents call it (a title, a name, a number); ``submitters``: of a motie.
    """

    value: str | int
    label: str
    passages: int
    submitters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facets:
    """The values of each filter. Values that leave nothing are left out, but for the chosen one.

    Documents by id, chapters as they stand in the text, goals by number, years latest first; moties and submitters by
    the number of their passages, most first.
    """

    document: tuple[FacetValue, ...] = ()
    chapter: tuple[FacetValue, ...] = ()
    sdg: tuple[FacetValue, ...] = ()
    motie: tuple[FacetValue, ...] = ()
    submitter: tuple[FacetValue, ...] = ()
    year: tuple[FacetValue, ...] = ()


def count_facets(store: Store, filters: Filters, among: Callable[[Filters], Sequence[int]] | None = None) -> Facets:
    """Count the values of every filter under the other filters.

    ``among``: filters -> keys of the passages to count; None counts all that pass.
    """
    counted: dict[str, tuple[FacetValue, ...]] = {}
    for name in (field.name for field in fields(Facets)):
        others = replace(filters, **{name: None})
        counted[name] = _COUNTERS[name](_Passages(store, *_counted(others, among)), getattr(filters, name))
    return Facets(**counted)


def _counted(filters: Filters, among: Callable[[Filters], Sequence[int]] | None) -> tuple[str, list[object]]:
    if among is None:
        return conditions(filters)
    return " WHERE p.key IN (SELECT value FROM json_each(?))", [f"[{','.join(map(str, among(filters)))}]"]


@dataclass(frozen=True, slots=True)
class _Passages:
    """The passages to count, as a table ``p`` in a statement."""

    store: Store
    where: str
    values: list[object]

    def rows(self, sql: str) -> list[Any]:
        table = f"WITH p AS (SELECT key, document, ordinal, chapter, chapter_folded FROM passages p{self.where}) "  # noqa: S608 - conditions() writes marks, the values are bound
        return self.store.query(table + sql, self.values)


def _kept(found: Iterable[FacetValue], chosen: str | int | None) -> tuple[FacetValue, ...]:
    """Those that leave anything, and the chosen one, which must stay in sight to be taken away again."""
    kept = tuple(value for value in found if value.passages or value.value == chosen)
    if chosen is None or any(value.value == chosen for value in kept):
        return kept
    return (*kept, FacetValue(chosen, str(chosen), 0))


def _most_first(found: Iterable[FacetValue]) -> list[FacetValue]:
    return sorted(found, key=lambda value: (-value.passages, fold(value.label), str(value.value)))


def _document(passages: _Passages, chosen: str | None) -> tuple[FacetValue, ...]:
    rows = passages.rows(
        "SELECT d.id, d.title, count(*) FROM p JOIN documents d ON d.key = p.document GROUP BY d.key ORDER BY d.id"
    )
    return _kept((FacetValue(*row) for row in rows), chosen)


def _chapter(passages: _Passages, chosen: str | None) -> tuple[FacetValue, ...]:
    """A chapter is chosen by a part of its title: the number beside a title takes in longer titles that hold it."""
    rows = passages.rows(
        "SELECT p.chapter, p.chapter_folded, count(*) FROM p JOIN documents d ON d.key = p.document "
        "GROUP BY d.id, p.chapter ORDER BY d.id, min(p.ordinal)"
    )
    titles = dict.fromkeys([title for title, _, _ in rows if title] + ([] if chosen is None else [chosen]))
    held = {title: sum(count for _, folded, count in rows if fold(title) in folded) for title in titles}
    return _kept((FacetValue(title, title, held[title]) for title in titles), chosen)


def _sdg(passages: _Passages, chosen: int | None) -> tuple[FacetValue, ...]:
    rows = passages.rows(
        "SELECT s.sdg, count(*) FROM p JOIN passage_sdgs s ON s.passage = p.key GROUP BY s.sdg ORDER BY s.sdg"
    )
    return _kept((FacetValue(sdg, str(sdg), count) for sdg, count in rows), chosen)


def _year(passages: _Passages, chosen: int | None) -> tuple[FacetValue, ...]:
    rows = passages.rows(
        "SELECT d.year, count(*) FROM p JOIN documents d ON d.key = p.document WHERE d.year IS NOT NULL "
        "GROUP BY d.year ORDER BY d.year DESC"
    )
    return _kept((FacetValue(year, str(year), count) for year, count in rows), chosen)


# What is anywhere called a motie; the filter takes a passage under the printed and the likely id, so both count.
_MOTIE = """
    SELECT ids.id, count(DISTINCT p.key)
    FROM (SELECT key, id FROM citations UNION SELECT key, likely_id FROM citations) ids
    JOIN passage_citations pc ON pc.citation = ids.key JOIN p ON p.key = pc.passage
    WHERE ids.id IN (SELECT paper FROM citations WHERE kind = 'motie') GROUP BY ids.id"""
_TITLES = """
    SELECT c.paper, c.title FROM citations c JOIN documents d ON d.key = c.document
    WHERE c.paper IS NOT NULL AND c.title IS NOT NULL ORDER BY d.id, c.start"""
_PEOPLE = """
    SELECT c.paper, s.name FROM citations c JOIN documents d ON d.key = c.document
    JOIN citation_submitters s ON s.citation = c.key WHERE c.paper IS NOT NULL ORDER BY d.id, c.start, s.position"""


def _motie(passages: _Passages, chosen: str | None) -> tuple[FacetValue, ...]:
    titles: dict[str, str] = {}
    for paper, title in passages.store.query(_TITLES):
        titles.setdefault(paper.casefold(), title)
    people: dict[str, dict[str, str]] = {}
    for paper, name in passages.store.query(_PEOPLE):
        people.setdefault(paper.casefold(), {}).setdefault(fold(name), name)
    found = [
        FacetValue(id_, titles.get(id_.casefold(), ""), count, tuple(people.get(id_.casefold(), {}).values()))
        for id_, count in passages.rows(_MOTIE)
    ]
    return _kept(_most_first(found), chosen and paper_id(chosen))


def _submitter(passages: _Passages, chosen: str | None) -> tuple[FacetValue, ...]:
    """Names that differ in case or accents are one; the first spelling in the alphabet stands for them."""
    rows = passages.rows(
        "SELECT min(who.name), who.folded, count(DISTINCT p.key) FROM citation_people who "
        "JOIN passage_citations pc ON pc.citation = who.citation JOIN p ON p.key = pc.passage GROUP BY who.folded"
    )
    found = [FacetValue(name, name, count) for name, _, count in rows]
    if chosen is not None:  # in the spelling of the documents
        chosen = next((name for name, folded, _ in rows if folded == fold(chosen)), chosen)
    return _kept(_most_first(found), chosen)


_COUNTERS: dict[str, Callable[[_Passages, Any], tuple[FacetValue, ...]]] = {
    "document": _document,
    "chapter": _chapter,
    "sdg": _sdg,
    "motie": _motie,
    "submitter": _submitter,
    "year": _year,
}
