"""The places in a text where a reference begins, and what is read there: papers, gazettes, proceedings, ids.

Moties, letters and promises are only found here; ``references`` reads them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.citations.grammar import patterns
from ingest.citations.grammar.draft import CitationDraft
from ingest.citations.grammar.gazettes import read_gazette
from ingest.citations.grammar.papers import chamber, read_hyphenated, read_papers
from ingest.citations.grammar.proceedings import read_aanhangsel, read_handelingen, read_house, read_supplement
from ingest.citations.grammar.replacing import is_replaced
from ingest.citations.registry.identifiers import IdParts, split_address, split_id

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_HEADS = frozenset({"head", "plural", "brieven", "questions"})
_IDS = frozenset({"address", "identifier", "ecli", "jci", "bwb", "tk", "promise"})
_READERS = {"gazette": read_gazette, "aanhangsel": read_aanhangsel, "handelingen": read_handelingen}
_BEFORE = 96  # characters before a number in which the word that names its kind may stand


def read_publications(text: str) -> Iterator[tuple[re.Match[str], list[CitationDraft]]]:
    """Every anchor in the even text with the papers read there; for a motie, letter or promise an empty list."""
    covered = 0
    for anchor in patterns.ANCHOR.finditer(text):
        if anchor.start() < covered:
            continue
        drafts = _read(text, anchor)
        if drafts and is_replaced(text, anchor.start()):
            drafts = [replace(drafts[0], replaced=True), *drafts[1:]]
        covered = max((draft.end for draft in drafts), default=covered)
        if drafts or anchor.lastgroup in _HEADS:
            yield anchor, drafts


def _read(text: str, anchor: re.Match[str]) -> list[CitationDraft]:
    start, end, kind = anchor.start(), anchor.end(), str(anchor.lastgroup)
    if reader := _READERS.get(kind):
        return reader(text, anchor)
    if kind == "label":
        return read_papers(text, start, end, labelled=True) or read_supplement(text, anchor)
    if kind == "dossier":
        bracketed = text[max(0, start - 2) : start].rstrip(" ").endswith("(")
        return read_papers(text, start, start, labelled=False) or (read_hyphenated(text, start) if bracketed else [])
    if kind == "house":
        return read_house(text, start, end, chamber(anchor[0]))
    return _some(_read_id(text, anchor)) if kind in _IDS else []


def _some(draft: CitationDraft | None) -> list[CitationDraft]:
    return [] if draft is None else [draft]


def _trim(anchor: re.Match[str]) -> int:
    """Where an id or address ends without the punctuation of the sentence it stands in."""
    return anchor.start() + len(anchor[0].rstrip(".,;:-"))


def _from_id(start: int, end: int, parts: IdParts | None) -> CitationDraft | None:
    if parts is None:
        return None
    return CitationDraft(
        start,
        end,
        parts.kind,
        id=parts.id,
        dossier=parts.dossier,
        suffix=parts.suffix,
        number=parts.number,
        chamber=parts.chamber,
        session_year=parts.session_year,
    )


def _read_id(text: str, anchor: re.Match[str]) -> CitationDraft | None:
    start, end = anchor.start(), _trim(anchor)
    if anchor["address"]:
        return _from_id(start, end, split_address(anchor[0]))
    printed, before = text[start:end], text[max(0, start - _BEFORE) : start]
    if (
        anchor["tk"]
        and "Z" in printed
        and (patterns.QUESTIONS_BEFORE.search(before) or patterns.QUESTIONS_AFTER.match(text, end))
    ):
        printed = f"kv-tk-{printed}"
    elif anchor["promise"] and printed[1] in "Zz":
        printed = patterns.PROMISE.sub(r"TZ\1-\2", printed)
    elif anchor["promise"] and patterns.PROMISE_BEFORE.search(before) is None:
        return None
    return _from_id(start, end, split_id("".join(printed.split())))
