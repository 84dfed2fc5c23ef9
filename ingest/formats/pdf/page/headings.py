"""Headings of a printed document: from its own table of contents, bookmarks and tags, else from how they are set."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.formats.pdf.page.contents import letters
from ingest.formats.pdf.page.levels import NUMBERED, set_levels, setting_of
from ingest.formats.pdf.page.listed import MOST_CHARACTERS, MOST_LINES, NEVER, match_entries
from ingest.formats.pdf.page.marks import without_marks
from ingest.formats.pdf.page.paragraphs import BULLET, Piece
from ingest.model import BlockKind

if TYPE_CHECKING:
    from ingest.formats.pdf.page.contents import Entry
    from ingest.formats.pdf.page.model import PrintedLine, Style

_MOST_WORDS = 30
_LARGER = 1.09  # of the size of the running text
_ITALIC_CHARACTERS = 90  # a heading that is told by slope or colour only is short
_SPACE = 1.3  # usual distances above a heading that is told by slope or colour only
_LABELS = 3  # headings on end that are none
_TITLE = 1.35  # of the size of the running text: a title on the first page
_COVERED = 3  # pages behind the first: a shorter document has no cover
_FEW_WORDS = 60  # on a cover or half-title
_TAG = re.compile(r"^H(?P<level>[1-6])?$")


@dataclass(frozen=True, slots=True)
class Body:
    """How the running text is set: most characters have this size and style."""

    size: float
    style: Style
    colour: str
    colours: frozenset[str]


def body_of(lines: list[PrintedLine]) -> Body:
    """The setting of most characters among these lines."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = sizes.most_common(1)[0][0]
    styles: Counter[Style] = Counter()
    colours: Counter[str] = Counter()
    for line in lines:
        if abs(line.size - size) < 0.6:
            styles[line.style] += len(line.text)
            colours[line.colour] += len(line.text)
    total = sum(colours.values())
    common = frozenset(colour for colour, count in colours.items() if count > 0.1 * total)
    return Body(size, styles.most_common(1)[0][0], colours.most_common(1)[0][0], common)


def find_headings(
    pieces: list[Piece],
    body: Body,
    entries: list[Entry],
    labels: dict[int, str],
    tags: dict[int, dict[int, str]],
) -> list[Piece]:
    """The pieces with ``level`` set for headings; pieces that hold a heading and text are cut in two.

    ``entries``: of the table of contents, or made of the bookmarks. ``labels``: ordinal of a page -> printed number.
    ``tags``: for each page, the roles of its pieces of marked content.
    """
    match_entries(pieces, entries, labels)
    for index, piece in enumerate(pieces):
        if piece.level or piece.kind in NEVER:
            continue
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        if _tagged(piece, tags) or _looks_like_heading(piece, after, body):
            piece.level = -1
    for piece, after in pairwise(pieces):
        # A name at the end of a page, under a letter or preface, is followed by nothing of its own.
        if piece.level == -1 and after.page > piece.page and (after.level or after.kind is BlockKind.CONTENTS):
            piece.level = 0
    _join_broken(pieces)
    _no_headings_on_covers(pieces, body, listed=any(piece.listed for piece in pieces))
    _no_labels_of_figures(pieces)
    set_levels(pieces)
    return pieces


# --- by how they are set ---------------------------------------------------------------------------------------------


def _tagged(piece: Piece, tags: dict[int, dict[int, str]]) -> bool:
    role = tags.get(piece.page, {}).get(piece.lines[0].tag, "")
    return bool(_TAG.match(role)) and len(piece.text) <= MOST_CHARACTERS and bool(letters(piece.text))


def _looks_like_heading(  # noqa: PLR0911 - one reason after another
    piece: Piece, after: Piece | None, body: Body
) -> bool:
    text = without_marks(piece.text).strip()
    if (
        piece.framed
        or len(piece.lines) > MOST_LINES
        or len(text) > MOST_CHARACTERS
        or len(text.split()) > _MOST_WORDS
        or not re.search(r"[^\W\d_]{2}", text)
        or re.search(r"[.;,:][”’»\"')\]]*$|^[a-z(]|[-–]$", text)
        or BULLET.match(text)
        or after is None
        or any(line.turned for line in piece.lines)
    ):
        return False
    style = piece.style
    if piece.size >= _LARGER * body.size:
        # A large phrase in the middle of a sentence, or a whole paragraph of introduction, is none.
        return len(piece.lines) <= 3 or piece.size >= 1.3 * body.size
    if piece.size < 0.93 * body.size:
        return False
    whole = all(line.style.bold for line in piece.lines)
    if whole and not body.style.bold:
        return len(text) <= 160
    if len(text) > _ITALIC_CHARACTERS or len(piece.lines) > 1 or piece.space < _SPACE or piece.item:
        return False
    if re.search(r"[?!]$", text) and not style.italic:
        return False
    sloped = style.italic and not body.style.italic
    coloured = piece.lines[0].colour not in body.colours and piece.lines[0].colour != body.colour
    capitals = text.isupper() and len(letters(text)) > 4
    return (sloped or coloured or capitals) and not _samesetting_of(piece, after) and after.kind is not BlockKind.TABLE


def _samesetting_of(piece: Piece, other: Piece) -> bool:
    return other.style.italic == piece.style.italic and other.lines[0].colour == piece.lines[0].colour


def _join_broken(pieces: list[Piece]) -> None:
    """A heading set over several lines with much space between them is one heading."""
    index = 0
    while index + 1 < len(pieces):
        piece, after = pieces[index], pieces[index + 1]
        if (
            piece.level == after.level == -1
            and piece.strand == after.strand
            and abs(piece.size - after.size) < 0.3
            and piece.style == after.style
            and after.space < 1.9
            and not NUMBERED.match(after.text)
            and (after.text[:1].islower() or piece.size > 13)
            and len(piece.lines) + len(after.lines) <= MOST_LINES
        ):
            piece.lines.extend(after.lines)
            del pieces[index + 1]
        else:
            index += 1


def _no_headings_on_covers(pieces: list[Piece], body: Body, *, listed: bool) -> None:
    """The first page with little text, and a half-title that repeats it, have a title but no headings.

    Where the document lists its headings, no page with little text has others.
    """
    by_page: defaultdict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_page[piece.page].append(piece)
    first = min(by_page, default=0)
    if max(by_page, default=0) - first < _COVERED:
        return
    title = letters(printed_title(pieces, body))
    # A title has a setting of its own; the first of several chapters has not.
    alike = {setting_of(piece) for piece in pieces if piece.level and piece.page > first}
    for page, own in by_page.items():
        words = sum(len(piece.text.split()) for piece in own)
        few = words <= _FEW_WORDS
        if page > first + 4 and not (listed and few):
            continue
        running = any(len(piece.lines) > 1 and piece.size < _LARGER * body.size for piece in own)
        repeats = [p for p in own if title and letters(p.text) in title]
        if page == first and not running and words <= 2 * _FEW_WORDS:
            gone = own
        elif few and page > first:
            gone = own if listed else repeats
        elif page == first:
            gone = [p for p in repeats if setting_of(p) not in alike]
        else:
            gone = []
        for piece in gone:
            if piece.level == -1:
                piece.level = 0


def _no_labels_of_figures(pieces: list[Piece]) -> None:
    """Several headings on end without text, unless each is set below the one before, are words in a figure."""
    run: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is not None and piece.level == -1 and (not run or run[-1].page == piece.page):
            run.append(piece)
            continue
        if len(run) >= _LABELS and any(setting_of(a) >= setting_of(b) for a, b in pairwise(run)):
            for label in run:
                label.level = 0
        run = [piece] if piece is not None and piece.level == -1 else []


def printed_title(pieces: list[Piece], body: Body) -> str:
    """The largest print on the first page with text, "" if nothing there is larger than the running text."""
    if not pieces:
        return ""
    first = min(piece.page for piece in pieces)
    own = [piece for piece in pieces if piece.page == first and re.search(r"[^\W\d_]{2}", piece.text)]
    largest = max((piece.size for piece in own), default=0.0)
    if largest < _TITLE * body.size:
        return ""
    parts = [piece for piece in own if piece.size > 0.94 * largest and len(piece.text) < MOST_CHARACTERS]
    return " ".join(without_marks(piece.text) for piece in parts)[:MOST_CHARACTERS]
