"""Headings that the document itself lists: its table of contents and bookmarks, found where they stand."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ingest.formats.pdf.page.contents import letters, without_number
from ingest.formats.pdf.page.marks import without_marks
from ingest.formats.pdf.page.paragraphs import BULLET, Piece
from ingest.model import BlockKind

if TYPE_CHECKING:
    from ingest.formats.pdf.page.contents import Entry

NEVER = (BlockKind.TABLE, BlockKind.CONTENTS)  # kinds that hold no headings
MOST_LINES, MOST_CHARACTERS = 5, 220  # of a heading
_LIKE = 0.9  # likeness of a printed heading and its entry in the table of contents


def match_entries(pieces: list[Piece], entries: list[Entry], labels: dict[int, str]) -> None:
    """Give the pieces that the entries name their level; pieces that hold a heading and text are cut in two."""
    pages: defaultdict[str, list[int]] = defaultdict(list)
    for ordinal, label in labels.items():
        pages[label.lower()].append(ordinal)
    by_page: defaultdict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.kind not in NEVER:
            by_page[piece.page].append(piece)
    last_page = max(by_page, default=0)
    for entry in entries:
        named = [entry.ordinal] if entry.ordinal >= 0 else pages.get(entry.page.lower(), [])
        near = [p + d for p in named for d in (0, 1, -1)] or range(last_page + 1)
        for ordinal in near:
            found = _find(entry, by_page[ordinal], pieces)
            if found is not None:
                found.level, found.listed = entry.level, True
                by_page[ordinal] = [p for p in pieces if p.page == ordinal and p.kind not in NEVER]
                break


def _find(entry: Entry, candidates: list[Piece], pieces: list[Piece]) -> Piece | None:
    """The piece on one page that is this entry's heading: joined with the next or cut, where that makes it equal."""
    wanted, bare = letters(entry.title), letters(without_number(entry.title))
    if len(bare) < 3:
        return None
    found: list[tuple[float, int, int]] = []  # how well, where, how many lines; a negative count: whole pieces more
    for index, piece in enumerate(candidates):
        if piece.listed or BULLET.match(piece.text) or piece.lines[-1].text[-1:] in {",", ";"}:
            continue
        first = letters(without_marks(piece.lines[0].text))
        if not first or not (
            wanted.startswith(first) or first.endswith(bare) or bare[:12] in first or _close(first, wanted)
        ):
            continue
        # A box repeats a heading that stands over it, a list names one that comes later.
        bold = piece.style.bold
        weight = piece.size / 1000 + bold / 100 - 0.6 * piece.framed - 0.3 * (piece.item and not bold)
        found += [
            (match + weight, index, count)
            for match, count in _matches(piece, candidates[index + 1 : index + 4], wanted, bare)
        ]
    if not found:
        return None
    _, index, count = max(found)
    piece = candidates[index]
    if count >= 0:
        return _cut(piece, count, pieces)
    for other in candidates[index + 1 : index + 1 - count]:
        piece.lines.extend(other.lines)
        pieces.remove(other)
    return piece


def _matches(piece: Piece, following: list[Piece], wanted: str, bare: str) -> list[tuple[float, int]]:
    """(how well, how many lines) of the ways in which this piece may be the heading."""
    found: list[tuple[float, int]] = []
    for count in range(1, len(piece.lines) + 1):
        match = _equal(" ".join(line.text for line in piece.lines[:count]), wanted, bare)
        if match:
            found.append((match, count))
            break
    together = piece.text
    for number, more in enumerate(following, start=1):
        if more.listed or len(together) > len(wanted) + MOST_CHARACTERS:
            break
        together += " " + more.text
        if match := _equal(together, wanted, bare):
            found.append((match, -number))
    if len(piece.lines) <= MOST_LINES:
        text = without_marks(piece.text)
        likeness = max(_likeness(letters(text), wanted), _likeness(letters(without_number(text)), bare))
        if likeness >= _LIKE:
            found.append((likeness, len(piece.lines)))
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


def _cut(piece: Piece, count: int, pieces: list[Piece]) -> Piece:
    """The first ``count`` lines of a piece as a piece of their own, put before the rest."""
    if count >= len(piece.lines):
        return piece
    head = Piece(piece.kind, piece.lines[:count], piece.page, piece.strand, piece.left, piece.right, piece.space)
    head.item, head.framed = piece.item, piece.framed
    piece.lines = piece.lines[count:]
    piece.item, piece.kind, piece.space = False, BlockKind.PARAGRAPH, 1.0
    pieces.insert(pieces.index(piece), head)
    return head
