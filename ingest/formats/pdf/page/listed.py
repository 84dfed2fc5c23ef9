"""Headings that the document itself lists: its table of contents and bookmarks, found where they stand."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ingest.formats.pdf.page.contents import letters, without_number
from ingest.formats.pdf.page.marks import without_marks
from ingest.formats.pdf.page.paragraphs import BULLET, PrintedBlock
from ingest.model import BlockKind

if TYPE_CHECKING:
    from ingest.formats.pdf.page.contents import Entry

NEVER = (BlockKind.TABLE, BlockKind.CONTENTS)  # kinds that hold no headings
MOST_LINES, MOST_CHARACTERS = 5, 220  # of a heading
_LIKE = 0.9  # likeness of a printed heading and its entry in the table of contents


def match_entries(blocks: list[PrintedBlock], entries: list[Entry], labels: dict[int, str]) -> None:
    """Give the blocks that the entries name their level; blocks that hold a heading and text are cut in two."""
    pages: defaultdict[str, list[int]] = defaultdict(list)
    for ordinal, label in labels.items():
        pages[label.lower()].append(ordinal)
    by_page: defaultdict[int, list[PrintedBlock]] = defaultdict(list)
    for block in blocks:
        if block.kind not in NEVER:
            by_page[block.page].append(block)
    last_page = max(by_page, default=0)
    for entry in entries:
        named = [entry.ordinal] if entry.ordinal >= 0 else pages.get(entry.page.lower(), [])
        near = [p + d for p in named for d in (0, 1, -1)] or range(last_page + 1)
        for ordinal in near:
            found = _find(entry, by_page[ordinal], blocks)
            if found is not None:
                found.level, found.listed = entry.level, True
                by_page[ordinal] = [p for p in blocks if p.page == ordinal and p.kind not in NEVER]
                break


def _find(entry: Entry, candidates: list[PrintedBlock], blocks: list[PrintedBlock]) -> PrintedBlock | None:
    """The block on one page that is this entry's heading: joined with the next or cut, where that makes it equal."""
    wanted, bare = letters(entry.title), letters(without_number(entry.title))
    if len(bare) < 3:
        return None
    found: list[tuple[float, int, int]] = []  # how well, where, how many lines; a negative count: whole blocks more
    for index, block in enumerate(candidates):
        if block.listed or BULLET.match(block.text):
            continue
        # An item of a list ends so; a block whose text goes on over the page does too, but for the heading before it.
        goes_on = block.lines[-1].text[-1:] in {",", ";"}
        first = letters(without_marks(block.lines[0].text))
        if not first or not (
            wanted.startswith(first) or first.endswith(bare) or bare[:12] in first or _close(first, wanted)
        ):
            continue
        # A box repeats a heading that stands over it, a list names one that comes later.
        bold = block.style.bold
        weight = block.size / 1000 + bold / 100 - 0.6 * block.framed - 0.3 * (block.item and not bold)
        found += [
            (match + weight, index, count)
            for match, count in _matches(block, candidates[index + 1 : index + 4], wanted, bare)
            if not goes_on or 0 <= count < len(block.lines)
        ]
    if not found:
        return None
    _, index, count = max(found)
    block = candidates[index]
    if count >= 0:
        return _cut(block, count, blocks)
    for other in candidates[index + 1 : index + 1 - count]:
        block.lines.extend(other.lines)
        blocks.remove(other)
    return block


def _matches(block: PrintedBlock, following: list[PrintedBlock], wanted: str, bare: str) -> list[tuple[float, int]]:
    """(how well, how many lines) of the ways in which this block may be the heading."""
    found: list[tuple[float, int]] = []
    for count in range(1, len(block.lines) + 1):
        match = _equal(" ".join(line.text for line in block.lines[:count]), wanted, bare)
        if match:
            found.append((match, count))
            break
    together = block.text
    for number, more in enumerate(following, start=1):
        if more.listed or len(together) > len(wanted) + MOST_CHARACTERS:
            break
        together += " " + more.text
        if match := _equal(together, wanted, bare):
            found.append((match, -number))
    if len(block.lines) <= MOST_LINES:
        text = without_marks(block.text)
        likeness = max(_likeness(letters(text), wanted), _likeness(letters(without_number(text)), bare))
        if likeness >= _LIKE:
            found.append((likeness, len(block.lines)))
    return found


def _equal(text: str, wanted: str, bare: str) -> float:
    """2 for the same letters and digits, 1.5 where only the number before them differs, else 0."""
    text = without_marks(text)
    if letters(text) == wanted:
        return 2.0
    return 1.5 if bare in {letters(text), letters(without_number(text))} else 0.0


def _close(a: str, b: str) -> bool:
    return abs(len(a) - len(b)) <= 0.15 * max(len(a), len(b)) and _likeness(a, b) >= _LIKE


def _likeness(a: str, b: str) -> float:
    if not a or not b or min(len(a), len(b)) < 0.8 * max(len(a), len(b)):
        return 0.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _cut(block: PrintedBlock, count: int, blocks: list[PrintedBlock]) -> PrintedBlock:
    """The first ``count`` lines of a block as a block of their own, put before the rest."""
    if count >= len(block.lines):
        return block
    head = PrintedBlock(block.kind, block.lines[:count], block.page, block.strand, block.left, block.right, block.space)
    head.item, head.framed = block.item, block.framed
    block.lines = block.lines[count:]
    block.item, block.kind, block.space = False, BlockKind.PARAGRAPH, 1.0
    blocks.insert(blocks.index(block), head)
    return head
