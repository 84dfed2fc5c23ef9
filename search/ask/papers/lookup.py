"""What the ledger holds of what a question asks: rows of it, and the papers that no document cites."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from ingest.citations.registry.dossiers import tables
from ingest.citations.registry.identifiers import citation_label
from ingest.model import CitationKind
from search.ask.papers.numbers import read_numbers
from search.ask.papers.wording import SUBMITTED, names_a_kind, read_wording
from search.ask.question import analyse
from search.dutch.terms import fold, stem, terms_and_forms
from search.export.rows import paper_to_json
from search.ledger.filters import LedgerFilters
from search.model import likely_url

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from ingest.model import Citation
    from search.ask.papers.wording import PapersAsked
    from search.ask.question import Concept
    from search.backend.protocol import Words
    from search.ledger.ledger import Ledger
    from search.ledger.papers import PaperRow
    from search.model import Filters


@dataclass(frozen=True, slots=True)
class MissingPaper:
    """A paper that a question names and that is not cited. ``elsewhere``: it is, but not where the filters look."""

    citation: Citation
    elsewhere: bool

    def to_json(self) -> dict[str, Any]:
        """Return the paper as programs get it."""
        cite = self.citation
        return {"id": cite.id or cite.likely_id, "label": citation_label(cite), "url": likely_url(cite)}


@dataclass(frozen=True, slots=True)
class PapersFound:
    """What the ledger holds of what a question asks.

    ``rows``: with the places that pass the filters, in the order of the text. ``answers``: they are all that was asked
    for, so that no sentence need be looked for. ``matched``: the rows hold every word of the subject, or none was
    given; where False, they fit all else. ``elsewhere``: there are rows, but not where the filters look.
    With nothing of all that, nothing but papers is asked for, and the ledger cannot tell which are meant.
    """

    asked: PapersAsked
    rows: tuple[PaperRow, ...]
    missing: tuple[MissingPaper, ...] = ()
    answers: bool = False
    matched: bool = True
    elsewhere: bool = False

    @property
    def in_vain(self) -> bool:
        """Whether papers are asked for that the ledger cannot tell."""
        return not (self.rows or self.missing or self.answers)

    @property
    def count(self) -> int:
        """How many papers there are."""
        return len(self.rows)

    @property
    def places(self) -> int:
        """How many places cite them."""
        return sum(len(row.places) for row in self.rows)

    def to_json(self) -> dict[str, Any]:
        """Return the papers as programs get them."""
        return {
            "answers": self.answers,
            "count": self.count,
            "rows": [paper_to_json(row) for row in self.rows],
            "missing": [each.to_json() for each in self.missing],
        }


def find_papers(
    question: str,
    filters: Filters,
    index: Words,
    read_ledger: Callable[[], Ledger],
    passing: Callable[[Collection[str]], Collection[str]],
) -> PapersFound | None:
    """Return what the ledger holds of what a question asks; None where it asks nothing of it.

    None too where it asks for papers beside something else and there are none.

    ``index``: of the documents. ``read_ledger``: called only for a question that may ask for papers; ``passing``, which
    returns those of some ids whose passages pass the filters: only where these ask what the ledger does not hold.
    """
    numbers = read_numbers(question)
    if not (numbers.papers or numbers.dossier or names_a_kind(numbers)):
        return None
    papers = read_ledger().papers
    names = {fold(name): name for row in papers for name in row.submitters}
    asked = read_wording(question, numbers, names, index.lexicon())
    if asked is None:
        return None
    beyond = filters.kind is not None or filters.suggested_sdg is not None
    places = {place.passage for row in papers for place in row.places if place.passage} if beyond else set()
    within = _Within(filters, frozenset(passing(places)) if beyond else None)
    return _by_number(asked, papers, within) if asked.papers else _by_wording(asked, papers, within, index)


def _by_number(asked: PapersAsked, papers: Sequence[PaperRow], within: _Within) -> PapersFound | None:
    rows: dict[str, PaperRow] = {}
    missing = []
    for cite in asked.papers:
        meant = _named(cite, papers)
        shown = list(within.narrow(meant))
        rows |= {row.key: row for row in shown}
        if not shown and (cite.id or cite.likely_id):
            missing.append(MissingPaper(cite, elsewhere=bool(meant)))
    if not rows and not (missing and asked.only):
        return None
    return PapersFound(asked, tuple(rows.values()), tuple(missing), answers=asked.only)


def _named(cite: Citation, papers: Iterable[PaperRow]) -> list[PaperRow]:
    """Return the rows that a number may mean: those that have it, printed or likely.

    Else, of a budget whose chapter was left out, that paper of any chapter; and questions by what number there is.
    """
    ids = {id_.casefold() for id_ in (cite.id, cite.likely_id) if id_}
    exact, near = [], []
    for row in papers:
        known = {id_.casefold() for each in row.citations for id_ in (each.id, each.likely_id) if id_}
        if ids & known:
            exact.append(row)
        elif any(_may_be(cite, each) for each in row.citations):
            near.append(row)
    return exact or near


def _may_be(cite: Citation, printed: Citation) -> bool:
    if cite.number is None or cite.number != printed.number:
        return False
    if cite.dossier:
        return cite.dossier == printed.dossier and cite.suffix is None and cite.dossier in tables().budgets
    if not cite.number.isdigit():
        return True  # 2024Z11859: of a question or a paper, whatever it is called
    return cite.id is None and cite.likely_id is None and printed.kind is CitationKind.KAMERVRAAG


def _by_wording(asked: PapersAsked, papers: Sequence[PaperRow], within: _Within, index: Words) -> PapersFound | None:
    chosen = LedgerFilters(kind=asked.kind, dossier=asked.dossier, session_year=asked.session_year)
    everywhere = [row for row in papers if chosen.accepts(row) and _by_one_of(row, asked)]
    rows = list(within.narrow(everywhere))
    rows.sort(key=lambda row: -len(_people(row) & _folded(asked)))
    matched, touched = True, False
    if asked.about:
        concepts = analyse(" ".join(asked.about), index)
        lexicon = index.lexicon()
        parts_of = cache(lambda form: frozenset(map(stem, lexicon.split(form))))  # titles repeat their words
        held = {row.key: _held(row, concepts, parts_of) for row in rows}
        most = max(held.values(), default=0)
        matched, touched = most == len(concepts), most > 0
        # Words may be missing only where the papers are chosen by something else as well.
        fits = matched or asked.submitters or asked.dossier
        rows = [row for row in rows if fits and held[row.key] == most]
    answers = asked.only and (matched or (asked.introduced and not touched))
    exact = asked.kind in SUBMITTED and (asked.submitters or asked.unknown or not asked.about)
    if not rows and not (answers and (exact or asked.dossier)):
        return PapersFound(asked, (), matched=False) if asked.only else None
    return PapersFound(asked, tuple(rows), (), answers, matched, elsewhere=bool(everywhere) and not rows)


def _by_one_of(row: PaperRow, asked: PapersAsked) -> bool:
    return not asked.unknown and (not asked.submitters or bool(_people(row) & _folded(asked)))


def _folded(asked: PapersAsked) -> set[str]:
    return {fold(name) for name in asked.submitters}


def _people(row: PaperRow) -> set[str]:
    return {fold(name) for name in row.submitters}


def _held(row: PaperRow, concepts: Sequence[Concept], parts_of: Callable[[str], frozenset[str]]) -> int:
    """Return how many of the words of a subject stand in what documents call a paper, also as a part of a word there.

    That is its titles, else the sentences that cite it; and whose it is. ``parts_of``: word -> the terms of its parts.
    """
    cited = zip(row.citations, row.places, strict=True)
    sentences = (place.sentence if place.footnote is None else cite.text for cite, place in cited)
    called = " ; ".join((*(row.titles or sentences), *row.submitters))
    found, forms = terms_and_forms(called)
    present = frozenset(found).union(*map(parts_of, forms))
    return sum(_is_held(concept, present) for concept in concepts)


def _is_held(concept: Concept, present: frozenset[str]) -> bool:
    """Whether a text holds a word, one that counts as it, or all parts of it."""
    if not present.isdisjoint(concept.ways):
        return True
    return bool(concept.parts) and all(_is_held(part, present) for part in concept.parts)


@dataclass(frozen=True, slots=True)
class _Within:
    """Filters of passages, held by rows and their places. ``passages``: ids of those that pass; None: not needed."""

    filters: Filters
    passages: frozenset[str] | None

    def narrow(self, rows: Iterable[PaperRow]) -> Iterator[PaperRow]:
        """Yield the rows that pass, each with the places that do."""
        asked = self.filters
        of_places = LedgerFilters(chapter=asked.chapter, sdg=asked.sdg, document=asked.document, year=asked.year)
        for row in filter(self._accepts, rows):
            shown = [
                at
                for at, place in enumerate(row.places)
                if of_places.stands(place) and (self.passages is None or place.passage in self.passages)
            ]
            if len(shown) == len(row.places):
                yield row
            elif shown:
                yield replace(
                    row,
                    citations=tuple(row.citations[at] for at in shown),
                    places=tuple(row.places[at] for at in shown),
                )

    def _accepts(self, row: PaperRow) -> bool:
        asked = self.filters
        if asked.submitter is not None and fold(asked.submitter) not in _people(row):
            return False
        return asked.motie is None or asked.motie in {
            id_ for each in row.citations for id_ in (each.id, each.likely_id)
        }
