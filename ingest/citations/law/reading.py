"""All references to law in a text, without those that are part of another reference."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from ingest.citations.law.articles import read_articles
from ingest.citations.law.european import read_european

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.citations.grammar.draft import CitationDraft


def read_law(text: str, taken: Iterable[tuple[int, int]]) -> list[CitationDraft]:
    """The references to European and national law in the even text, in order.

    ``taken``: the spans of other references, such as a letter whose title names a directive; those are left alone.
    Of two that overlap, the one that begins first counts.
    """
    spans = sorted(taken)
    starts = [start for start, _ in spans]
    furthest, ends = 0, []
    for _, end in spans:
        furthest = max(furthest, end)
        ends.append(furthest)
    kept: list[CitationDraft] = []
    last = 0
    for draft in sorted([*read_articles(text), *read_european(text)], key=lambda draft: (draft.start, -draft.end)):
        before = bisect_right(starts, draft.start)
        inside = before > 0 and ends[before - 1] > draft.start
        runs_into = before < len(starts) and starts[before] < draft.end
        if draft.start >= last and not inside and not runs_into:
            kept.append(draft)
            last = draft.end
    return kept
