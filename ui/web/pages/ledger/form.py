"""What can be asked of the ledger, as a form whose fields are values of the address.

The fields depend on each other: each offers what would leave something beside the choices in the others, and says how
much, so that no choice leads to nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.citations.registry.identifiers import dossier_label
from ingest.model import CitationKind, Verdict
from search.dutch.terms import fold
from search.ledger.filters import NONE
from ui.web.address import MOTIES, Link, to
from ui.web.pages.ledger.asked import ALL_KINDS, FIELDS, KEPT, ledger_filters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from search.ledger.filters import LedgerFilters
    from search.ledger.ledger import Ledger
    from search.ledger.papers import CitingPlace, PaperRow
    from ui.texts.moties import Words
    from ui.web.address import Address

    Choices = Sequence[tuple[str, str]]  # what is sent, what is shown


@dataclass(frozen=True, slots=True)
class Select:
    """A field with choices. ``value``: of the address, "" for none."""

    name: str
    label: str
    value: str
    choices: Choices


@dataclass(frozen=True, slots=True)
class Form:
    """The form as shown.

    ``kept``: values that it leaves as they are; ``clear``: the address without filters, or ""; ``compare``: the way to
    the comparison of two documents.
    """

    kept: tuple[tuple[str, str], ...]
    words: str
    selects: tuple[Select, ...]
    clear: str
    compare: Link


def form(ledger: Ledger, titles: Mapping[str, str], address: Address, words: Words) -> Form:
    """Return the form. ``titles``: document id -> what it is called here."""
    chosen = any(address.get(name) for name in (*FIELDS, *KEPT, "soort"))
    labels = _labels(titles, words)
    fields = (
        Select(name, labels[name][0], address.get(name), choices)
        for name, choices in _fields(ledger, address, labels, words)
    )
    return Form(
        kept=(("tab", MOTIES), *((name, value) for name in ("sorteer", "jaar") if (value := address.get(name)))),
        words=address.get("zoek"),
        selects=(_kinds(ledger, address, words), *fields),
        clear=to(MOTIES) if chosen else "",
        compare=Link(words.compare, to(MOTIES, weergave="vergelijken", document=address.get("document"))),
    )


def _labels(titles: Mapping[str, str], words: Words) -> dict[str, tuple[str, Callable[[str], str]]]:
    """Name of a field -> its label, and how a value is shown."""
    return {
        "indiener": (words.submitter, str),
        "dossier": (words.dossier, lambda name: words.naming.no_paper if name == NONE else printed_dossier(name)),
        "document": (words.document, lambda id_: titles.get(id_, id_)),
        "hoofdstuk": (words.chapter, str),
        "sdg": (words.sdg, lambda sdg: f"{sdg} {words.naming.sdgs.get(int(sdg), '')}" if sdg.isdigit() else sdg),
        "vergaderjaar": (words.session_year, lambda year: words.unknown if year == NONE else year),
        "verwijzing": (words.verdict, lambda name: words.verdicts[Verdict(name)] if name in set(Verdict) else name),
    }


def printed_dossier(name: str) -> str:
    """Return a dossier of the ledger, "35925-XVII", as it is printed: "35925 XVII"."""
    dossier, _, suffix = name.partition("-")
    return dossier_label(dossier, suffix or None)


def _kinds(ledger: Ledger, address: Address, words: Words) -> Select:
    """Moties, every other kind that the filters leave, and all papers."""
    asked = replace(ledger_filters(address), kind=None)
    counts = Counter(row.kind for row in ledger.papers if asked.accepts(row))
    now = address.get("soort")
    others = [kind for kind in CitationKind if kind is not CitationKind.MOTIE and (counts[kind] or kind == now)]
    choices = (
        ("", _counted(words.only_moties, counts[CitationKind.MOTIE])),
        *((str(kind), _counted(words.naming.kinds[kind], counts[kind])) for kind in others),
        (ALL_KINDS, _counted(words.all_papers, counts.total())),
    )
    return Select("soort", words.kind, now, choices)


def _counted(label: str, count: int) -> str:
    return f"{label} ({count})"


def _fields(
    ledger: Ledger, address: Address, labels: Mapping[str, tuple[str, Callable[[str], str]]], words: Words
) -> Iterator[tuple[str, Choices]]:
    """The fields that choose among values, each with the values that the others leave and how many rows of each."""
    asked = ledger_filters(address)
    if asked.kind is None and address.get("soort") != ALL_KINDS:
        asked = replace(asked, kind=CitationKind.MOTIE)
    left = [row for row in ledger.papers if asked.accepts(row)]
    for name, field in FIELDS.items():
        others = replace(asked, **{field: None})
        rows = left if others == asked else [row for row in ledger.papers if others.accepts(row)]
        counts = _counts(name, rows, others)
        now = address.get(name)
        shown = labels[name][1]
        values = _ordered(name, counts) if now in counts or not now else [*_ordered(name, counts), now]
        yield name, [("", words.everything), *((value, _counted(shown(value), counts[value])) for value in values)]


def _ordered(name: str, counts: Counter[str]) -> list[str]:
    """The values by the alphabet, numbers by their size, chapters as they appear; what is not stated last."""
    if name == "hoofdstuk":
        return list(counts)
    if name == "verwijzing":
        return [str(verdict) for verdict in Verdict if counts[verdict]]
    return sorted(counts, key=lambda value: (value == NONE, int(value) if name == "sdg" else 0, fold(value)))


def _counts(name: str, rows: Iterable[PaperRow], others: LedgerFilters) -> Counter[str]:
    """Value -> the rows that choosing it would leave. ``others``: what the other fields ask."""
    found: Counter[str] = Counter()
    for row in rows:
        found.update(list(dict.fromkeys(_values(name, row, others))))
    if name != "hoofdstuk":
        return found
    # A chapter is asked for by a part of its title, so those whose title holds it count as well.
    titles = {title: fold(title) for title in found}
    wider = {title: {each for each, folded in titles.items() if titles[title] in folded} for title in titles}
    wider = {title: chapters for title, chapters in wider.items() if len(chapters) > 1}
    for title, chapters in wider.items():
        found[title] = sum(any(each in chapters for each in _values(name, row, others)) for row in rows)
    return found


def _values(name: str, row: PaperRow, others: LedgerFilters) -> Iterable[str]:
    """The values of a field that leave this row; of a field about places those of the places that the others leave."""
    if name == "indiener":
        return {fold(each): each for each in row.submitters}.values()
    if name == "dossier":
        return row.dossiers or {NONE}
    if name == "vergaderjaar":
        return (row.session_year or NONE,)
    if name == "verwijzing":
        return (str(row.verdict),)
    return _of_places(name, [place for place in row.places if others.stands(place)])


def _of_places(name: str, places: Iterable[CitingPlace]) -> Iterable[str]:
    if name == "document":
        return [place.document for place in places]
    if name == "sdg":
        return [str(sdg) for place in places for sdg in place.sdgs]
    return [place.chapter for place in places if place.chapter]
