"""The tab Moties: the ledger as a table that can be searched, filtered, sorted and exported.

It also shows the page of one paper, and two documents compared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ingest.model import CitationKind, Verdict
from search.dutch.terms import fold
from ui import texts
from ui.texts import moties as moties_texts
from ui.web import rendering
from ui.web.address import SEARCH, Link, to
from ui.web.pages.ledger import comparison
from ui.web.pages.ledger.asked import ALL_KINDS, ledger_filters
from ui.web.pages.ledger.downloads import downloads
from ui.web.pages.ledger.form import form
from ui.web.pages.ledger.paper import in_time, paper

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
    "soort": lambda row: row.kind,
    "indieners": lambda row: (not row.submitters, fold(" ".join(row.submitters))),
    "onderwerp": lambda row: (not row.titles, fold(" ".join(row.titles))),
    "vergaderjaar": lambda row: (row.session_year is None, row.session_year),
    "nummer": lambda row: (not row.number, row.likely_id or row.id or row.number),
    "verwijzing": lambda row: list(Verdict).index(row.verdict),
    "genoemd": lambda row: len(row.places),
}


@dataclass(frozen=True, slots=True)
class Column:
    """The heading of a column. ``order``: how it is sorted now; ``link``: sorts by it, the other way if it is."""

    link: Link
    order: str


def render(base: KnowledgeBase, address: Address) -> str:
    """Return what the tab shows: the table, two documents compared, or the page of the paper that the address names."""
    words = moties_texts.words(address.language)
    ledger = base.ledger()
    if address.get("stuk"):
        return _paper(base, address, words)
    if not ledger.papers:
        return rendering.render("moties.html", words=words, asked=None)
    if address.get("weergave") == comparison.VIEW:
        return comparison.render(base, address, words)
    kind = address.get("soort")
    only_moties = kind not in {ALL_KINDS, *CitationKind}
    rows = _rows(ledger, address, only_moties=only_moties)
    found = words.no_rows
    if rows:
        one = words.count if only_moties else words.papers_count
        found = words.shown.format(
            rows=texts.count(len(rows), *one),
            places=texts.count(sum(len(row.places) for row in rows), *words.places_count),
        )
    shown = "moties" if only_moties else "papers"
    return rendering.render(
        "moties.html",
        words=words,
        asked=form(base, ledger, address, words),
        found=found,
        files=downloads(address, shown, "citations", kind=str(CitationKind.MOTIE) if only_moties else kind),
        several_kinds=not only_moties,
        columns=list(_columns(address, words, several_kinds=not only_moties)),
        rows=[paper(row, address, words) for row in rows[:SHOWN]],
        more=words.more.format(shown=SHOWN) if len(rows) > SHOWN else "",
    )


def _paper(base: KnowledgeBase, address: Address, words: Words) -> str:
    row = base.ledger().paper(address.get("stuk"))
    back = address.link(stuk=None)
    if row is None:
        return rendering.render("motie.html", words=words, back=back, paper=None)
    shown = paper(row, address, words)
    documents = in_time(row, base.documents_named({place.document for place in row.places}), words)
    return rendering.render(
        "motie.html",
        words=words,
        back=back,
        paper=shown,
        documents=documents,
        passages=to(SEARCH, motie=shown.id) if shown.id else "",
        files=downloads(address, "citations", "papers"),
    )


def _rows(ledger: Ledger, address: Address, *, only_moties: bool) -> list[PaperRow]:
    """The papers that the filters of the address leave, in its order, else in that of the text."""
    asked = ledger_filters(address)
    asked = replace(asked, kind=CitationKind.MOTIE) if only_moties else asked
    rows = [*ledger.select(asked)]
    order = address.get("sorteer")
    if order.removeprefix("-") in _SORTS:
        rows.sort(key=_SORTS[order.removeprefix("-")], reverse=order.startswith("-"))
    return rows


def _columns(address: Address, words: Words, *, several_kinds: bool) -> Iterator[Column]:
    now = address.get("sorteer")
    for name, label in zip(_SORTS, words.columns, strict=True):
        if name != "soort" or several_kinds:
            order = {name: "ascending", f"-{name}": "descending"}.get(now, "none")
            yield Column(Link(label, address.link(sorteer=f"-{name}" if now == name else name)), order)
