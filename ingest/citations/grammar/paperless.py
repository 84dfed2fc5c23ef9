"""References that name no paper: a motie by its submitters, a letter by its mark or date, a promise by its date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.citations.grammar import patterns
from ingest.citations.grammar.draft import CitationDraft
from ingest.citations.grammar.replacing import find_replaced
from ingest.citations.grammar.titles import LONGEST_LOOSE_TITLE, is_title, letter_title, title_end, title_words
from ingest.model import CitationKind

if TYPE_CHECKING:
    from ingest.citations.grammar.even_text import EvenText
    from ingest.citations.grammar.heads import Head
    from ingest.citations.grammar.replacing import Replaced


def read_loose_motie(evened: EvenText, head: Head, limit: int) -> list[CitationDraft]:
    """A motie or amendment without a number of its own: counts if it names a submitter or the one it replaces."""
    text = evened.even
    draft = CitationDraft(head.start, head.core, head.kind, submitters=head.by.names, cosigned=head.by.cosigned)
    begins = patterns.TITLE_BEGINS.match(text, head.core)
    if head.replaced is not None:
        draft = replace(draft, replaces=head.replaced.id_beside(None, None))
    elif (replaced := _replaced(text, head, limit)) is not None:
        title = title_words(evened, begins.end(), replaced.start) if begins else None
        return [replace(draft, end=replaced.end, title=title, replaces=replaced.id_beside(None, None))]
    elif not head.by.names:
        return []
    if on_paper := patterns.ON_PAPER.match(text, head.core):
        return [replace(draft, end=on_paper.end(), number=on_paper["number"])]
    if head.kind is CitationKind.AMENDEMENT and not (head.by.certain or head.running or begins):
        return []  # "Amendement Financiering" is a heading
    end = title_end(text, begins.end(), limit) if begins else None
    if begins and end is not None:
        end = begins.end() + len(text[begins.end() : end].rstrip())
        return [replace(draft, end=end, title=title_words(evened, begins.end(), end))]
    return [draft]


def _replaced(text: str, head: Head, limit: int) -> Replaced | None:
    """The paper that the motie takes the place of, named behind its title."""
    found = find_replaced(text, head.core, min(len(text), head.core + LONGEST_LOOSE_TITLE))
    if found is None or found.start >= limit:
        return None
    between = text[head.core : found.start]
    return found if not between.strip() or is_title(between, head) else None


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
