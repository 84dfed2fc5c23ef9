"""Two documents compared: the papers that both cite, and those that only one of them cites."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.model import CitationKind
from search.backend.model import Listing
from search.ledger.filters import LedgerFilters
from ui import texts
from ui.web import rendering
from ui.web.address import MOTIES, READ, Link, to
from ui.web.pages.ledger.asked import ledger_filters
from ui.web.pages.ledger.downloads import downloads
from ui.web.pages.ledger.form import OFFERED, Select, count_kinds
from ui.web.pages.ledger.paper import paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from search import KnowledgeBase
    from search.ledger.ledger import Ledger
    from search.ledger.papers import CitingPlace, PaperRow
    from ui.texts.moties import Words
    from ui.web.address import Address
    from ui.web.pages.ledger.paper import Paper

VIEW = "vergelijken"


@dataclass(frozen=True, slots=True)
class Search:
    """A field in which documents are looked for. ``value``: what is; ``note``: which are offered without it."""

    label: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Row:
    """A paper, and where each of the documents cites it; ``title`` of a document "" where there is only one."""

    paper: Paper
    cited: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the three parts. ``heading``: what it holds and how many papers; ``rows``: the papers."""

    heading: str
    rows: tuple[Row, ...]


def render(base: KnowledgeBase, address: Address, words: Words) -> str:
    """Return the two documents to choose, and what they cite."""
    ledger = base.ledger()
    first, second = address.get("document"), address.get("met")
    chosen = base.titles([each for each in (first, second) if each])
    titles = {id_: texts.short(title) for id_, title in chosen.items()}
    parts: tuple[Part, ...] = ()
    if first in titles and second in titles and first != second:
        parts = _parts(ledger, titles, address, words)
    found = " ".join(f"{part.heading}." for part in parts)
    return rendering.render(
        "comparison.html",
        words=words,
        back=to(MOTIES),
        selects=_selects(base, ledger, titles, address, words),
        search=_search(ledger, address, words),
        kept=(("tab", MOTIES), ("weergave", VIEW)),
        parts=parts,
        found=found,
        files=downloads(address, "papers", "citations", kind=address.get("soort")) if parts else None,
    )


def _selects(
    base: KnowledgeBase, ledger: Ledger, chosen: Mapping[str, str], address: Address, words: Words
) -> tuple[Select, ...]:
    """The two documents, of those that cite anything, and the kind of paper; nothing where there are not two.

    ``chosen``: titles of those that are chosen. Of very many documents those are offered that cite most, or that are
    called what is looked for.
    """
    counts = _citing(ledger, address)
    first, second = address.get("document"), address.get("met")
    if len(counts) < 2 and not (first and second):  # noqa: PLR2004 - a comparison takes two
        return ()
    if len(counts) > OFFERED and address.get("titel"):
        asked = Listing(address.get("titel"), "citations", descending=True, most=OFFERED)
        ids = {each.id for each in base.documents_listed(asked)} & counts.keys()
    else:
        ids = {id_ for id_, _ in counts.most_common(OFFERED)}
    titles = base.titles({*ids, *chosen})

    def documents(name: str, label: str, value: str, other: str) -> Select:
        offered = [id_ for id_ in titles if (id_ in ids or id_ == value) and id_ != other]
        shown = [
            (id_, f"{texts.short(titles[id_])} ({texts.count(counts[id_], *words.papers_count)})") for id_ in offered
        ]
        return Select(name, label, value if value in offered else "", [("", words.pick), *shown])

    return (
        documents("document", words.first, first, second),
        documents("met", words.second, second, first),
        _kinds(ledger, [*chosen], address, words),
    )


def _citing(ledger: Ledger, address: Address) -> Counter[str]:
    """Document -> how many papers it cites, of the kind that is chosen."""
    kind = ledger_filters(address).kind

    def count() -> Counter[str]:
        rows = (row for row in ledger.papers if kind in {None, row.kind})
        return Counter(id_ for row in rows for id_ in {place.document for place in row.places})

    return ledger.kept(f"documents citing {kind}", count)


def _search(ledger: Ledger, address: Address, words: Words) -> Search | None:
    """The field in which a document is looked for, where there are more than can be offered."""
    if len(_citing(ledger, address)) <= OFFERED:
        return None
    return Search(words.find_document, address.get("titel"), words.find_document_note.format(shown=OFFERED))


def _kinds(ledger: Ledger, chosen: Sequence[str], address: Address, words: Words) -> Select:
    """The kinds of paper that the documents chosen cite, or any document where none is."""
    first, second = (*chosen, None, None)[:2]
    counts = count_kinds(ledger, LedgerFilters(document=first, compared_with=second))
    now = address.get("soort")
    kinds = [kind for kind in CitationKind if kind == now or counts[kind]]
    named = [(str(kind), words.naming.kinds[kind]) for kind in kinds]
    return Select("soort", words.kind, now if now in set(CitationKind) else "", [("", words.all_papers), *named])


def _parts(ledger: Ledger, titles: Mapping[str, str], address: Address, words: Words) -> tuple[Part, ...]:
    first, second = address.get("document"), address.get("met")
    asked = replace(ledger_filters(address), document=None, compared_with=None)
    found = ledger.compare(first, second, asked)
    return (
        _part(words.in_both, found.both, (first, second), titles, address, words),
        _part(words.only_in.format(title=titles[first]), found.only_first, (first,), titles, address, words),
        _part(words.only_in.format(title=titles[second]), found.only_second, (second,), titles, address, words),
    )


def _part(  # noqa: PLR0913, PLR0917 - what is shown, and in which words
    heading: str,
    rows: Iterable[PaperRow],
    documents: tuple[str, ...],
    titles: Mapping[str, str],
    address: Address,
    words: Words,
) -> Part:
    shown = tuple(
        Row(
            replace(paper(row, address, words), href=to(MOTIES, stuk=row.key)),
            tuple((titles[id_] if len(documents) > 1 else "", _places(row, id_, words)) for id_ in documents),
        )
        for row in rows
    )
    return Part(f"{heading}: {texts.count(len(shown), *words.papers_count)}", shown)


def _places(row: PaperRow, document: str, words: Words) -> tuple[Link, ...]:
    """The way to every place in a document that cites a paper, each passage and note once."""
    links = (Link(_where(place, words), _href(place)) for place in row.places if place.document == document)
    return tuple(dict.fromkeys(links))


def _where(place: CitingPlace, words: Words) -> str:
    page = "" if place.page is None else texts.PAGE.format(page=place.page)
    note = "" if place.footnote is None else words.note.format(number=place.footnote)
    return ", ".join(part for part in (page or place.section or place.chapter, note) if part)


def _href(place: CitingPlace) -> str:
    return to(READ, document=place.document, passage=place.passage) if place.passage else ""
