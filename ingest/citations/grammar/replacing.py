"""A motie or amendment that takes the place of another: "t.v.v. 31 497, nr. 297", "ter vervanging van nr. 8".

The number behind these words is that of the other one, so it must not be taken for the motie's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.citations.fragments import GAP, NR, NUMBER, SP
from ingest.citations.grammar.patterns import CLOSING, DOSSIER
from ingest.citations.registry.identifiers import kamerstuk_id

_REPLACING = (
    rf"(?:(?<!\w)[Tt]\.?\s?v\.?\s?v\.?|(?<!\w)[Tt]er{GAP}vervanging{GAP}van|"
    r"(?:(?<=\()|(?<=[(,]\s))was(?=\s{1,3}+[Nn\d]))"
)
_WORDS = (
    rf"{SP}(?:(?:de|het|die|dat|dit){GAP})?(?:(?:motie|amendement)(?:-\w{{1,30}}+)?{GAP})?(?:(?:op{GAP})?stuk{GAP})?"
    rf"(?:gedrukt{GAP})?(?:onder{GAP})?(?:[Kk]amerst(?:uk|ukken){GAP}(?:II{GAP})?)?"
)
_PAPER = (
    rf"{DOSSIER.pattern}(?:[\s-]{{0,3}}+(?P<suffix>[IVX]{{1,6}}[AB]?|[A-J]|\d\d)(?=-\d|{SP},?{SP}{NR}))?"
    rf"(?:-|{SP},?{SP}{NR}{SP})(?P<number>{NUMBER})"
)
_REPLACES = re.compile(rf"{SP}[,;]?{SP}(?P<paren>\()?{SP}{_REPLACING}{_WORDS}(?:{_PAPER}|{NR}{SP}(?P<alone>{NUMBER}))")
_BEFORE = re.compile(rf"{_REPLACING}{_WORDS}$")
_WORDS_AT_MOST = 80  # characters


@dataclass(frozen=True, slots=True)
class Replaced:
    """The paper replaced, and where the words that name it stand, their brackets included.

    ``dossier``: None where it is that of the motie itself.
    """

    start: int
    end: int
    dossier: str | None
    suffix: str | None
    number: str

    def id_beside(self, dossier: str | None, suffix: str | None) -> str | None:
        """The id of the paper replaced by one of this dossier; None where no dossier is known."""
        if self.dossier is not None:
            dossier, suffix = self.dossier, self.suffix
        return kamerstuk_id(dossier, suffix, self.number) if dossier else None


def find_replaced(text: str, start: int, end: int | None = None) -> Replaced | None:
    """Read the paper replaced that is named at ``start`` of the even text; with ``end``, named anywhere before that."""
    found = _REPLACES.match(text, start) if end is None else _REPLACES.search(text, start, end)
    if found is None:
        return None
    closing = CLOSING.match(text, found.end()) if found["paren"] else None
    return Replaced(
        found.start(),
        closing.end() if closing else found.end(),
        re.sub(r"[\s.]", "", found["dossier"]) if found["dossier"] else None,
        found["suffix"],
        found["number"] or found["alone"],
    )


def is_replaced(text: str, start: int) -> bool:
    """Whether the paper that begins at ``start`` is named as one that another takes the place of."""
    return _BEFORE.search(text[max(0, start - _WORDS_AT_MOST) : start]) is not None
