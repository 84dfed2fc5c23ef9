"""What can be asked of the ledger, as a form whose fields are values of the address."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from ingest.model import Verdict
from search.ledger.filters import NONE
from ui.web.address import MOTIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from search.ledger.ledger import Ledger
    from ui.texts.moties import Words
    from ui.web.address import Address

    Choices = Sequence[tuple[str, str]]  # what is sent, what is shown

#: The fields of the form that filter; "soort" chooses between moties and all papers.
FIELDS = ("zoek", "indiener", "dossier", "document", "hoofdstuk", "sdg", "vergaderjaar", "oordeel")
ALL_KINDS = "alle"


def form(ledger: Ledger, titles: dict[str, str], address: Address, told: Words) -> str:
    """Return the form. ``titles``: document id -> what it is called here."""
    rows = ledger.papers if address.get("soort") == ALL_KINDS else ledger.moties
    places = [place for row in rows for place in row.places]
    goals = sorted({sdg for place in places for sdg in place.sdgs})
    chapters = dict.fromkeys(place.chapter for place in places if place.chapter)
    people = _counted(name for row in rows for name in row.submitters)
    dossiers = _counted(row.dossier or NONE for row in rows)
    years = _counted(row.session_year or NONE for row in rows)
    choices: dict[str, tuple[str, Choices]] = {
        "indiener": (told.submitter, [(name, f"{name} ({count})") for name, count in people]),
        "dossier": (
            told.dossier,
            [(name, f"{_told(name, told.naming.no_paper)} ({count})") for name, count in dossiers],
        ),
        "document": (told.document, list(titles.items())),
        "hoofdstuk": (told.chapter, [(name, name) for name in chapters]),
        "sdg": (told.sdg, [(str(sdg), f"{sdg} {told.naming.sdgs[sdg]}") for sdg in goals]),
        "vergaderjaar": (
            told.session_year,
            [(name, f"{_told(name, told.unknown)} ({count})") for name, count in years],
        ),
        "oordeel": (told.verdict, [(str(each), told.verdicts[each]) for each in Verdict]),
    }
    kinds = [("", told.only_moties), (ALL_KINDS, told.all_papers)]
    selects = [_select("soort", told.kind, kinds, address)]
    selects += [
        _select(name, label, [("", told.everything), *found], address) for name, (label, found) in choices.items()
    ]
    asked = any(address.get(name) for name in (*FIELDS, "jaar", "soort"))
    clear = f'<a class="vp-clear" href="?tab={MOTIES}">{told.clear}</a>' if asked else ""
    field = (
        f'<label for="moties-zoek">{told.words}</label><div class="vp-line">'
        f'<input type="search" id="moties-zoek" name="zoek" value="{escape(address.get("zoek"))}" '
        f'placeholder="{escape(told.words_hint)}"><button class="vp-button" type="submit">{told.apply}</button></div>'
    )
    return (
        f'<form class="vp-form" data-address data-auto aria-label="{told.filters}">'
        f'<input type="hidden" name="tab" value="{MOTIES}">{_kept("sorteer", address)}{_kept("jaar", address)}'
        f'<div class="vp-field vp-wide">{field}</div>{"".join(selects)}{clear}</form>'
    )


def _counted(names: Iterable[str]) -> list[tuple[str, int]]:
    """Names with how often, in the order of the alphabet, what is not told last."""
    return sorted(Counter(names).items(), key=lambda item: (item[0] == NONE, item[0].casefold()))


def _told(name: str, unknown: str) -> str:
    return unknown if name == NONE else name


def _kept(name: str, address: Address) -> str:
    """A value that the form leaves as it is."""
    value = address.get(name)
    return f'<input type="hidden" name="{name}" value="{escape(value)}">' if value else ""


def _select(name: str, label: str, choices: Choices, address: Address) -> str:
    """A choice; a value of the address that is none of the choices is shown as it is, since it does filter."""
    now = address.get(name)
    extra = [] if now in dict(choices) else [(now, now)]
    options = "".join(
        f'<option value="{escape(value)}"{" selected" if value == now else ""}>{escape(shown)}</option>'
        for value, shown in [*choices, *extra]
    )
    id_ = f"moties-{name}"
    return (
        f'<div class="vp-field"><label for="{id_}">{escape(label)}</label>'
        f'<select id="{id_}" name="{name}">{options}</select></div>'
    )
