"""The word that begins a reference ("motie", "Kamerbrief") and the names behind it: submitters or addressees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.citations.grammar import patterns
from ingest.citations.grammar.replacing import Replaced, find_replaced
from ingest.citations.grammar.submitters import Submitters, read_addressees, read_submitters
from ingest.model import CitationKind

if TYPE_CHECKING:
    import re

_SUBMITTED = frozenset({CitationKind.MOTIE, CitationKind.AMENDEMENT, CitationKind.KAMERVRAAG})  # by members
VOTED = frozenset({CitationKind.MOTIE, CitationKind.AMENDEMENT})
_NOBODY = Submitters((), cosigned=False, end=0, certain=False)


@dataclass(frozen=True, slots=True)
class Head:
    """The word that begins the reference and what could be read behind it."""

    kind: CitationKind
    start: int
    end: int  # of the word
    by: Submitters
    core: int  # where the names end, or the word if there are none; behind "t.v.v. nr. 8" if that follows
    running: bool  # stands in a running sentence ("de motie Kuzu"), so that the sentence may go on behind it
    plural: bool
    replaced: Replaced | None = None


def stands_in_sentence(text: str, start: int) -> bool:
    """Whether the word at ``start`` has a determiner before it ("de motie"), unlike the first word of a reference."""
    return patterns.RUNNING.search(text[max(0, start - 12) : start]) is not None


def read_head(text: str, anchor: re.Match[str]) -> Head:
    """Read the word ``anchor`` and the names behind it."""
    word = anchor[0].lower()
    kind = next(
        (
            kind
            for kind in (CitationKind.MOTIE, CitationKind.AMENDEMENT, CitationKind.TOEZEGGING, CitationKind.KAMERBRIEF)
            if word.startswith(kind.value[:9])
        ),
        CitationKind.KAMERVRAAG,
    )
    start, end = anchor.start(), anchor.end()
    by = _NOBODY
    if kind in _SUBMITTED:
        by = read_submitters(text, end) if end < len(text) else _NOBODY
    elif kind is CitationKind.TOEZEGGING:
        by = read_addressees(text, end)
    plural = word.endswith(("s", "en")) and word != kind.value
    core = max(end, by.end)
    replaced = find_replaced(text, core) if kind in VOTED else None
    running = stands_in_sentence(text, start)
    return Head(kind, start, end, by, replaced.end if replaced else core, running, plural, replaced)
