"""Running heads and feet, and the page numbers in them.

What stands at the same height at the edge of several pages, with the same words but for numbers, is not text of the
document. A number there that rises with the pages is the page's own. Headings that open pages look alike: "Bijlage 1",
"Bijlage 2" ... count up by themselves, and a heading that comes back ("Toelichting") stands on pages far apart. Heads
and feet of official papers are known by their words too, also where there is only one page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.citations.page_edges import is_page_edge

if TYPE_CHECKING:
    from ingest.formats.pdf.page.headings import BodyText
    from ingest.formats.pdf.page.model import PrintedLine, PrintedPage

_EDGE = 0.16  # of the height: how far from the edge a head or foot may stand
_ROWS = 5  # at each edge
_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"^[ivxlc]{1,7}$")
_BARE_NUMBER = re.compile(
    r"^(?:[-–—|•\s]*)(?:pagina|page|blz\.?|bladzijde|p\.)?\s*(?P<label>\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|van|of|von)\s*\d{1,4})?(?:[-–—|•\s]*)$",
    re.IGNORECASE,
)
_PAGE_WORD = re.compile(r"^\W*(?:pagina|page|blz|bladzijde|p\.)", re.IGNORECASE)
# What the parts of a document are called when they are counted: "Bijlage 3", "3 Beleidsartikel 3".
_PART = re.compile(
    r"^(?:\d{1,3}(?:\.\d{1,2})*\.?\s+)?(?:bijlage|annex|appendix|hoofdstuk|deel|paragraaf|\w*artikel|thema|vraag|"
    r"aanbeveling|casus|maatregel|doel|doelstelling|stap|sectie|tabel|figuur|conclusie)\s+\d{1,3}\b",
    re.IGNORECASE,
)
_LARGER = 1.09  # of the size of the running text
_MUCH_LARGER = 1.25
_NEXT_LINE = 1.6  # sizes from one line of a paragraph to the next, at most
_BESIDE = 0.6  # of the width: a column that begins further to the right stands beside the text
_SAME_EDGE = 2.0  # points
_SAME_SIZE = 0.3  # points
_APART = 2  # pages: a running head comes back on the next page, or on the next left or right one
_MANY_PAGES = 8  # in a document of so many, what opens most pages is no heading


def take_furniture(pages: list[PrintedPage], lines: list[list[PrintedLine]], body: BodyText) -> dict[int, str]:
    """Take heads and feet out of ``lines`` (one list a page, changed in place); ordinal of a page -> printed number."""
    _take_columns_beside(pages, lines)
    edges = [[_edge(page, own, side) for page, own in zip(pages, lines, strict=True)] for side in (1, -1)]
    # A number that rises with the pages, bare or in a line that is set as text, is theirs: whatever else counts up on
    # such a page is not.
    paged = {ordinal for own in edges for ordinal, _ in _numbered(own, _plain(own, body))}
    labels: dict[int, str] = {}
    for candidates in edges:
        _take_side(candidates, lines, labels, _Print(body, paged, len(pages)))
    return _completed(labels, len(pages))


def _take_columns_beside(pages: list[PrintedPage], lines: list[list[PrintedLine]]) -> None:
    """Take out the column beside the text that comes back unchanged: date and number on each page of a letter."""
    places: defaultdict[tuple[str, int, int], list[int]] = defaultdict(list)
    for ordinal, own in enumerate(lines):
        for line in own:
            places[_place(line)].append(ordinal)
    came = {key for key, ordinals in places.items() if any(b - a == 1 for a, b in pairwise(ordinals))}
    for page, own in zip(pages, lines, strict=True):
        again = [line for line in own if _place(line) in came]
        column = [line for line in again if line.x0 > _BESIDE * page.width and not _in_row(line, again)]
        if not column:
            continue
        left, top, bottom = min(c.x0 for c in column), max(c.top for c in column), min(c.bottom for c in column)
        ids = {id(line) for line in column}
        level = [line for line in own if id(line) not in ids and bottom - line.size < line.y < top]
        if level and all(line.x1 < left for line in level):
            own[:] = [line for line in own if id(line) not in ids]


def _place(line: PrintedLine) -> tuple[str, int, int]:
    return line.text, round(line.x0), round(line.y)


def _in_row(line: PrintedLine, others: list[PrintedLine]) -> bool:
    """Whether others stand on one baseline with a line: the head of a table comes back too."""
    return any(other is not line and abs(other.y - line.y) < _SAME_EDGE for other in others)


@dataclass(frozen=True, slots=True)
class _Print:
    """How running text is set, which pages (ordinals) print a bare number of their own, and how many there are."""

    body: BodyText
    paged: set[int]
    pages: int

    def set_apart(self, line: PrintedLine) -> bool:
        """Whether a line is larger or heavier than running text."""
        return line.size >= _LARGER * self.body.size or (
            line.style.bold and not self.body.style.bold and line.size >= self.body.size - 0.3
        )


def _plain(candidates: list[list[PrintedLine]], body: BodyText) -> set[int]:
    """The ids of lines that come back on several pages, set as text or smaller: no headings of parts."""
    print_ = _Print(body, set(), len(candidates))
    lines = [line for own in candidates for line in own]
    none = {id(line) for line in lines if print_.set_apart(line) or _PART.match(line.text)}
    return _repeated(candidates, print_) - none


def _take_side(
    candidates: list[list[PrintedLine]], lines: list[list[PrintedLine]], labels: dict[int, str], print_: _Print
) -> None:
    """Peel one edge of all pages row by row, from outside, as long as rows repeat. ``candidates``: the lines there."""
    known = _repeated(candidates, print_)
    numbered = _numbered(candidates, known)
    for ordinal, own in enumerate(candidates):
        paper, beside = _of_paper(own)
        known |= paper
        for line, number in beside:
            numbered.setdefault((ordinal, id(line)), number)
    for ordinal, own in enumerate(candidates):
        known -= _running_on(own, lines[ordinal], known)
        gone: set[int] = set()
        blocked_at: float | None = None
        for line in own:
            if blocked_at is not None and abs(line.y - blocked_at) >= 3:
                break
            if id(line) in known or (ordinal, id(line)) in numbered:
                gone.add(id(line))
                label = numbered.get((ordinal, id(line)))
                if label and ordinal not in labels:
                    labels[ordinal] = label
            else:
                # Behind the first line that is text, nothing is furniture any more.
                blocked_at = line.y
        if gone:
            lines[ordinal] = [line for line in lines[ordinal] if id(line) not in gone]


def _of_paper(edge: list[PrintedLine]) -> tuple[set[int], list[tuple[PrintedLine, str]]]:
    """The head or foot of an official paper in an edge, from outside: its lines' ids, and page numbers beside it."""
    last = max((index for index, line in enumerate(edge) if is_page_edge(line.text)), default=-1)
    if last < 0:
        return set(), []
    beside = [line for index, line in enumerate(edge) if index < last or abs(line.y - edge[last].y) < 3]
    numbers = [(line, match["label"]) for line in beside if (match := _BARE_NUMBER.match(line.text))]
    return {id(line) for line in edge[: last + 1] if is_page_edge(line.text)}, numbers


def _running_on(edge: list[PrintedLine], own: list[PrintedLine], repeated: set[int]) -> set[int]:
    """Lines of an edge that are part of a sentence of the running text: two pages may begin with the same words.

    ``edge``: from outside; ``own``: all lines of the page.
    """
    found: set[int] = set()
    for line in reversed(edge):
        if id(line) not in repeated:
            continue
        for other in own:
            upper, lower = (line, other) if line.y > other.y else (other, line)
            if (
                0 < upper.y - lower.y < _NEXT_LINE * line.size
                and (id(other) not in repeated or id(other) in found)
                and abs(upper.x0 - lower.x0) < _SAME_EDGE
                and abs(upper.size - lower.size) < _SAME_SIZE
                and upper.style == lower.style
                and lower.text[:1].islower()
            ):
                found.add(id(line))
                break
    return found


def _edge(page: PrintedPage, own: list[PrintedLine], side: int) -> list[PrintedLine]:
    """The lines of the outermost rows of a page, from outside."""
    limit = page.height * (1 - _EDGE) if side > 0 else page.height * _EDGE
    found = sorted((line for line in own if side * (line.y - limit) > 0), key=lambda line: -side * line.y)
    rows = 0
    last: float | None = None
    for index, line in enumerate(found):
        if last is None or abs(last - line.y) >= 3:
            rows += 1
            last = line.y
        if rows > _ROWS:
            return found[:index]
    return found


def _key(line: PrintedLine) -> str:
    return _NUMBER.sub("#", re.sub(r"\s+", "", line.text)).lower()


def _repeated(candidates: list[list[PrintedLine]], print_: _Print) -> set[int]:
    """Lines whose words, numbers aside, stand at nearly the same height on several pages, and that are no headings."""
    needed = 2 if len(candidates) <= 4 else 3
    places: defaultdict[str, list[tuple[int, PrintedLine]]] = defaultdict(list)
    for ordinal, own in enumerate(candidates):
        for line in own:
            key = _key(line)
            if len(key) > 1 and key != "#":
                places[key].append((ordinal, line))
    found: set[int] = set()
    for entries in places.values():
        for _, line in entries:
            near = [(ordinal, other) for ordinal, other in entries if abs(other.y - line.y) < 6]
            if len({ordinal for ordinal, _ in near}) < needed:
                continue
            alike = [(o, other) for o, other in near if abs(other.size - line.size) < 0.6]
            if not _are_headings(alike, print_):
                found.add(id(line))
    return found


def _are_headings(  # noqa: PLR0911 - one reason after another
    entries: list[tuple[int, PrintedLine]], print_: _Print
) -> bool:
    """Whether lines of the same words on several pages, (ordinal, line) in the order of the pages, are headings."""
    line = entries[0][1]
    ordinals = [ordinal for ordinal, _ in entries]
    if _PAGE_WORD.match(line.text):
        return False
    apart = all(print_.set_apart(each) for _, each in entries)
    if apart and all(after - before > _APART for before, after in pairwise(ordinals)):
        return True
    counts = [[int(number) for number in _NUMBER.findall(each.text)] for _, each in entries]
    rising = [column for column in zip(*counts, strict=False) if all(b > a for a, b in pairwise(column))]
    if len(entries) < 2 or not rising:
        return False
    part = bool(_PART.match(line.text))
    if not apart and not part:
        return False
    if all(ordinal in print_.paged for ordinal in ordinals):
        return True
    if print_.pages >= _MANY_PAGES and len(entries) > 0.6 * print_.pages:
        return False
    # It may be the number of the page, where no other is printed and it keeps step with the pages.
    steady = any(len({n - o for n, o in zip(column, ordinals, strict=True)}) == 1 for column in rising)
    return not steady or (part and apart) or line.size >= _MUCH_LARGER * print_.body.size


def _numbered(candidates: list[list[PrintedLine]], repeated: set[int]) -> dict[tuple[int, int], str]:
    """(ordinal, line) -> the page number in it, where numbers at the edge rise as the pages do.

    Where words stand beside the number, they must repeat: numbered chapters of one page each rise with the pages too.
    """
    offsets: defaultdict[int, set[int]] = defaultdict(set)
    seen: list[tuple[int, int, str, int]] = []
    for ordinal, own in enumerate(candidates):
        for line in own:
            bare = _BARE_NUMBER.match(line.text)
            if bare and _ROMAN.match(bare["label"].lower()):
                value = _roman(bare["label"].lower())
                if value:
                    seen.append((ordinal, id(line), bare["label"], value - ordinal))
                    offsets[value - ordinal].add(ordinal)
                continue
            # In "Kamerstuk 2021 12" the last or the first number may be the page's.
            beside = _ends(line.text) if id(line) in repeated else []
            numbers = [bare["label"]] if bare else list(dict.fromkeys(beside))
            for number in numbers:
                if len(number) <= 4:
                    seen.append((ordinal, id(line), number, int(number) - ordinal))
                    offsets[int(number) - ordinal].add(ordinal)
    found: dict[tuple[int, int], str] = {}
    needed = 2 if len(candidates) <= 4 else 3
    for ordinal, ident, number, offset in seen:
        if len(offsets[offset]) >= needed:
            found.setdefault((ordinal, ident), number)
    return found


def _ends(text: str) -> list[str]:
    """The number at the beginning and that at the end of a line."""
    return [match[1] for match in (re.search(r"\s(\d{1,4})$", text), re.match(r"^(\d{1,4})\s", text)) if match]


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[char] for char in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _completed(labels: dict[int, str], count: int) -> dict[int, str]:
    """Pages between numbered ones that print no number of their own get the one that is due."""
    numbers = {ordinal: int(label) for ordinal, label in labels.items() if label.isdigit()}
    if not numbers:
        return labels
    done = dict(labels)
    last: int | None = None
    for ordinal in range(count):
        if ordinal in numbers:
            last = ordinal
        elif ordinal not in done and last is not None:
            after = next((o for o in range(ordinal + 1, count) if o in numbers), None)
            due = numbers[last] + ordinal - last
            if after is None or numbers[after] - (after - ordinal) == due:
                done[ordinal] = str(due)
    return done
