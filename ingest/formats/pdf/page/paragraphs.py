"""Strands of lines -> blocks: paragraphs, items of lists and tables, cut where space, style or indent change."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.formats.pdf.page.cutting import join_lines
from ingest.formats.pdf.page.tables.numbers import find_number_tables
from ingest.model import BlockKind

if TYPE_CHECKING:
    from ingest.formats.pdf.page.columns import Strand
    from ingest.formats.pdf.page.model import FontStyle, PrintedLine

_BULLETS = "•▪◦‣●○■□♦❖➢➤►▶✓✔→\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d\uf0e0\uf0b0\uf0a8\uf071"
BULLET = re.compile(rf"^(?:[{_BULLETS}]\s*|[o–—*-]\s+(?=\S))")
NUMBER = re.compile(r"^\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]\s+(?=\S)")
CLOSED = re.compile(r"[.!?:;…][”’»\"')\]\d\s\ue010-\ue02f]*$")
_MORE_SPACE = 1.22  # of the usual distance between lines: a wider one separates paragraphs
_SIZE = 0.6  # points of difference that show
_LARGE_PRINT = 1.65  # of its size: the distance up to which two lines of large print belong together
_SHORT = 0.82  # of the column: a line that ends before this may be a paragraph's last
_TABLE_ROWS = 3
_ALIGNED = 4.0  # points
_HEADING_LINES = 3  # of a heading with a number


@dataclass(slots=True, eq=False)
class PrintedBlock:
    """A run of lines of one kind on one page.

    ``item``: it begins with a bullet or number. ``cells``: of a table, rows of cells of lines. ``space``: to the line
    above, in usual distances; large at the head of a column. ``strand``: which column of which page. ``framed``: it
    stands in a box. ``level``: of a heading, 0 for none. ``listed``: the document's own list of headings names it.
    """

    kind: BlockKind
    lines: list[PrintedLine]
    page: int
    strand: int
    left: float
    right: float
    space: float = 9.0
    item: bool = False
    framed: bool = False
    cells: list[list[list[PrintedLine]]] = field(default_factory=list)
    level: int = 0
    listed: bool = False

    @property
    def size(self) -> float:
        """Of its first line."""
        return self.lines[0].size

    @property
    def style(self) -> FontStyle:
        """Of most of its lines."""
        if len(self.lines) == 1:
            return self.lines[0].style
        counted: Counter[FontStyle] = Counter()
        for line in self.lines:
            counted[line.style] += len(line.text)
        return counted.most_common(1)[0][0]

    @property
    def text(self) -> str:
        """Its lines as printed, in one."""
        return " ".join(line.text for line in self.lines)


def make_blocks(strand: Strand, page: int, number: int) -> list[PrintedBlock]:
    """The blocks of one strand. ``number``: counts strands through the document."""
    frame = strand.frame
    if frame is not None and frame.table:
        rows = [row for row in frame.rows if any(row)]
        return [PrintedBlock(BlockKind.TABLE, frame.lines, page, number, strand.left, strand.right, cells=rows)]
    if frame is not None:
        blocks = []
        for row in frame.rows:
            for cell in filter(None, row):
                joined = _in_rows(cell)
                left, right = min(line.x0 for line in joined), max(line.x1 for line in joined)
                blocks += _paragraphs(joined, page, number, left, max(right, frame.x1 - (left - frame.x0)))
        for block in blocks:
            block.framed = True
        return blocks
    blocks = []
    done = 0
    for first, last, cells in _unruled(strand):
        blocks += _paragraphs(strand.lines[done:first], page, number, strand.left, strand.right)
        lines = [line for row in cells for cell in row for line in cell]
        blocks.append(PrintedBlock(BlockKind.TABLE, lines, page, number, strand.left, strand.right, cells=cells))
        done = last
    return [*blocks, *_paragraphs(strand.lines[done:], page, number, strand.left, strand.right)]


def _unruled(strand: Strand) -> list[tuple[int, int, list[list[list[PrintedLine]]]]]:
    """Runs [first, last) of rows that are tables, with their cells: of numbers, and others between those."""
    found = []
    done = 0
    numbers = find_number_tables(strand.rows, strand.right - strand.left)
    for first, last, cells in [*numbers, (len(strand.rows), len(strand.rows), [])]:
        found += [(done + a, done + b, others) for a, b, others in _tables(strand.rows[done:first])]
        found += [(first, last, cells)] if cells else []
        done = last
    return found


def _in_rows(lines: list[PrintedLine]) -> list[PrintedLine]:
    rows: list[list[PrintedLine]] = []
    for line in lines:
        if rows and abs(rows[-1][0].y - line.y) < 0.3 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [join_lines(sorted(row, key=lambda line: line.x0)) for row in rows]


# --- paragraphs ------------------------------------------------------------------------------------------------------


def usual_distance(lines: list[PrintedLine]) -> float:
    """The most frequent distance between two lines of one size, in points; 1.2 sizes where none can be found."""
    found: Counter[float] = Counter()
    for above, below in pairwise(lines):
        gap = above.y - below.y
        if abs(above.size - below.size) < _SIZE and 0.8 * below.size < gap < 2.6 * below.size:
            found[round(gap * 2) / 2 or gap] += 1
    if not found:
        return 1.2 * (lines[0].size if lines else 10.0)
    # Of distances that are about as frequent, the smaller is that within paragraphs.
    most = max(found.values())
    return min(gap for gap, count in found.items() if count >= 0.5 * most)


def _paragraphs(lines: list[PrintedLine], page: int, number: int, left: float, right: float) -> list[PrintedBlock]:
    blocks: list[PrintedBlock] = []
    usual = usual_distance(lines)
    sizes = sorted(line.size for line in lines)
    usual_size = sizes[len(sizes) // 2] if sizes else 0.0
    current: PrintedBlock | None = None
    hang = 0.0
    for index, line in enumerate(lines):
        above = lines[index - 1] if index else None
        space = (above.y - line.y) / usual if above is not None else 9.0
        if above is not None and above.size > 1.1 * usual_size and abs(above.size - line.size) < _SIZE:
            # Large print has distances of its own.
            space = min(space, (above.y - line.y) / (_LARGE_PRINT * line.size) * _MORE_SPACE)
        item = _is_item(line, above, space)
        if current is None or above is None or item or _breaks(current, above, line, space, right, hang):
            kind = BlockKind.LIST if item else BlockKind.PARAGRAPH
            current = PrintedBlock(kind, [line], page, number, left, right, space, item=item)
            blocks.append(current)
            hang = 0.0
        else:
            if len(current.lines) == 1:
                hang = line.x0
            current.lines.append(line)
    return blocks


def _is_item(line: PrintedLine, above: PrintedLine | None, space: float) -> bool:
    text = line.text
    match = BULLET.match(text) or NUMBER.match(text)
    if match is None:
        return False
    if text[0] in _BULLETS or above is None or space > _MORE_SPACE:
        return True
    # In running text a line may begin with a dash or with the number of an article.
    return bool(CLOSED.search(above.text) or above.text.endswith(",") or BULLET.match(above.text)) or (
        abs(above.x0 - line.x0) > _ALIGNED
    )


def _breaks(  # noqa: PLR0911, PLR0913, PLR0917 - one reason after another
    current: PrintedBlock, above: PrintedLine, line: PrintedLine, space: float, right: float, hang: float
) -> bool:
    if abs(above.size - line.size) > _SIZE and not _same_paragraph(above, line):
        return True
    big = max(1.0, line.size / max(above.size, 1.0))
    if space > _MORE_SPACE * big or space < 0:
        return True
    first = current.lines[0]
    width = right - current.left
    short = above.x1 < current.left + _SHORT * width
    closed = bool(CLOSED.search(above.text))
    styled = (above.style.bold, above.style.italic) != (line.style.bold, line.style.italic) or (
        above.style.name != line.style.name and above.colour != line.colour
    )
    fits = above.x1 + _first_word(line) < right - 0.5 * line.size
    small = NUMBER.sub("", line.text, count=1)[:1].islower() and not line.text.startswith(("http", "www."))
    # A heading with a number may fill its line; the text below it is set otherwise.
    headed = current.item and len(current.lines) <= _HEADING_LINES and len({each.style for each in current.lines}) == 1
    if styled and fits and (short or closed or headed) and not small:
        return True
    if current.item:
        # The text of an item hangs below its first word; what comes back to the bullet is not part of it.
        hanging = hang > first.x0 + _ALIGNED
        return (hanging and line.x0 < hang - _ALIGNED and closed) or line.x0 < first.x0 - _ALIGNED
    if closed and short and fits and not line.text[:1].islower():
        return True
    indent = line.x0 - above.x0
    if closed and indent > 0.7 * line.size and len(current.lines) > 1 and not line.text[:1].islower():
        return True
    return indent < -2.5 * line.size and len(current.lines) > 1 and closed


def _same_paragraph(above: PrintedLine, line: PrintedLine) -> bool:
    """Sizes that differ by little inside one sentence."""
    return line.text[:1].islower() and abs(above.size - line.size) < 0.12 * line.size and not CLOSED.search(above.text)


def _first_word(line: PrintedLine) -> float:
    end = line.text.find(" ")
    return line.xs[end if end > 0 else -1] - line.x0 + 0.25 * line.size


# --- tables without rules --------------------------------------------------------------------------------------------


def _tables(rows: list[list[PrintedLine]]) -> list[tuple[int, int, list[list[list[PrintedLine]]]]]:
    """Runs [first, last) of rows whose segments stand in columns, with their cells."""
    found = []
    index = 0
    while index < len(rows):
        last, cells = _table_from(rows, index)
        if last:
            found.append((index, last, cells))
            index = last
        else:
            index += 1
    return found


def _table_from(rows: list[list[PrintedLine]], first: int) -> tuple[int, list[list[list[PrintedLine]]]]:
    """Where the table that begins with row ``first`` ends, and its cells; 0 if none begins there."""
    if len(rows[first]) < 2:
        return 0, []
    starts: list[float] = []
    cells: list[list[list[PrintedLine]]] = []
    full = 0
    index = first
    single = 0
    end = first
    while index < len(rows):
        row = rows[index]
        if index > first and rows[index - 1][0].y - row[0].y > 4 * row[0].size:
            break
        if len(row) >= 2:
            aligned = sum(any(abs(s - x) < _ALIGNED for x in starts) for s in _places(row[1:]))
            if full and not aligned:
                break
            full += 1
            single = 0
            starts += _places(row[1:])
            cells.append([[segment] for segment in row])
            end = index + 1
        else:
            segment = row[0]
            home = next((cell for cell in cells[-1] if abs(cell[0].x0 - segment.x0) < _ALIGNED), None)
            first_column = home is cells[-1][0]
            single += 1
            if home is None or single > 3 or (first_column and segment.x1 > min(starts)):
                break
            home.append(segment)
            end = index + 1
        index += 1
    return (end, cells) if full >= _TABLE_ROWS else (0, [])


def _places(segments: list[PrintedLine]) -> list[float]:
    """Left and right edges: words align at the left, numbers at the right."""
    return [edge for segment in segments for edge in (segment.x0, segment.x1)]


def tidy_bullet(text: str) -> str:
    """An item's text with the bullet that every reader knows instead of a sign of a special font."""
    match = BULLET.match(text)
    if match is None or text[0] in "–—-":
        return text
    return "• " + text[match.end() :]
