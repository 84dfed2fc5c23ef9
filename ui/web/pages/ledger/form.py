"""What can be asked of the ledger, as a form whose fields are values of the address.

The fields depend on each other: each offers what would leave something beside the choices in the others, and says how
much, so that no choice leads to nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.citations.registry.identifiers import dossier_label
from ingest.model import CitationKind, Verdict
from search.chapters import titles_holding
from search.dutch.terms import fold
from search.ledger.filters import NONE, LedgerFilters
from ui import texts
from ui.web.address import MOTIES, Link, to
from ui.web.pages.ledger.asked import ALL_KINDS, FIELDS, KEPT, ledger_filters

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from search import KnowledgeBase
    from search.ledger.ledger import Ledger
    from search.ledger.papers import CitingPlace, PaperRow
    from ui.texts.moties import Words
    from ui.web.address import Address

    Choices = Sequence[tuple[str, str]]  # what is sent, what is shown


OFFERED = 200  # values of a field: nobody reads more, and they would fill megabytes


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


def form(base: KnowledgeBase, ledger: Ledger, address: Address, words: Words) -> Form:
    """Return the form. ``base``: that the ledger is of."""
    chosen = any(address.get(name) for name in (*FIELDS, *KEPT, "soort"))
    values = dict(_fields(ledger, address))
    titles = base.titles([value for value, _ in values["document"]])
    labels = _labels({id_: texts.short(title) for id_, title in titles.items()}, words)
    fields = (
        Select(
            name,
            labels[name][0],
            address.get(name),
            [("", words.everything), *((value, _counted(labels[name][1](value), count)) for value, count in counted)],
        )
        for name, counted in values.items()
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
    counts = count_kinds(ledger, asked)
    now = address.get("soort")
    others = [kind for kind in CitationKind if kind is not CitationKind.MOTIE and (counts[kind] or kind == now)]
    choices = (
        ("", _counted(words.only_moties, counts[CitationKind.MOTIE])),
        *((str(kind), _counted(words.naming.kinds[kind], counts[kind])) for kind in others),
        (ALL_KINDS, _counted(words.all_papers, counts.total())),
    )
    return Select("soort", words.kind, now, choices)


def count_kinds(ledger: Ledger, asked: LedgerFilters) -> Counter[CitationKind]:
    """Return how many papers of each kind satisfy what is asked."""
    if asked == LedgerFilters():
        return ledger.kept("kinds", lambda: Counter(row.kind for row in ledger.papers))
    return Counter(row.kind for row in ledger.select(asked))


def _counted(label: str, count: int) -> str:
    return f"{label} ({count})"


def _fields(ledger: Ledger, address: Address) -> Iterable[tuple[str, list[tuple[str, int]]]]:
    """The fields that choose among values, each with the values that the others leave and how many rows of each.

    Of very many values those are offered that leave most.
    """
    asked = ledger_filters(address)
    if asked.kind is None and address.get("soort") != ALL_KINDS:
        asked = replace(asked, kind=CitationKind.MOTIE)
    if replace(asked, kind=None) == LedgerFilters() and not any(map(address.get, FIELDS)):
        return ledger.kept(f"choices of {asked.kind}", lambda: [*_choices(ledger, asked, address)])
    return _choices(ledger, asked, address)


def _choices(ledger: Ledger, asked: LedgerFilters, address: Address) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    left = ledger.select(asked)
    for name, field in FIELDS.items():
        others = replace(asked, **{field: None})
        rows = left if others == asked else ledger.select(others)
        now = address.get(name)
        counts = _counts(name, rows, others, now)
        values = _ordered(name, counts) if now in counts or not now else [*_ordered(name, counts), now]
        yield name, [(value, counts[value]) for value in values]


def _ordered(name: str, counts: Counter[str]) -> list[str]:
    """The values by the alphabet, numbers by their size, chapters as they appear; what is not stated last."""
    if name == "hoofdstuk":
        return list(counts)
    if name == "verwijzing":
        return [str(verdict) for verdict in Verdict if counts[verdict]]
    return sorted(counts, key=lambda value: (value == NONE, int(value) if name == "sdg" else 0, fold(value)))


def _counts(name: str, rows: Iterable[PaperRow], others: LedgerFilters, now: str) -> Counter[str]:
    """Value -> the rows that choosing it would leave. ``others``: what the other fields ask; ``now``: chosen, or ""."""
    found: Counter[str] = Counter()
    for row in rows:
        found.update([*dict.fromkeys(_values(name, row, others))])
    if len(found) > OFFERED:
        most = {value for value, _ in found.most_common(OFFERED)} | ({now} & found.keys())
        offered = Counter({value: count for value, count in found.items() if value in most})
    else:
        offered = Counter(found)
    if name == "hoofdstuk":
        _count_wider(offered, found, rows, others)
    return offered


def _count_wider(
    offered: Counter[str], found: Collection[str], rows: Iterable[PaperRow], others: LedgerFilters
) -> None:
    """A chapter is asked for by a part of its title, so those whose title holds it count as well."""
    every = [*found]
    wider = {part: places for part, places in titles_holding(offered, every).items() if len(places) > 1}
    parts: defaultdict[str, list[str]] = defaultdict(list)  # title -> those offered that it holds
    for part, places in wider.items():
        offered[part] = 0
        for place in places:
            parts[every[place]].append(part)
    for row in rows if wider else ():
        offered.update({part for title in _values("hoofdstuk", row, others) for part in parts.get(title, ())})


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
