"""Levels of headings: those of the document's own list, else by how they are set."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from ingest.formats.pdf.page.paragraphs import PrintedBlock

NUMBERED = re.compile(r"^\s*(?:hoofdstuk\s+|bijlage\s+)?(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?(?:\s|:)", re.IGNORECASE)
_DEEPEST = 6

Setting: TypeAlias = tuple[float, bool, bool]


def setting_of(block: PrintedBlock) -> Setting:
    """Size, weight and slope, larger and heavier first when sorted."""
    style = block.style
    return (-round(block.size * 2) / 2, not style.bold, style.italic)


def set_levels(blocks: list[PrintedBlock]) -> None:
    """Levels of all headings: as listed, else that of listed ones set alike, else by size and weight."""
    headings = [block for block in blocks if block.level]
    if not headings:
        return
    votes: defaultdict[Setting, Counter[int]] = defaultdict(Counter)
    for block in headings:
        if block.listed:
            votes[setting_of(block)][block.level] += 1
    by_setting = {setting: counted.most_common(1)[0][0] for setting, counted in votes.items()}
    lowest = max(by_setting.values(), default=0)
    unknown = sorted({setting_of(block) for block in headings} - set(by_setting))
    for setting in unknown:
        above = [level for other, level in by_setting.items() if other < setting]
        level = max(above, default=0) + 1
        # What the table of contents does not list stands below what it lists, unless it is set larger.
        if votes and any(other < setting for other in votes):
            level = max(level, lowest + 1)
        by_setting[setting] = min(level, _DEEPEST)
    for block in headings:
        if block.listed:
            continue
        block.level = by_setting[setting_of(block)]
        depth = NUMBERED.match(block.text)
        if depth and not votes:
            parts = depth["number"].count(".") + 1
            block.level = parts if parts > 1 else block.level
    _close_gaps(headings)


def _close_gaps(headings: list[PrintedBlock]) -> None:
    """A section stands directly below the one it is in, however many kinds of headings there are elsewhere."""
    above: list[int] = []
    for block in headings:
        while above and above[-1] >= block.level:
            above.pop()
        above.append(block.level)
        block.level = len(above)
