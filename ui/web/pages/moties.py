"""The tab Moties: the ledger as a table that can be searched, filtered, sorted and exported; and a page per motie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.model import Verdict
from search.dutch.terms import fold
from search.ledger.filters import LedgerFilters
from ui import texts
from ui.texts import moties as moties_texts
from ui.texts.page import ENGLISH
from ui.web import rendering
from ui.web.address import SEARCH, Link, to
from ui.web.pages.downloads import Downloads, downloads
from ui.web.pages.motie import cited_at, paper
from ui.web.pages.moties_form import ALL_KINDS, FIELDS, form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from search import KnowledgeBase
    from search.ledger.ledger import Ledger
    from search.ledger.papers import PaperRow
    from ui.texts.moties import Words
    from ui.web.address import Address

SHOWN = 200  # rows at most: more nobody reads, and the exports hold all

# Name of a column in the address -> what its rows are sorted by; what is not stated comes last.
_SORTS: dict[str, Callable[[PaperRow], Any]] = {
    "indieners": lambda row: (not row.submitters, fold(" ".join(row.submitters))),
    "onderwerp": lambda row: (not row.titles, fold(" ".join(row.titles))),
    "vergaderjaar": lambda row: (row.session_year is None, row.session_year),
    "kamerstuk": lambda row: (not (row.likely_id or row.id), row.likely_id or row.id),
    "oordeel": lambda row: list(Verdict).index(row.verdict),
    "genoemd": lambda row: len(row.places),
}


def ledger_filters(address: Address) -> LedgerFilters:
    """Return what an address asks of the ledger; a value that cannot be one asks nothing."""
    verdict = address.get("oordeel")
    return LedgerFilters(
        submitter=address.get("indiener") or None,
        dossier=address.get("dossier") or None,
        chapter=address.get("hoofdstuk") or None,
        sdg=address.number("sdg"),
        document=address.get("document") or None,
        year=address.number("jaar"),
        words=address.get("zoek") or None,
        session_year=address.get("vergaderjaar") or None,
        verdict=Verdict(verdict) if verdict in set(Verdict) else None,
        paper=address.get("stuk") or None,
    )


@dataclass(frozen=True, slots=True)
class Column:
    """The heading of a column. ``order``: how it is sorted now; ``link``: sorts by it, the other way if it is."""

    link: Link
    order: str


def render(base: KnowledgeBase, address: Address) -> str:
    """Return what the tab shows: the table, or the page of the paper that the address names."""
    words = moties_texts.words(address.language)
    ledger = base.ledger()
    if address.get("stuk"):
        return _paper(ledger, address, words)
    if not ledger.papers:
        return rendering.render("moties.html", words=words, asked=None)
    everything = address.get("soort") == ALL_KINDS
    rows = _rows(ledger, address, everything=everything)
    found = words.no_rows
    if rows:
        found = words.shown.format(
            rows=texts.count(len(rows), *(words.papers_count if everything else words.count)),
            places=texts.count(sum(len(row.places) for row in rows), *words.places_count),
        )
    titles = {known.id: texts.short(known.title) for known in base.documents()}
    return rendering.render(
        "moties.html",
        words=words,
        asked=form(ledger, titles, address, words),
        found=found,
        files=_downloads(address, words, *(("citations",) if everything else ("moties", "citations"))),
        columns=list(_columns(address, words)),
        rows=[paper(row, address, words) for row in rows[:SHOWN]],
        more=words.more.format(shown=SHOWN) if len(rows) > SHOWN else "",
    )


def _paper(ledger: Ledger, address: Address, words: Words) -> str:
    row = next((row for row in ledger.papers if row.key == address.get("stuk")), None)
    back = address.link(stuk=None)
    if row is None:
        return rendering.render("motie.html", words=words, back=back, paper=None)
    shown = paper(row, address, words)
    return rendering.render(
        "motie.html",
        words=words,
        back=back,
        paper=shown,
        places=cited_at(row, words),
        passages=to(SEARCH, motie=shown.number) if shown.number else "",
        files=_downloads(address, words, "citations"),
    )


def _rows(ledger: Ledger, address: Address, *, everything: bool) -> list[PaperRow]:
    """The papers that the filters of the address leave, in its order, else in that of the text."""
    asked = ledger_filters(address)
    rows = [row for row in (ledger.papers if everything else ledger.moties) if asked.accepts(row)]
    order = address.get("sorteer")
    if order.removeprefix("-") in _SORTS:
        rows.sort(key=_SORTS[order.removeprefix("-")], reverse=order.startswith("-"))
    return rows


def _downloads(address: Address, words: Words, *kinds: str) -> Downloads:
    labels = {"moties": words.export_moties, "citations": words.export_citations}
    filters = {name: value for name in (*FIELDS, "jaar", "stuk") if (value := address.get(name))}
    root = "../" if address.language == ENGLISH else ""
    return downloads({kind: labels[kind] for kind in kinds}, words.export, filters, root)


def _columns(address: Address, words: Words) -> Iterator[Column]:
    now = address.get("sorteer")
    for name, label in zip(_SORTS, words.columns, strict=True):
        order = {name: "ascending", f"-{name}": "descending"}.get(now, "none")
        yield Column(Link(label, address.link(sorteer=f"-{name}" if now == name else name)), order)
