"""Runs of glyphs -> segments: what stands on one baseline without a wide gap, with its superscripts.

Runs come in the order in which the page draws them, which is nearly always that of reading; so a run is first tried
as the continuation of the one before it, and only what is left is put together by place.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from ingest.formats.pdf.page.model import FontStyle, PrintedLine, Run

if TYPE_CHECKING:
    from collections.abc import Iterable

_GAP = 1.0  # of the size: a wider gap separates columns or cells
_SPACE = 0.13  # of the size: a wider gap is a space
_GAP_APART = 0.7  # the same between runs that were not drawn one after another
_BACK = 0.6  # of the size: how far a run may reach back over the one before it
_SAME_LINE = 0.16  # of the size: baselines nearer than this are one
_SMALLER = 0.85  # of the size of the line: a raised run that is smaller than this is a superscript
_RAISED = 0.12  # of the size of the line
_BEHIND = 2  # runs among which the same word, drawn before, is looked for
_NARROW = 0.08  # of the size: a character narrower than this does not show
_ACCENT = re.compile("[\u0300-\u036f]")
_DIGITS = re.compile(r"[\d,*†‡\s]{1,8}$")


def make_segments(runs: Iterable[Run], page: int, *, turned: int = 0) -> list[PrintedLine]:
    """The segments of a page, from top to bottom and from left to right."""
    groups: list[list[Run]] = []
    for run in runs:
        if not run.text.strip():
            # A space that is drawn by itself only matters between two words.
            if groups and _continues(groups[-1], run):
                groups[-1].append(run)
            continue
        # Behind the first of two equal words a space may be drawn by itself.
        if groups and any(_drawn_twice(last, run) for last in groups[-1][-_BEHIND:]):
            continue
        if groups and _continues(groups[-1], run):
            groups[-1].append(run)
        else:
            groups.append([run])
    lines = [line for group in _merge(groups) if (line := _line(group, page, turned=turned)) is not None]
    return sorted(lines, key=lambda line: (-line.y, line.x0))


def _drawn_twice(last: Run, run: Run) -> bool:
    """Bold print is sometimes made by drawing the same letters twice, hardly moved."""
    return (
        last.text == run.text and abs(last.xs[0] - run.xs[0]) < 0.1 * run.size and abs(last.y - run.y) < 0.1 * run.size
    )


def _continues(group: list[Run], run: Run, widest: float = _GAP) -> bool:
    last = group[-1]
    big = max(last.size, run.size, 0.1)
    gap = run.xs[0] - last.xs[-1]
    if not -_BACK * big < gap < widest * min(last.size, run.size) + 0.1 and not _drawn_twice(last, run):
        return False
    shift = abs(run.y - last.y)
    if shift <= _SAME_LINE * big:
        return True
    # A superscript is smaller than its word and stands above its baseline, but below its top.
    first = group[0]
    base = max(group, key=lambda r: (r.size, len(r.text))) if len(group) < 6 else first
    rise = run.y - base.y
    if run.size < _SMALLER * base.size:
        return -0.35 * base.size < rise < 0.75 * base.size
    if last.size < _SMALLER * run.size:
        return abs(run.y - base.y) <= _SAME_LINE * big or -0.35 * run.size < last.y - run.y < 0.75 * run.size
    return bool(_DIGITS.match(run.text)) and 0 < rise < 0.5 * base.size


def _merge(groups: list[list[Run]]) -> list[list[Run]]:
    """Groups that stand side by side on one baseline although they were not drawn one after another."""
    keyed = sorted(groups, key=lambda g: (-_base(g).y, g[0].xs[0]))
    done: list[list[Run]] = []
    row: list[list[Run]] = []
    row_y = 0.0

    def close() -> None:
        row.sort(key=lambda g: min(r.xs[0] for r in g))
        for group in row:
            last = [_base(done[-1]), max(done[-1], key=lambda r: r.xs[-1])] if done and done[-1] in row else []
            if last and _continues(last, group[0], _GAP_APART):
                done[-1].extend(group)
            else:
                done.append(group)

    for group in keyed:
        base = _base(group)
        if row and abs(base.y - row_y) > _SAME_LINE * base.size:
            close()
            row = []
        if not row:
            row_y = base.y
        row.append(group)
    close()
    return _attach_raised(done)


def _attach_raised(groups: list[list[Run]]) -> list[list[Run]]:
    """A superscript that was drawn apart goes to the word at whose upper right it stands."""
    kept: list[list[Run]] = []
    small = [g for g in groups if len(g) == 1 and _DIGITS.match(g[0].text)]
    if not small:
        return groups
    ids = {id(g) for g in small}
    rest = [g for g in groups if id(g) not in ids]
    for group in small:
        run = group[0]
        home = next(
            (
                g
                for g in rest
                if run.size < _SMALLER * (base := _base(g)).size
                and 0.1 * base.size < run.y - base.y < 0.7 * base.size
                and any(-0.2 * base.size < run.xs[0] - r.xs[-1] < 0.35 * base.size for r in g)
            ),
            None,
        )
        if home is None:
            kept.append(group)
        else:
            home.append(run)
    return [*rest, *kept]


def _base(group: list[Run]) -> Run:
    """The run that sets the baseline: of the size that most characters have, the longest."""
    if len(group) == 1:
        return group[0]
    return max(group, key=lambda r: (len(r.text.strip()), r.size))


def _line(group: list[Run], page: int, *, turned: int) -> PrintedLine | None:
    runs = sorted(group, key=lambda r: r.xs[0]) if len(group) > 1 else group
    sizes: Counter[float] = Counter()
    styles: Counter[FontStyle] = Counter()
    colours: Counter[str] = Counter()
    baselines: Counter[float] = Counter()
    for run in runs:
        count = len(run.text) - run.text.count(" ")
        sizes[round(run.size, 1)] += count
        styles[run.style] += count
        colours[run.colour] += count
        baselines[round(run.y, 1)] += count
    size = sizes.most_common(1)[0][0]
    y = baselines.most_common(1)[0][0]
    text: list[str] = []
    xs: list[float] = []
    raised: list[tuple[int, int]] = []
    right = runs[0].xs[0]
    last_size = size
    for run in runs:
        small = run.size < _SMALLER * size and run.y > y + _RAISED * size
        high = run.y > y + 0.25 * size and bool(_DIGITS.match(run.text))
        gap = run.xs[0] - right
        if text and text[-1] != " " and run.text[0] != " " and gap > _SPACE * min(size, max(run.size, last_size)):
            text.append(" ")
            xs.append(right)
        start = len(text)
        text.extend(run.text)
        xs.extend(run.xs[:-1])
        if (small or high) and run.text.strip():
            # The space that a raised number carries is one of the line; a number is often drawn digit by digit.
            end = len(text) - len(run.text) + len(run.text.rstrip())
            start += len(run.text) - len(run.text.lstrip())
            if raised and raised[-1][1] == start:
                start = raised.pop()[0]
            raised.append((start, end))
        right = max(right, run.xs[-1])
        last_size = run.size
    return _tidy("".join(text), [*xs, right], raised, page, y, size or 1.0, runs, styles, colours, turned=turned)


def _tidy(  # noqa: PLR0913, PLR0917 - the parts of one line
    text: str,
    xs: list[float],
    raised: list[tuple[int, int]],
    page: int,
    y: float,
    size: float,
    runs: list[Run],
    styles: Counter[FontStyle],
    colours: Counter[str],
    *,
    turned: int,
) -> PrintedLine | None:
    """Spaces at the ends and double ones go; a soft hyphen is a hyphen where it shows, and goes elsewhere."""
    if "  " in text or "\xad" in text or text[:1] == " " or text[-1:] == " ":
        body = text.rstrip()
        # Behind the last letter of a line it shows, whatever its width. Elsewhere it is a place where a word might
        # break, of no width; in fonts whose hyphen has this code it is as wide as any.
        last = len(body.rstrip("\xad ")) if body.endswith("\xad") else len(body)
        behind = body[last - 1 : last]
        if (
            last < len(body)
            and body[last] == "\xad"
            and (behind.isalpha() or (behind != "-" and _drawn(xs, last, size)))
        ):
            last += 1
        body = body[:last]
        keep = [
            i
            for i, char in enumerate(body)
            if not (char == " " and (i == 0 or body[i - 1] == " "))
            and not (char == "\xad" and i < last - 1 and not _drawn(xs, i, size))
        ]
        while keep and body[keep[0]] == " ":
            keep.pop(0)
        if not keep:
            return None
        place = {old: new for new, old in enumerate(keep)}
        moved = []
        for start, end in raised:
            inside = [place[i] for i in range(start, end) if i in place and body[i] != " "]
            if inside:
                moved.append((inside[0], inside[-1] + 1))
        raised = moved
        xs = [*(xs[i] for i in keep), xs[keep[-1] + 1]]
        text = "".join("-" if body[i] == "\xad" else body[i] for i in keep)
    if not text:
        return None
    if _ACCENT.search(text):
        text, xs, raised = _composed(text, xs, raised)
    style = styles.most_common(1)[0][0]
    first = runs[0]
    return PrintedLine(
        page,
        text,
        xs,
        y,
        size,
        style,
        raised,
        first.tag,
        colours.most_common(1)[0][0],
        turned=turned,
    )


def _drawn(xs: list[float], index: int, size: float) -> bool:
    """Whether the character has a place of its own on the line: between its neighbours, and not too narrow."""
    before = xs[index - 1] if index else xs[index]
    return before <= xs[index] and _NARROW * size < xs[index + 1] - xs[index] < size


def _composed(
    text: str, xs: list[float], raised: list[tuple[int, int]]
) -> tuple[str, list[float], list[tuple[int, int]]]:
    """Letters and the accents that follow them made one character."""
    chars: list[str] = []
    edges: list[float] = []
    place = []
    for index, char in enumerate(text):
        joined = unicodedata.normalize("NFC", chars[-1] + char) if chars and _ACCENT.match(char) else ""
        if len(joined) == 1:
            chars[-1] = joined
        else:
            chars.append(char)
            edges.append(xs[index])
        place.append(len(chars) - 1)
    return "".join(chars), [*edges, xs[-1]], [(place[a], place[b - 1] + 1) for a, b in raised]
