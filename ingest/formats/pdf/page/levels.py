"""Levels of headings: those of the document's own list, else by how they are set."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from ingest.formats.pdf.page.paragraphs import Piece

NUMBERED = re.compile(r"^\s*(?:hoofdstuk\s+|bijlage\s+)?(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?(?:\s|:)", re.IGNORECASE)
_DEEPEST = 6

Setting: TypeAlias = tuple[float, bool, bool]


def setting_of(piece: Piece) -> Setting:
    """Size, weight and slope, larger and heavier first when sorted."""
    style = piece.style
    return (-round(piece.size * 2) / 2, not style.bold, style.italic)


def set_levels(pieces: list[Piece]) -> None:
    """Levels of all headings: as listed, else that of listed ones set alike, else by size and weight."""
    headings = [piece for piece in pieces if piece.level]
    if not headings:
        return
    votes: defaultdict[Setting, Counter[int]] = defaultdict(Counter)
    for piece in headings:
        if piece.listed:
            votes[setting_of(piece)][piece.level] += 1
    by_setting = {setting: counted.most_common(1)[0][0] for setting, counted in votes.items()}
    lowest = max(by_setting.values(), default=0)
    unknown = sorted({setting_of(piece) for piece in headings} - set(by_setting))
    for setting in unknown:
        above = [level for other, level in by_setting.items() if other < setting]
        level = max(above, default=0) + 1
        # What the table of contents does not list stands below what it lists, unless it is set larger.
        if votes and any(other < setting for other in votes):
            level = max(level, lowest + 1)
        by_setting[setting] = min(level, _DEEPEST)
    for piece in headings:
        if piece.listed:
            continue
        piece.level = by_setting[setting_of(piece)]
        depth = NUMBERED.match(piece.text)
        if depth and not votes:
            parts = depth["number"].count(".") + 1
            piece.level = parts if parts > 1 else piece.level
    _close_gaps(headings)


def _close_gaps(headings: list[Piece]) -> None:
    """A section stands directly below the one it is in, however many kinds of headings there are elsewhere."""
    above: list[int] = []
    for piece in headings:
        while above and above[-1] >= piece.level:
            above.pop()
        above.append(piece.level)
        piece.level = len(above)
