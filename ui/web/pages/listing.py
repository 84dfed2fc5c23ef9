"""A list of documents that can be searched and comes in pages; its page, words and order stand in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.backend.model import Listing
from ui import texts
from ui.texts import paging
from ui.web.address import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search import KnowledgeBase
    from search.backend.model import DocumentOrder, StoredDocument
    from ui.texts.paging import Words
    from ui.web.address import Address

PAGE = 100  # documents
FEW = 20  # documents that are found at a glance: a list of no more has no field to search in
# Name of an order in the address -> what documents are ordered by; those of the columns of a table, in its order.
ORDERS: dict[str, DocumentOrder] = {
    "titel": "title",
    "soort": "kind",
    "uitgever": "publisher",
    "datum": "date",
    "passages": "passages",
    "verwijzingen": "citations",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column. ``order``: how it is sorted now; ``link``: sorts by it, the other way if it is."""

    link: Link
    order: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the list. ``total``: of all documents there are.

    ``searchable``: whether there is a field to search in, with ``asked`` in it and ``kept`` values beside it;
    ``clear``: the address without words, or ""; ``shown``: which of how many there are, "" where that is all;
    ``before``, ``after``: the pages beside it; ``headings``: of a table's columns, () where it is not searchable.
    """

    words: Words
    documents: tuple[StoredDocument, ...]
    total: int
    searchable: bool
    asked: str
    kept: tuple[tuple[str, str], ...]
    clear: str
    shown: str
    before: Link | None
    after: Link | None
    headings: tuple[Heading, ...]


def listed(base: KnowledgeBase, address: Address, columns: Sequence[str] = ()) -> Listed:
    """Return the page of the list that an address asks for; beyond the last one, that.

    ``columns``: of a table, in the order of ORDERS; none for a list that is not sorted by them.
    """
    words = paging.words(address.language)
    asked, total = address.get("zoek"), base.count_documents()
    count = base.count_documents(asked) if asked else total
    last = max(1, -(-count // PAGE))
    number = min(max(address.number("pagina") or 1, 1), last)
    order = address.get("sorteer") if columns else ""
    first = (number - 1) * PAGE
    documents = base.documents_listed(
        Listing(asked, ORDERS.get(order.removeprefix("-"), "id"), order.startswith("-"), first, PAGE)
    )
    searchable = total > FEW or bool(asked)
    kept = {"tab": address.tab, "sorteer": order}
    return Listed(
        words=words,
        documents=tuple(documents),
        total=total,
        searchable=searchable,
        asked=asked,
        kept=tuple((name, value) for name, value in kept.items() if value),
        clear=address.link(zoek=None, pagina=None) if asked else "",
        shown=_shown(first, len(documents), count, words) if asked or last > 1 else "",
        before=_page(number - 1, words.before, address) if number > 1 else None,
        after=_page(number + 1, words.after, address) if number < last else None,
        headings=tuple(_headings(columns, order, address)) if searchable else (),
    )


def _shown(first: int, shown: int, count: int, words: Words) -> str:
    if not count:
        return words.none
    documents = texts.count(count, *words.documents)
    return words.shown.format(first=first + 1, last=first + shown, documents=documents)


def _page(number: int, label: str, address: Address) -> Link:
    return Link(label, address.link(pagina=number if number > 1 else None))


def _headings(columns: Sequence[str], now: str, address: Address) -> Iterator[Heading]:
    for name, label in zip(ORDERS, columns, strict=False):
        order = {name: "ascending", f"-{name}": "descending"}.get(now, "none")
        yield Heading(Link(label, address.link(sorteer=f"-{name}" if now == name else name, pagina=None)), order)
