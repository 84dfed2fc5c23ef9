"""One motie or other paper: what it is, how far its link can be trusted, and every place that cites it, in time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from ingest.citations.registry.identifiers import printed_id
from search.ledger.conflicts import ConflictKind
from search.ledger.papers import LAW
from ui import texts
from ui.texts import doubts
from ui.web.address import MOTIES, READ, Link, to

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.model import Citation, Verdict
    from search.backend.model import StoredDocument
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

    ``id``, ``number`` and ``label``: of the paper that was probably meant, "35925 XVII, nr. 36" and "Kamerstukken II
    2021/22, 35925 XVII, nr. 36"; the first two "" where it has none. ``printed``: the number as printed, where that is
    another; ``speaks``: without a title its label says what it is; ``places``: how many there are.
    """

    name: str
    kind: str
    people: str
    titles: tuple[str, ...]
    id: str
    number: str
    label: str
    speaks: bool
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


@dataclass(frozen=True, slots=True)
class Appearance:
    """A document that cites a paper. ``when``: it appeared, or that it is undated; ``origin``: kind and publisher."""

    when: str
    title: str
    origin: str
    places: tuple[CitedAt, ...]


def paper(row: PaperRow, address: Address, words: Words) -> Paper:
    """Return a paper as the table and its own page show it."""
    people = (words.naming.listing(row.submitters), "c.s." if row.cosigned else "")
    other = row.likely_id and row.id and row.likely_id != row.id
    return Paper(
        name=doubts.called(row, words.naming),
        kind=words.naming.kinds[row.kind],
        people=" ".join(part for part in people if part),
        titles=tuple(row.titles),
        id=row.likely_id or row.id or "",
        number=row.number,
        label=row.label,
        speaks=row.kind in LAW or not row.number,
        printed=printed_id(row.id) if other and row.id else "",
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
    others = (key for key in conflict.values if key != row.key)
    return Contradiction(tuple(Link(printed_id(key), to(MOTIES, stuk=key)) for key in others))


def in_time(row: PaperRow, known: Mapping[str, StoredDocument], words: Words) -> list[Appearance]:
    """Return the documents that cite a paper, earliest first and undated last, each with its places."""
    return [
        _appearance(known[id_], [_place(place, cite, words) for place, cite in pairs], words)
        for id_, pairs in groupby(row.in_time, key=lambda pair: pair[0].document)
    ]


def _appearance(document: StoredDocument, places: list[CitedAt], words: Words) -> Appearance:
    moment = document.date or (str(document.year) if document.year else "")
    kind = "" if document.kind == texts.UNSTATED_KIND else document.kind
    return Appearance(
        when=words.naming.date(moment) if moment else words.undated,
        title=document.title,
        origin=" · ".join(part for part in (kind, document.publisher) if part),
        places=tuple(places),
    )


def cited_at(row: PaperRow, words: Words) -> list[CitedAt]:
    """Return every place that cites a paper, in time: the sentence word for word, and the way to it."""
    return [_place(place, cite, words) for place, cite in row.in_time]


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
