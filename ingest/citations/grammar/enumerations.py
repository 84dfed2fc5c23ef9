"""Moties and amendments that share one word: "de moties Kuzu (36 045, nr. 53) en Piri c.s. (36 045, nr. 54)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.citations.grammar import patterns
from ingest.citations.grammar.heads import Head
from ingest.citations.grammar.submitters import read_listed
from ingest.citations.grammar.ties import tie

if TYPE_CHECKING:
    from ingest.citations.grammar.draft import CitationDraft
    from ingest.citations.grammar.even_text import EvenText


def read_further(evened: EvenText, before: CitationDraft, papers: list[CitationDraft]) -> list[CitationDraft]:
    """The ``papers`` as parts of a further motie of an enumeration, whose span begins with its submitters.

    ``before``: the motie or amendment before it, of the same kind. Empty where no names join the two, or where words
    stand between the names and the paper that may be another thing's: only "c.s." or "lid" makes them a title.
    """
    text = evened.even
    joined = patterns.NEXT_SUBMITTED.match(text, before.end)
    if joined is None or joined.end() >= papers[0].start:
        return []
    by = read_listed(text, joined.end(), certain=joined["member"] is not None)
    if not by.names or by.end > papers[0].start:
        return []
    if not by.certain and patterns.OPENING.fullmatch(text[by.end : papers[0].start]) is None:
        return []
    head = Head(before.kind, joined.end(), joined.end(), by, by.end, running=True, plural=False)
    return tie(evened, head, papers)
