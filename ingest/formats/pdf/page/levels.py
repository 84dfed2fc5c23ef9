"""Levels of headings: those of the document's own list, else by how they are set; a numbered series has one level."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ingest.formats.pdf.page.lettered import lower_letters
from ingest.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ingest.formats.pdf.page.paragraphs import PrintedBlock

NUMBERED = re.compile(r"^\s*(?:hoofdstuk\s+|bijlage\s+)?(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?(?:\s|:)", re.IGNORECASE)
_DEEPEST = 6
_COUNTED = re.compile(r"^\s*(?P<above>(?:\d{1,2}\.)*)(?P<number>\d{1,2})(?P<sign>[.):]?)\s+(?=\S)")
_MORE_SPACE = 1.22  # usual distances above a numbered line that is a heading
_INDENT = 4.0  # points
_MOST_CHARACTERS = 120  # of a numbered line that becomes a heading for the sake of its series
_SERIES = 3
_LIKE_SIZE = 0.1

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
    for series in _series(headings):
        _set_alike(series.members)
    lower_letters(headings)
    _close_gaps(headings)


def _close_gaps(headings: list[PrintedBlock]) -> None:
    """A section stands directly below the one it is in, however many kinds of headings there are elsewhere."""
    above: list[int] = []
    for block in headings:
        while above and above[-1] >= block.level:
            above.pop()
        above.append(block.level)
        block.level = len(above)


# --- numbered series -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Series:
    """Numbered lines that count up one by one. ``form``: the numbers above theirs and the sign behind it."""

    form: tuple[str, str]
    last: int
    members: list[PrintedBlock] = field(default_factory=list)


def complete_series(blocks: list[PrintedBlock], set_apart: Callable[[PrintedBlock], bool]) -> None:
    """Make headings of the numbered lines of a series in which others are headings, though these are set otherwise.

    ``set_apart``: whether slope or colour distinguishes a block from running text.
    """
    candidates = []
    for index, block in enumerate(blocks):
        if block.level or _may_head(block, blocks[index + 1 : index + 2]):
            candidates.append(block)
    for series in _series(candidates):
        plain = [not (block.level or set_apart(block)) for block in series.members]
        if len(plain) < _SERIES and any(plain):
            continue
        if len(plain) < 2 or not (any(block.level for block in series.members) or not any(plain)):
            continue
        for index, block in enumerate(series.members):
            # A plain line at the end is the last of a list, unless most of the headings are as plain.
            if not plain[index] or 2 * sum(plain) > len(plain) or not all(plain[index:]):
                block.level = block.level or -1


def _may_head(block: PrintedBlock, following: list[PrintedBlock]) -> bool:
    """Whether a line could be a heading by where it stands: alone, with text below it."""
    text = block.text
    return (
        block.kind in {BlockKind.LIST, BlockKind.PARAGRAPH}
        and not block.framed
        and len(block.lines) <= 2
        and len(text) <= _MOST_CHARACTERS
        and block.space > _MORE_SPACE
        and not any(line.turned for line in block.lines)
        and not re.search(r"[.;,:]$", text)
        and any(after.level or (after.kind is BlockKind.PARAGRAPH and not after.item) for after in following)
    )


def _series(blocks: Iterable[PrintedBlock]) -> list[_Series]:
    """The series among these blocks; one that begins anew at 1 is another one."""
    found: list[_Series] = []
    for block in blocks:
        match = _COUNTED.match(block.text)
        if match is None:
            continue
        number, form = int(match["number"]), (match["above"], match["sign"])
        home = _home(found, block, number, form)
        if home is None:
            found.append(_Series(form, number, [block]))
        elif home.last == number:
            home.members[-1] = block
        else:
            home.last = number
            home.members.append(block)
    return found


def _home(found: list[_Series], block: PrintedBlock, number: int, form: tuple[str, str]) -> _Series | None:
    """The series that this number continues: one set alike before others, the latest first."""
    if number <= 1:
        return None
    homes = [
        series
        for series in found
        if series.form == form
        and (series.last == number - 1 or (series.last == number and block.level and not series.members[-1].level))
        and (block.level or any(abs(_indent(block) - _indent(other)) < _INDENT for other in series.members))
    ]
    setting = setting_of(block)
    alike = [series for series in homes if any(setting_of(other) == setting for other in series.members)]
    return next(reversed(alike or homes), None)


def _indent(block: PrintedBlock) -> float:
    return block.lines[0].x0 - block.left


def _set_alike(members: list[PrintedBlock]) -> None:
    """One level for all of a series: the listed one, else that of most, the higher of two that are as frequent."""
    sizes = sorted(block.size for block in members)
    usual = sizes[len(sizes) // 2]
    odd = [block for block in members if abs(block.size - usual) > _LIKE_SIZE * usual]
    if odd and members[0] in odd:
        # Larger print with the number 1 is the chapter that the others stand in.
        members = members[1:]
        odd = odd[1:]
    if len(members) < 2 or 4 * len(odd) > len(members):
        return
    listed = [block.level for block in members if block.listed]
    counted = Counter(listed or (block.level for block in members))
    level = min(counted, key=lambda level: (-counted[level], level))
    for block in members:
        if not block.listed:
            block.level = level
