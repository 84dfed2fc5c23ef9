"""What can be asked of the ledger, as a form whose fields are values of the address."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.model import Verdict
from search.ledger.filters import NONE
from ui.web.address import MOTIES, to

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search.ledger.ledger import Ledger
    from ui.texts.moties import Words
    from ui.web.address import Address

    Choices = Sequence[tuple[str, str]]  # what is sent, what is shown

#: The fields of the form that filter; "soort" chooses between moties and all papers.
FIELDS = ("zoek", "indiener", "dossier", "document", "hoofdstuk", "sdg", "vergaderjaar", "oordeel")
ALL_KINDS = "alle"


@dataclass(frozen=True, slots=True)
class Select:
    """A field with choices. ``value``: of the address, "" for none."""

    name: str
    label: str
    value: str
    choices: Choices


@dataclass(frozen=True, slots=True)
class Form:
    """The form as shown. ``kept``: values that it leaves as they are; ``clear``: the address without filters, or ""."""

    kept: tuple[tuple[str, str], ...]
    words: str
    selects: tuple[Select, ...]
    clear: str


def form(ledger: Ledger, titles: dict[str, str], address: Address, words: Words) -> Form:
    """Return the form. ``titles``: document id -> what it is called here."""
    asked = any(address.get(name) for name in (*FIELDS, "jaar", "soort"))
    kinds = [("", words.only_moties), (ALL_KINDS, words.all_papers)]
    fields = (
        _select(name, label, [("", words.everything), *found], address)
        for name, label, found in _fields(ledger, titles, address, words)
    )
    return Form(
        kept=(("tab", MOTIES), *((name, value) for name in ("sorteer", "jaar") if (value := address.get(name)))),
        words=address.get("zoek"),
        selects=(_select("soort", words.kind, kinds, address), *fields),
        clear=to(MOTIES) if asked else "",
    )


def _fields(
    ledger: Ledger, titles: dict[str, str], address: Address, words: Words
) -> Iterator[tuple[str, str, Choices]]:
    """The fields that choose among values: name, label, and the values there are."""
    rows = ledger.papers if address.get("soort") == ALL_KINDS else ledger.moties
    places = [place for row in rows for place in row.places]
    goals = sorted({sdg for place in places for sdg in place.sdgs})
    chapters = dict.fromkeys(place.chapter for place in places if place.chapter)
    yield "indiener", words.submitter, _counted((name for row in rows for name in row.submitters), "")
    yield "dossier", words.dossier, _counted((row.dossier or NONE for row in rows), words.naming.no_paper)
    yield "document", words.document, list(titles.items())
    yield "hoofdstuk", words.chapter, [(name, name) for name in chapters]
    yield "sdg", words.sdg, [(str(sdg), f"{sdg} {words.naming.sdgs[sdg]}") for sdg in goals]
    yield "vergaderjaar", words.session_year, _counted((row.session_year or NONE for row in rows), words.unknown)
    yield "oordeel", words.verdict, [(str(each), words.verdicts[each]) for each in Verdict]


def _counted(names: Iterable[str], none: str) -> Choices:
    """Names with how often, in the order of the alphabet; last what is not stated, which is shown as ``none``."""
    counts = sorted(Counter(names).items(), key=lambda item: (item[0] == NONE, item[0].casefold()))
    return [(name, f"{none if name == NONE and none else name} ({count})") for name, count in counts]


def _select(name: str, label: str, choices: Choices, address: Address) -> Select:
    """A choice; a value of the address that is none of the choices is shown as it is, since it does filter."""
    now = address.get(name)
    return Select(name, label, now, [*choices, *([] if now in dict(choices) else [(now, now)])])
