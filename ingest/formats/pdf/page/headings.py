"""Headings of a printed document: from its own table of contents, bookmarks and tags, else from how they are set."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.formats.pdf.page.contents import letters
from ingest.formats.pdf.page.lettered import lettered_headings
from ingest.formats.pdf.page.levels import NUMBERED, complete_series, set_levels, setting_of
from ingest.formats.pdf.page.listed import MOST_CHARACTERS, MOST_LINES, NEVER, match_entries
from ingest.formats.pdf.page.marks import without_marks
from ingest.formats.pdf.page.paragraphs import BULLET, NUMBER, PrintedBlock
from ingest.formats.typed_text import Headline
from ingest.model import BlockKind

if TYPE_CHECKING:
    from ingest.formats.pdf.page.contents import Entry
    from ingest.formats.pdf.page.model import FontStyle, PrintedLine

_MOST_WORDS = 30
_LARGER = 1.09  # of the size of the running text
_MOST_BOLD = 160  # characters of a heading that only weight sets apart
_ITALIC_CHARACTERS = 100  # a heading that only slope or colour sets apart is short
_SPACE = 1.3  # usual distances above a heading that only slope or colour sets apart
_LABELS = 3  # headings on end that are none
_TITLE = 1.35  # of the size of the running text: a title on the first page
_COVERED = 3  # pages behind the first: a shorter document has no cover
_FEW_WORDS = 60  # on a cover or half-title
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s")
_QUOTED = re.compile(r"[“\"„‘'][^“\"„”]+[”\"’'][.!?]?$")
_QUOTED_WORDS = 6  # more of them, all between quotation marks, are what somebody says
_PERSON = re.compile(r"[A-Z][\w.’'-]*(?: (?:[a-z]{2,4} ){0,2}[A-Z][\w.’'-]*)+$")
_NAME_WORDS = 8  # in a line under a name: what somebody is
_TAG = re.compile(r"^H(?P<level>[1-6])?$")


@dataclass(frozen=True, slots=True)
class BodyText:
    """How the running text is set: most characters have this size and style."""

    size: float
    style: FontStyle
    colour: str
    colours: frozenset[str]


def body_text_of(lines: list[PrintedLine]) -> BodyText:
    """The setting of most characters among these lines."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2 or line.size] += len(line.text)
    size = sizes.most_common(1)[0][0]
    styles: Counter[FontStyle] = Counter()
    colours: Counter[str] = Counter()
    for line in lines:
        if abs(line.size - size) < 0.6:
            styles[line.style] += len(line.text)
            colours[line.colour] += len(line.text)
    total = sum(colours.values())
    common = frozenset(colour for colour, count in colours.items() if count > 0.1 * total)
    return BodyText(size, styles.most_common(1)[0][0], colours.most_common(1)[0][0], common)


def find_headings(
    blocks: list[PrintedBlock],
    body: BodyText,
    entries: list[Entry],
    labels: dict[int, str],
    tags: dict[int, dict[int, str]],
) -> list[PrintedBlock]:
    """The blocks with ``level`` set for headings; blocks that hold a heading and text are cut in two.

    ``entries``: of the table of contents, or made of the bookmarks. ``labels``: ordinal of a page -> printed number.
    ``tags``: for each page, the roles of its pieces of marked content.
    """
    match_entries(blocks, entries, labels)
    for index, block in enumerate(blocks):
        if block.level or block.kind in NEVER:
            continue
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if _tagged(block, tags) or _looks_like_heading(block, after, body):
            block.level = -1
    _no_names_at_ends(blocks)
    complete_series(blocks, lambda block: _sloped(block, body) or _coloured(block, body))
    lettered_headings(blocks, lambda block: _sloped(block, body) or _coloured(block, body) or block.style.bold)
    _join_broken(blocks)
    _no_headings_on_covers(blocks, body, listed=any(block.listed for block in blocks))
    _no_labels_of_figures(blocks)
    set_levels(blocks)
    return blocks


# --- by how they are set ---------------------------------------------------------------------------------------------


def _tagged(block: PrintedBlock, tags: dict[int, dict[int, str]]) -> bool:
    role = tags.get(block.page, {}).get(block.lines[0].tag, "")
    return bool(_TAG.match(role)) and len(block.text) <= MOST_CHARACTERS and bool(letters(block.text))


def _looks_like_heading(  # noqa: PLR0911 - one reason after another
    block: PrintedBlock, after: PrintedBlock | None, body: BodyText
) -> bool:
    text = without_marks(block.text).strip()
    whole = all(line.style.bold for line in block.lines) and not body.style.bold
    words = NUMBER.sub("", text, count=1)
    if whole and words != text and not re.search(r"[.:;] ", words):
        words = words.removesuffix(".")  # a numbered heading in bold print may be closed like a sentence
    if (
        block.framed
        or len(block.lines) > MOST_LINES
        or len(text) > MOST_CHARACTERS
        or len(text.split()) > _MOST_WORDS
        or not re.search(r"[^\W\d_]{2}", text)
        or re.search(r"[.;,:][”’»\"')\]]*$|^[a-z(]|[-–]$", words)
        or BULLET.match(text)
        or after is None
        or any(line.turned for line in block.lines)
        or (_QUOTED.match(text) and len(text.split()) > _QUOTED_WORDS)
    ):
        return False
    style = block.style
    if block.size >= _LARGER * body.size:
        # A large phrase in the middle of a sentence, or a whole paragraph of introduction, is none.
        return len(block.lines) <= 3 or block.size >= 1.3 * body.size
    if block.size < 0.93 * body.size:
        return False
    if whole:
        return len(text) <= (_MOST_BOLD if words == text else MOST_CHARACTERS)
    if len(text) > _ITALIC_CHARACTERS or len(block.lines) > 1 or block.space < _SPACE or block.item:
        return False
    if re.search(r"[?!]$", text) and not style.italic:
        return False
    capitals = text.isupper() and len(letters(text)) > 4
    return (
        (_sloped(block, body) or _coloured(block, body) or capitals)
        and not _set_alike(block, after)
        # Above a table it is its caption, unless it is numbered as a section.
        and (after.kind is not BlockKind.TABLE or _SECTION.match(text) is not None)
    )


def _sloped(block: PrintedBlock, body: BodyText) -> bool:
    return block.style.italic and not body.style.italic


def _coloured(block: PrintedBlock, body: BodyText) -> bool:
    return block.lines[0].colour not in body.colours and block.lines[0].colour != body.colour


def _set_alike(block: PrintedBlock, other: PrintedBlock) -> bool:
    return other.style.italic == block.style.italic and other.lines[0].colour == block.lines[0].colour


def _no_names_at_ends(blocks: list[PrintedBlock]) -> None:
    """A name at the end of a page, under a letter or preface, is followed by nothing but what its bearer is."""
    for index, block in enumerate(blocks[:-1]):
        office = _PERSON.match(block.text) is not None and index + 2 < len(blocks) and _is_office(blocks, index + 1)
        after = blocks[index + 1 + office]
        if block.level == -1 and after.page > block.page and (after.level or after.kind is BlockKind.CONTENTS):
            block.level = 0


def _is_office(blocks: list[PrintedBlock], at: int) -> bool:
    """Whether a block is the short last line of a page, directly below another."""
    block = blocks[at]
    return (
        not block.level
        and block.page == blocks[at - 1].page
        and block.page < blocks[at + 1].page
        and len(block.lines) == 1
        and len(block.text.split()) <= _NAME_WORDS
        and block.space < _SPACE
        and not re.search(r"[.:;,!?]$", block.text)
    )


def _join_broken(blocks: list[PrintedBlock]) -> None:
    """A heading set over several lines with much space between them is one heading."""
    index = 0
    while index + 1 < len(blocks):
        block, after = blocks[index], blocks[index + 1]
        if (
            block.level == after.level == -1
            and block.strand == after.strand
            and abs(block.size - after.size) < 0.3
            and block.style == after.style
            and after.space < 1.9
            and not NUMBERED.match(after.text)
            and (after.text[:1].islower() or block.size > 13)
            and len(block.lines) + len(after.lines) <= MOST_LINES
        ):
            block.lines.extend(after.lines)
            del blocks[index + 1]
        else:
            index += 1


def _no_headings_on_covers(blocks: list[PrintedBlock], body: BodyText, *, listed: bool) -> None:
    """The first page with little text, and a half-title that repeats it, have a title but no headings.

    Where the document lists its headings, no page with little text has others.
    """
    by_page: defaultdict[int, list[PrintedBlock]] = defaultdict(list)
    for block in blocks:
        by_page[block.page].append(block)
    first = min(by_page, default=0)
    if max(by_page, default=0) - first < _COVERED:
        return
    title = letters(printed_title(blocks, body))
    # A title has a setting of its own; the first of several chapters has not.
    alike = {setting_of(block) for block in blocks if block.level and block.page > first}
    for page, own in by_page.items():
        words = sum(len(block.text.split()) for block in own)
        few = words <= _FEW_WORDS
        if page > first + 4 and not (listed and few):
            continue
        running = any(len(block.lines) > 1 and block.size < _LARGER * body.size for block in own)
        repeats = [p for p in own if title and letters(p.text) in title]
        if page == first and not running and words <= 2 * _FEW_WORDS:
            gone = own
        elif few and page > first:
            gone = own if listed else repeats
        elif page == first:
            gone = [p for p in repeats if setting_of(p) not in alike]
        else:
            gone = []
        for block in gone:
            if block.level == -1:
                block.level = 0


def _no_labels_of_figures(blocks: list[PrintedBlock]) -> None:
    """Several headings on end without text, unless each is set below the one before, are words in a figure."""
    run: list[PrintedBlock] = []
    for block in [*blocks, None]:
        if block is not None and block.level == -1 and (not run or run[-1].page == block.page):
            run.append(block)
            continue
        if len(run) >= _LABELS and any(setting_of(a) >= setting_of(b) for a, b in pairwise(run)):
            for label in run:
                label.level = 0
        run = [block] if block is not None and block.level == -1 else []


def printed_title(blocks: list[PrintedBlock], body: BodyText) -> str:
    """The largest print on the first page with text, "" if nothing there is larger than the running text."""
    if not blocks:
        return ""
    first = min(block.page for block in blocks)
    own = [block for block in blocks if block.page == first and re.search(r"[^\W\d_]{2}", block.text)]
    largest = max((block.size for block in own), default=0.0)
    if largest < _TITLE * body.size:
        return ""
    parts = [block for block in own if block.size > 0.94 * largest and len(block.text) < MOST_CHARACTERS]
    return " ".join(without_marks(block.text) for block in parts)[:MOST_CHARACTERS]


def large_print(blocks: list[PrintedBlock], body: BodyText) -> list[Headline]:
    """What on the first page with text is larger than the running text, in its order."""
    first = min((block.page for block in blocks), default=0)
    return [
        Headline(without_marks(block.text).strip(), block.size / body.size)
        for block in blocks
        if block.page == first and block.size >= _LARGER * body.size and len(block.text) < MOST_CHARACTERS
    ]
