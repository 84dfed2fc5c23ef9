"""One motie or other paper: what it is, how far its link can be trusted, and every place that cites it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.ledger.conflicts import ConflictKind
from ui import texts
from ui.texts import doubts
from ui.web.address import MOTIES, READ, Link, to

if TYPE_CHECKING:
    from ingest.model import Citation, Verdict
    from search.ledger.conflicts import Conflict
    from search.ledger.papers import CitingPlace, PaperRow
    from ui.texts.doubts import Doubt
    from ui.texts.moties import Words
    from ui.web.address import Address


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What other places state. ``numbers``: the other papers with the same title; none: other titles, same number."""

    numbers: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as shown. ``name``: "Motie Van der Lee c.s."; ``people``: "Van der Lee c.s."; ``href``: its own page.

    ``number``: of the paper that was probably meant, or ""; ``printed``: the number as printed, where that is another;
    ``places``: how many there are.
    """

    name: str
    people: str
    titles: tuple[str, ...]
    number: str
    printed: str
    url: str | None
    doubt: Doubt | None
    conflicts: tuple[Contradiction, ...]
    session_year: str
    verdict: Verdict
    places: int
    href: str


@dataclass(frozen=True, slots=True)
class CitedAt:
    """A place that cites a paper. ``where``: chapter, section, page and note; ``printed``: the citation as printed.

    ``printed`` is "" where it stands in the sentence.
    """

    title: str
    where: tuple[str, ...]
    sentence: str
    printed: str
    href: str


def paper(row: PaperRow, address: Address, words: Words) -> Paper:
    """Return a paper as the table and its own page show it."""
    people = (words.naming.listing(row.submitters), "c.s." if row.cosigned else "")
    return Paper(
        name=doubts.name(row.kind, row.submitters, cosigned=row.cosigned, naming=words.naming),
        people=" ".join(part for part in people if part),
        titles=tuple(row.titles),
        number=row.likely_id or row.id or "",
        printed=row.id if row.likely_id and row.id and row.likely_id != row.id else "",
        url=row.url,
        doubt=doubts.doubt(row.id, row.likely_id, row.verdict, row.reason, words.naming),
        conflicts=tuple(_contradiction(row, each) for each in row.conflicts),
        session_year=row.session_year or "",
        verdict=row.verdict,
        places=len(row.places),
        href=address.link(stuk=row.key),
    )


def _contradiction(row: PaperRow, conflict: Conflict) -> Contradiction:
    if conflict.kind is ConflictKind.TITLES:
        return Contradiction(())
    return Contradiction(tuple(Link(key, to(MOTIES, stuk=key)) for key in conflict.values if key != row.key))


def cited_at(row: PaperRow, words: Words) -> list[CitedAt]:
    """Return every place that cites a paper: the sentence word for word, and the way to it."""
    return [_place(place, cite, words) for place, cite in zip(row.places, row.citations, strict=True)]


def _place(place: CitingPlace, cite: Citation, words: Words) -> CitedAt:
    where = [title for title in dict.fromkeys((place.chapter, place.section)) if title]
    where += [] if place.page is None else [texts.PAGE.format(page=place.page)]
    where += [] if place.footnote is None else [words.note.format(number=place.footnote)]
    return CitedAt(
        title=texts.short(place.title),
        where=tuple(where),
        sentence=place.sentence,
        printed="" if cite.text in place.sentence else cite.text,
        href=to(READ, document=place.document, passage=place.passage) if place.passage else "",
    )
