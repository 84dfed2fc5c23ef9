"""The tab Moties: the ledger as a table that can be searched, filtered, sorted and exported; and a page per motie."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ingest.model import Verdict
from search.dutch.terms import fold
from search.ledger.filters import LedgerFilters
from ui import texts
from ui.programs import downloads as exports
from ui.texts.moties import words
from ui.texts.page import ENGLISH
from ui.web.pages.markup import notice
from ui.web.pages.motie import conflicts, link, people, subject, whole
from ui.web.pages.moties_form import ALL_KINDS, FIELDS, form
from ui.web.pages.tables import with_heads

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search import KnowledgeBase
    from search.ledger.ledger import PaperRow
    from ui.texts.moties import Words
    from ui.web.address import Address

SHOWN = 200  # rows at most: more nobody reads, and the exports hold all

# Name of a column in the address -> what its rows are sorted by; what is not told comes last.
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


def render(base: KnowledgeBase, address: Address) -> str:
    """Return what the tab shows: the table, or the page of the paper that the address names."""
    told = words(address.language)
    ledger = base.ledger()
    if address.get("stuk"):
        back = f'<p><a href="{escape(address.link(stuk=None))}">← {told.back}</a></p>'
        row = next((row for row in ledger.papers if row.key == address.get("stuk")), None)
        return back + (notice(told.gone) if row is None else whole(row, told) + _exports(address, told, "citations"))
    if not ledger.papers:
        return f"<h2>{told.title}</h2>{notice(told.none)}"
    everything = address.get("soort") == ALL_KINDS
    asked = ledger_filters(address)
    rows = [row for row in (ledger.papers if everything else ledger.moties) if asked.accepts(row)]
    sort = address.get("sorteer")
    if sort.removeprefix("-") in _SORTS:  # else in reading order
        rows.sort(key=_SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    found = told.no_rows
    if rows:
        found = told.shown.format(
            rows=texts.count(len(rows), *(told.papers_count if everything else told.count)),
            places=texts.count(sum(len(row.places) for row in rows), *told.places_count),
        )
    parts = [f'<p class="vp-notice" data-status="{escape(found)}">{found}</p>']
    if rows:
        parts.append(_exports(address, told, *(("citations",) if everything else ("moties", "citations"))))
        parts.append(_table(rows[:SHOWN], address, told))
        parts += [notice(told.more.format(shown=SHOWN))] if len(rows) > SHOWN else []
    titles = {known.id: texts.short(known.title) for known in base.documents()}
    return f"<h2>{told.title}</h2>{form(ledger, titles, address, told)}{''.join(parts)}"


def _exports(address: Address, told: Words, *whats: str) -> str:
    labels = {"moties": told.export_moties, "citations": told.export_citations}
    asked = {name: value for name in (*FIELDS, "jaar", "stuk") if (value := address.get(name))}
    root = "../" if address.language == ENGLISH else ""
    return exports.links({what: labels[what] for what in whats}, told.export, asked, root)


def _table(rows: Sequence[PaperRow], address: Address, told: Words) -> str:
    heads = "".join(_head(name, column, address, told) for name, column in zip(_SORTS, told.columns, strict=True))
    cells = [
        (
            escape(people(row, told)) or "–",
            f'<a href="{escape(address.link(stuk=row.key))}">{subject(row, told)}</a>{conflicts(row, told)}',
            escape(row.session_year or "–"),
            link(row, told),
            told.verdicts[row.verdict],
            str(len(row.places)),
        )
        for row in rows
    ]
    return with_heads(heads, told.columns, cells, caption=told.title)


def _head(name: str, column: str, address: Address, told: Words) -> str:
    """A heading that sorts, and at the second time the other way round."""
    now = address.get("sorteer")
    order = {name: "ascending", f"-{name}": "descending"}.get(now, "none")
    href = escape(address.link(sorteer=f"-{name}" if now == name else name))
    label = escape(told.sort_by.format(column=column))
    return f'<th scope="col" aria-sort="{order}"><a href="{href}" title="{label}">{escape(column)}</a></th>'
