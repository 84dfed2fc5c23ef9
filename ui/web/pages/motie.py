"""One motie or other paper: what it is, how far its link can be trusted, and every place that cites it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from search.ledger.conflicts import ConflictKind
from ui import texts
from ui.texts.doubts import doubt, name
from ui.web.address import MOTIES, READ, SEARCH, to
from ui.web.pages.markup import doubtful, outside

if TYPE_CHECKING:
    from ingest.model import Citation
    from search.ledger.conflicts import Conflict
    from search.ledger.ledger import PaperRow, Place
    from ui.texts.moties import Words


def people(row: PaperRow, told: Words) -> str:
    """Whose it is: "Van der Lee en Klaver c.s."."""
    return " ".join(part for part in (told.naming.listing(row.submitters), "c.s." if row.cosigned else "") if part)


def called(row: PaperRow, told: Words) -> str:
    """What it is and whose: "Motie Van der Lee c.s."."""
    return name(row.kind, row.submitters, cosigned=row.cosigned, naming=told.naming)


def subject(row: PaperRow, told: Words) -> str:
    """Its titles as printed, as HTML; where it has none, what it is."""
    return "<br>".join(escape(title) for title in row.titles) or escape(called(row, told))


def link(row: PaperRow, told: Words) -> str:
    """The paper that was probably meant, and what must be known before following the link."""
    doubts = doubt(row.id, row.likely_id, row.verdict, row.reason, told.naming)
    return outside(row.url, row.likely_id or row.id or told.naming.no_paper) + doubtful(doubts, told.check)


def conflicts(row: PaperRow, told: Words) -> str:
    """What other places say of it."""
    return "".join(
        f'<p class="vp-doubt"><strong>{told.check}</strong> {_contradiction(row, each, told)}</p>'
        for each in row.conflicts
    )


def _contradiction(row: PaperRow, conflict: Conflict, told: Words) -> str:
    if conflict.kind is ConflictKind.TITLES:
        return escape(told.conflict_titles)
    others = [
        f'<a href="{escape(to(MOTIES, stuk=key))}">{escape(key)}</a>' for key in conflict.values if key != row.key
    ]
    return escape(told.conflict_numbers).format(numbers=told.naming.listing(others))


def whole(row: PaperRow, told: Words) -> str:
    """The page of one paper."""
    number = row.likely_id or row.id
    facts = [(told.paper, link(row, told))]
    if row.likely_id and row.id and row.likely_id != row.id:
        facts.append((told.printed, escape(row.id)))
    facts += [
        (told.submitters, escape(people(row, told)) or "–"),
        (told.session_year, escape(row.session_year or told.unknown)),
        (told.verdict, escape(told.verdicts[row.verdict])),
    ]
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in facts)
    places = texts.count(len(row.places), *told.places_count)
    cited = "".join(_place(place, cite, told) for place, cite in zip(row.places, row.citations, strict=True))
    passages = f'<p><a href="{escape(to(SEARCH, motie=number))}">{told.passages}</a></p>' if number else ""
    titles = f'<p class="vp-subject">{subject(row, told)}</p>' if row.titles else ""
    return (
        f'<article class="vp-motie"><h2>{escape(called(row, told))}</h2>{titles}{conflicts(row, told)}'
        f'<dl class="vp-facts">{listed}</dl>{passages}<h3>{told.places.format(places=places)}</h3>'
        f'<ol class="vp-places">{cited}</ol></article>'
    )


def _place(place: Place, cite: Citation, told: Words) -> str:
    """Where it is cited: the sentence word for word, and the way to it."""
    titles = [title for title in dict.fromkeys((place.chapter, place.section)) if title]
    where = [f"<cite>{escape(texts.short(place.title))}</cite>", *map(escape, titles)]
    where += [] if place.page is None else [texts.PAGE.format(page=place.page)]
    where += [] if place.footnote is None else [told.note.format(number=place.footnote)]
    printed = "" if cite.text in place.sentence else f'<p class="vp-quiet">{_printed(cite, told)}</p>'
    href = to(READ, document=place.document, passage=place.passage) if place.passage else ""
    read = f'<p><a href="{escape(href)}">{told.read}</a></p>' if href else ""
    return (
        f'<li><p class="vp-quiet">{" · ".join(where)}</p>'
        f'<blockquote lang="nl">{escape(place.sentence)}</blockquote>{printed}{read}</li>'
    )


def _printed(cite: Citation, told: Words) -> str:
    return escape(told.printed_as).format(text=f'<q lang="nl">{escape(cite.text)}</q>')
