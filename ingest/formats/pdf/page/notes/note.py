"""A footnote in the making, and what the numbers that lead to notes look like."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.formats.pdf.page.model import PrintedLine

SMALL = 0.94  # of the size of the running text: notes are printed in at most this
_LABELS = re.compile(r"[\d]{1,3}|[*†‡]{1,3}")


@dataclass(slots=True, eq=False)
class Note:
    """A note in the making. ``label``: as printed; ``key``: its place among all notes, from 1; ``page``: 0-based.

    ``table``: of a note below a table in the middle of a page, the ids of the table's lines where those are known; None
    for a note at the foot of the page.
    """

    label: str
    page: int
    lines: list[PrintedLine] = field(default_factory=list)
    key: int = 0
    marked: int = 0  # words that lead to it
    table: frozenset[int] | None = None


def labels_in(text: str) -> list[str]:
    """The labels in a raised piece of text.

    >>> labels_in("3, 4"), labels_in("**")
    (['3', '4'], ['**'])
    """
    return _LABELS.findall(text)


def counted_on(text: str) -> list[str]:
    """The numbers of several notes printed on end without a sign between them, [] where none count up so.

    >>> counted_on("101112"), counted_on("13")
    (['10', '11', '12'], [])
    """
    digits = text.strip()
    if not digits.isdecimal():
        return []
    for length in range(1, len(digits) // 2 + 1):
        labels = [digits[:length]]
        while len("".join(labels)) < len(digits):
            labels.append(str(int(labels[-1]) + 1))
        if "".join(labels) == digits:
            return labels
    return []
