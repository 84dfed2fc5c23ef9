"""The bar above a document that is read: what it is, which page, the way along the hits, link, PDF and file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ui import texts
from ui.texts.reader.bar import words
from ui.web.address import READ, SEARCH, anchor
from ui.web.originals.files import address_of, path_of
from ui.web.originals.pane import can_open
from ui.web.pages.cards import read_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search import KnowledgeBase
    from search.backend.model import StoredDocument
    from search.model import Hit
    from ui.web.address import Address

PDF = "pdf"  # name in the address: the PDF stands beside the text, at this passage or, with _HERE, where one reads
_HERE = "ja"


@dataclass(frozen=True, slots=True)
class Step:
    """A hit that one can go to. ``title``: of its document where that is another than is read, with the page."""

    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Walk:
    """The way ``back`` to the results, and along them: ``rank`` of ``count``, with the hits ``before`` and ``after``.

    ``back``: leads to the card of the passage one came for; ``rank``: 1-based, None where that is no hit.
    """

    back: str
    count: int
    rank: int | None = None
    before: Step | None = None
    after: Step | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """What the bar shows.

    ``origin``: kind, publisher and year, as far as known; ``passage``: whose quotation is copied; ``pdf``: the address
    with the PDF beside the text, "" where it cannot be shown; ``text``: the address without it; ``file``: of the
    original, "" where it is not there any more; ``name``: what it is called when it is saved.
    """

    title: str
    origin: str
    passage: str
    walk: Walk | None
    pdf: str
    text: str
    file: str
    name: str


def bar(base: KnowledgeBase, known: StoredDocument, address: Address, hits: Sequence[Hit], passage: str) -> Bar:
    """Return the bar. ``hits``: of the question one came with; ``passage``: the first one that is shown."""
    path = path_of(known)
    return Bar(
        title=known.title,
        origin=origin(known),
        passage=passage,
        walk=_walk(hits, address) if hits else None,
        pdf=address.link(pdf=_HERE) if can_open(base, known) else "",
        text=address.link(pdf=None),
        file="" if path is None else address_of(known, address.language),
        name="" if path is None else path.name,
    )


def origin(known: StoredDocument) -> str:
    """What kind of document this is, whose and of when, as far as known: "verkiezingsprogramma · SP, 2021"."""
    kind = "" if known.kind == texts.UNSTATED_KIND else known.kind
    whose = ", ".join(part for part in (known.publisher, str(known.year or "")) if part)
    return " · ".join(part for part in (kind, whose) if part)


def going_on(address: Address) -> Address:
    """Return the address as the start of links to other places: the PDF stays open, at the place one goes to."""
    return replace(address, values=tuple((name, _HERE if name == PDF else value) for name, value in address.values))


def _walk(hits: Sequence[Hit], address: Address) -> Walk:
    wanted = address.get("passage")
    at = next((at for at, hit in enumerate(hits) if hit.passage.id == wanted), None)
    back = address.link(SEARCH, passage=None, deel=None, binnen=None, pdf=None, document=address.get("binnen"))
    if at is None:
        return Walk(back, len(hits))
    before, after = (_step(hits, near, address) for near in (at - 1, at + 1))
    return Walk(f"{back}#{anchor(wanted)}", len(hits), at + 1, before, after)


def _step(hits: Sequence[Hit], at: int, address: Address) -> Step | None:
    if not 0 <= at < len(hits):
        return None
    hit = hits[at]
    same = hit.passage.document == address.get("document")
    title = words(address.language).same if same else texts.short(hit.title)
    page = "" if hit.passage.page is None else texts.PAGE.format(page=hit.passage.page)
    href = read_link(hit.passage.document, hit.passage.id, going_on(address), within=address.get("binnen"))
    return Step(href, ", ".join(part for part in (title, page) if part))


def pdf_at(address: Address, passage: str) -> str:
    """Return the address with the PDF beside the text, at a passage."""
    return address.link(READ, pdf=passage)
