"""References that name no paper: a motie by its submitters, a letter by its mark or date, a promise by its date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.citations.grammar import patterns
from ingest.citations.grammar.draft import CitationDraft
from ingest.citations.grammar.titles import LONGEST_LOOSE_TITLE, letter_title, title_end, title_words
from ingest.model import CitationKind

if TYPE_CHECKING:
    from ingest.citations.grammar.even_text import EvenText
    from ingest.citations.grammar.heads import Head


def read_loose_motie(evened: EvenText, head: Head, limit: int) -> list[CitationDraft]:
    """A motie or amendment without a dossier: counts if it names a submitter."""
    text, names = evened.even, head.by.names
    if not names:
        return []
    draft = CitationDraft(head.start, head.core, head.kind, submitters=names, cosigned=head.by.cosigned)
    if on_paper := patterns.ON_PAPER.match(text, head.core):
        return [replace(draft, end=on_paper.end(), number=on_paper["number"])]
    begins = patterns.TITLE_BEGINS.match(text, head.core)
    if head.kind is CitationKind.AMENDEMENT and not (head.by.certain or head.running or begins):
        return []  # "Amendement Financiering" is a heading
    end = title_end(text, begins.end(), limit) if begins else None
    if begins and end is not None:
        end = begins.end() + len(text[begins.end() : end].rstrip())
        return [replace(draft, end=end, title=title_words(evened, begins.end(), end))]
    return [draft]


def read_loose_letter(evened: EvenText, head: Head, limit: int) -> list[CitationDraft]:
    """A letter without a dossier: counts if a reference mark or a date of its own identifies it."""
    text = evened.even
    del limit  # a mark may look like the start of another reference
    stop = min(len(text), head.end + LONGEST_LOOSE_TITLE)
    ends = patterns.SENTENCE_ENDS.search(text, head.end, stop)
    blank = patterns.BLANK_LINE.search(text, head.end, stop)
    address = patterns.ADDRESS.search(text, head.end, stop)
    stop = min([found.start() for found in (ends, blank, address) if found], default=stop)
    mark = patterns.LETTER_MARK.search(text, head.end, stop)
    date = patterns.DATE.search(text, head.end, stop)
    last = mark or date
    if last is None or patterns.FINITE_VERB.search(text, head.end, last.end()):
        return []
    end = len(text[: last.end()].rstrip(".,;:")) if last is mark else last.end()
    return [CitationDraft(head.start, end, head.kind, title=letter_title(evened, head, end))]


def read_loose_promise(evened: EvenText, head: Head, limit: int) -> list[CitationDraft]:
    """A promise without a paper: to members by name, or by a minister on a date."""
    text = evened.even
    draft = CitationDraft(head.start, head.core, head.kind)
    if head.by.names:
        begins = patterns.TITLE_BEGINS.match(text, head.core)
        end = title_end(text, begins.end(), limit) if begins else None
        return [draft if end is None else replace(draft, end=len(text[:end].rstrip()))]
    if patterns.MINISTER.match(text, head.end) is None:
        return []
    date = patterns.DATE.search(text, head.end, min(len(text), head.end + LONGEST_LOOSE_TITLE))
    if date is None:
        return []
    between = text[head.end : date.end()]
    if (
        patterns.SENTENCE_ENDS.search(between)
        or patterns.BLANK_LINE.search(between)
        or patterns.FINITE_VERB.search(between)
    ):
        return []
    return [replace(draft, end=date.end())]
