"""The address of the page is its state: whoever opens the same address sees the same.

An address is a query string such as ``?vraag=klimaatdoel&sdg=13``. Its names are Dutch words, because people read and
mail them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Self
from urllib.parse import urlencode

from search.model import Filters
from ui.texts import page as texts

if TYPE_CHECKING:
    from collections.abc import Mapping

# Name in the address -> field of Filters.
FILTERS = {
    "soort": "kind",
    "document": "document",
    "hoofdstuk": "chapter",
    "sdg": "sdg",
    "sdg-suggestie": "suggested_sdg",
    "motie": "motie",
    "indiener": "submitter",
    "jaar": "year",
}
NUMBERS = {"sdg", "sdg-suggestie", "jaar"}
LONGEST = 1000  # characters of one value: an address is not a document
SEARCH, READ, MOTIES, OVERVIEW, DOCUMENTS = TABS = ("zoeken", "lezen", "moties", "overzicht", "documenten")


@dataclass(frozen=True, slots=True)
class Link:
    """What a link is called and where it leads; ``href`` is not yet escaped."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Address:
    """Which tab is shown, in which language, and with which values; the values are whatever the tab makes of them."""

    tab: str = SEARCH
    language: str = texts.DUTCH
    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, tab: str, values: Mapping[str, str]) -> Self:
        """Return the address that these values of a query string stand for; an unknown tab is the first one."""
        kept = {name: _text(value) for name, value in values.items() if name not in ("tab", "taal")}
        language = texts.ENGLISH if values.get("taal") == texts.ENGLISH else texts.DUTCH
        return cls(
            tab if tab in TABS else SEARCH, language, tuple((name, value) for name, value in kept.items() if value)
        )

    def get(self, name: str, default: str = "") -> str:
        """Return a value."""
        return dict(self.values).get(name, default)

    def number(self, name: str) -> int | None:
        """Return a value that is a whole number of at most six digits, else None."""
        value = self.get(name)
        return int(value) if value.isascii() and value.isdigit() and len(value) <= 6 else None  # noqa: PLR2004

    def filters(self) -> Filters:
        """Return the filters that the address holds; a value that cannot be one filters nothing."""
        words = {field: self.get(name) or None for name, field in FILTERS.items() if name not in NUMBERS}
        numbers = {field: self.number(name) for name, field in FILTERS.items() if name in NUMBERS}
        return Filters(**words, **numbers)  # type: ignore[arg-type]  # NUMBERS lists the fields that are numbers

    def link(self, tab: str = "", /, **changes: object) -> str:
        """Return the address with these values changed, as an href, not yet escaped; None or "" removes a value."""
        values = {**dict(self.values), **{name: str(value or "") for name, value in changes.items()}}
        return to(tab or self.tab, **values)


def _text(value: str) -> str:
    """Return a value as a link can hold it: half a character, which JSON can hold, is none."""
    return value.strip()[:LONGEST].encode("utf-8", "replace").decode("utf-8")


def to(tab: str, /, **values: object) -> str:
    """Return the href of a tab with these values only, not yet escaped."""
    shown = {"tab": "" if tab == SEARCH else tab, **values}
    return f"?{'&'.join(_pair(name, str(value)) for name, value in shown.items() if value not in (None, ''))}"


@lru_cache(maxsize=4096)  # a page has some seventy links, which differ in one value
def _pair(name: str, value: str) -> str:
    return urlencode([(name, value)])


def anchor(passage: str, prefix: str = "p") -> str:
    """Return the id of a passage's element. ``prefix``: of the tab: all tabs stand in one page and may show the same.

    A document's id is the name of its file, which may hold spaces and signs that an id or the end of an address may
    not: these are written as their number.
    """
    plain = re.sub(r"[^A-Za-z0-9_-]", lambda found: f".{ord(found[0]):x}", passage.replace(":", "-"))
    return f"{prefix}-{plain}"
