"""Facets: for each filter the values it can take, with the number of passages that each would leave.

A facet is counted under all filters but its own, so that the values beside the chosen one still say what choosing them
instead would give. The number beside a value is exactly the number of passages that pass when the filter is set to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from search.chapters import titles_holding
from search.dutch.terms import fold
from search.model import motie_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from search.ask.ranking import Ranking
    from search.backend.model import Facet, FacetCount
    from search.backend.protocol import Papers, Snapshot
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

    Each in the order of the number of its passages, most first; of equals documents stand by id, chapters as in the
    text, goals by number, years latest first, all others by name. ``suggested_sdg``: of each goal that any passage was
    suggested for, the passages that name it too.
    """

    document: tuple[FacetValue, ...] = ()
    chapter: tuple[FacetValue, ...] = ()
    sdg: tuple[FacetValue, ...] = ()
    motie: tuple[FacetValue, ...] = ()
    submitter: tuple[FacetValue, ...] = ()
    year: tuple[FacetValue, ...] = ()
    kind: tuple[FacetValue, ...] = ()
    suggested_sdg: tuple[FacetValue, ...] = ()


def count_facets(
    snapshot: Snapshot, filters: Filters, among: Callable[[Filters], Sequence[int]] | None = None
) -> Facets:
    """Count the values of every filter under the other filters.

    ``among``: filters -> keys of the passages to count; None counts all that pass.
    """

    def counted(facet: Facet) -> list[FacetCount]:
        others = replace(filters, **{facet: None})
        return snapshot.facets.count(facet, others if among is None else among(others))

    return Facets(
        document=_kept(_most_first(_values(counted("document"))), filters.document),
        chapter=_chapters(counted("chapter"), filters.chapter),
        sdg=_kept(_most_first(_values(counted("sdg"))), filters.sdg),
        motie=_moties(counted("motie"), snapshot.papers, filters.motie),
        submitter=_named(counted("submitter"), filters.submitter),
        year=_kept(_most_first(_values(counted("year"))), filters.year),
        kind=_named(counted("kind"), filters.kind),
        suggested_sdg=_kept(_most_first(_values(counted("suggested_sdg"))), filters.suggested_sdg),
    )


def _values(counts: Iterable[FacetCount]) -> list[FacetValue]:
    return [FacetValue(*count) for count in counts]


def _kept(found: Iterable[FacetValue], chosen: str | int | None) -> tuple[FacetValue, ...]:
    """Those that leave anything, and the chosen one, which must stay in sight to be taken away again."""
    kept = tuple(value for value in found if value.passages or value.value == chosen)
    if chosen is None or any(value.value == chosen for value in kept):
        return kept
    return (*kept, FacetValue(chosen, str(chosen), 0))


def _most_first(found: Iterable[FacetValue]) -> list[FacetValue]:
    return sorted(found, key=lambda value: -value.passages)


def _by_name(found: Iterable[FacetValue]) -> list[FacetValue]:
    return sorted(found, key=lambda value: (fold(value.label), str(value.value)))


def _chapters(counts: Sequence[FacetCount], chosen: str | None) -> tuple[FacetValue, ...]:
    """A chapter is chosen by a part of its title: the number beside a title takes in longer titles that hold it."""
    titles = dict.fromkeys([count.label for count in counts] + ([] if chosen is None else [chosen]))
    holding = titles_holding(titles, [count.label for count in counts])
    passages = {title: sum(counts[place].passages for place in places) for title, places in holding.items()}
    return _kept(_most_first(FacetValue(title, title, passages[title]) for title in titles), chosen)


def _moties(counts: Sequence[FacetCount], papers: Papers, chosen: str | None) -> tuple[FacetValue, ...]:
    names = papers.names([count.label for count in counts])
    found = [
        FacetValue(count.value, names[count.label].title, count.passages, names[count.label].submitters)
        for count in counts
    ]
    return _kept(_most_first(_by_name(found)), chosen and motie_id(chosen))


def _named(counts: Sequence[FacetCount], chosen: str | None) -> tuple[FacetValue, ...]:
    if chosen is not None:  # in the spelling of the documents
        chosen = next((count.label for count in counts if fold(count.label) == fold(chosen)), chosen)
    return _kept(_most_first(_by_name(_values(counts))), chosen)


def facets_of(
    question: str, filters: Filters, depth: int | None, rankings: Mapping[Filters, Ranking], snapshot: Snapshot
) -> Facets:
    """Count the facets of a question among the ``depth`` best passages of each ranking; None counts none.

    A question without words has them counted among all passages.
    """
    if depth is None:
        return Facets()
    if not question.strip():
        return count_facets(snapshot, filters)

    def among(selection: Filters) -> list[int]:
        return rankings[selection].keys(depth) if selection in rankings else []

    return count_facets(snapshot, filters, among)
