"""The title of a motie, letter or promise: where it begins, where it surely ends, and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.citations.grammar import patterns
from ingest.model import CitationKind

if TYPE_CHECKING:
    from ingest.citations.grammar.even_text import EvenText
    from ingest.citations.grammar.heads import Head

LONGEST_LOOSE_TITLE = 250  # of a reference without a paper, where nothing marks the end but punctuation


def title_begins(text: str, head: Head) -> int | None:
    """Where the title begins that stands directly behind the names; None where no title does."""
    pattern = patterns.LETTER_TITLE_BEGINS if head.kind is CitationKind.KAMERBRIEF else patterns.TITLE_BEGINS
    begins = pattern.match(text, head.core)
    return begins.end() if begins else None


def past_address(text: str, begins: int, head: Head) -> int:
    """Where the title of a letter begins behind its date and addressee: "van 7 april 2022 over ..."."""
    while head.kind is CitationKind.KAMERBRIEF and (address := patterns.LETTER_ADDRESS.match(text, begins)):
        begins = address.end()
    return begins


def title_of(evened: EvenText, begins: int, end: int, head: Head) -> str | None:
    """The words of the title; for a letter only if they say what it is about, past its date and addressee."""
    if head.kind is CitationKind.KAMERBRIEF:
        begins = past_address(evened.even, begins, head)
        if begins >= end or patterns.LETTER_TITLE.match(evened.even, begins) is None:
            return None
    return title_words(evened, begins, end)


def is_title(between: str, head: Head) -> bool:
    """Whether the words between head and paper can be one title: no sentence ends, and no new clause begins."""
    if patterns.SENTENCE_ENDS.search(between) or ";" in between:
        return False
    if head.running and patterns.FINITE_VERB.search(between):
        return False
    if not head.by.names and head.plural:
        return False
    return between.count("(") - between.count(")") in {0, 1}


def without_opening(between: str) -> int:
    """Where in ``between`` the title ends: before the bracket, comma and white space that open the paper."""
    found = patterns.OPENING.search(between, max(0, between.rfind("(") - 1))
    if found and found["paren"]:
        cut = between[: found.start("paren")].rstrip()
    else:
        cut = between.rstrip()
        marker = patterns.MARKER.search(cut)
        cut = cut[: marker.start()] if marker else cut
    return len(cut.rstrip(",:").rstrip().removesuffix(" -").rstrip())


def title_words(evened: EvenText, start: int, end: int) -> str | None:
    """The words of a title as printed, white space made single."""
    return " ".join(evened.kept[start:end].split()) or None


def trailing_title(evened: EvenText, end: int) -> str | None:
    """The title behind a letter's number, outside the span: "Kamerbrief 29 911 (Nr. 348) over de aanpak ..."."""
    begins = patterns.TITLE_BEGINS.match(evened.even, end)
    if begins is None or evened.even[end : begins.end()].strip():
        return None
    return _bounded_title(evened, begins.end(), len(evened.even))


def title_end(text: str, start: int, limit: int) -> int | None:
    """Where a title without a paper behind it surely ends: at punctuation, before any finite verb. None: unsure."""
    limit = min(limit, start + LONGEST_LOOSE_TITLE, len(text))
    stops = patterns.PHRASE_STOPS.search(text, start, limit) or patterns.BEFORE_NEXT.search(
        text[:limit], max(start, limit - 12)
    )
    end = stops.start() if stops else limit
    if stops is None and limit < len(text):
        return None
    return None if patterns.FINITE_VERB.search(text, start, end) else end


def _bounded_title(evened: EvenText, start: int, limit: int) -> str | None:
    end = title_end(evened.even, start, limit)
    return None if end is None else title_words(evened, start, end)


def letter_title(evened: EvenText, head: Head, end: int) -> str | None:
    """What the letter is about: the words up to the first comma, without the colon before them."""
    text = evened.even
    begins = patterns.LETTER_TITLE_BEGINS.match(text, head.end)
    if begins is None:
        return None
    stops = patterns.PHRASE_STOPS.search(text, past_address(text, begins.end(), head), end)
    return title_of(evened, begins.end(), stops.start(), head) if stops else None
