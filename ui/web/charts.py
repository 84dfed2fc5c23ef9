"""Pictures of the corpus: where each mark stands. The template charts.html draws them as SVG in the page itself.

Every mark is a link with a name of its own, so that keyboard and screen reader get what the mouse gets; beside each
picture stands a table with all that the picture leaves out for want of room. Positions follow from the data alone: the
same corpus gives the same picture.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

STEPS = 5  # shades of a heat map; the style sheet has as many
_NARROWEST = 320  # pixels
_NEXT_LINE = 16  # pixels from a line to the next of the same label
_DOCUMENT_ROW = 90  # of the network, for three lines and a note
_CHAR = 6.6  # pixels: about the mean width of a letter in labels, to shorten what would not fit
# In pixels; the bars fit the narrowest screen, the others scroll there in their frame.
_CELL, _ROW, _LINE = 38, 28, 24  # of the heat map: cells, and lines of words
_BAR_LABEL, _BAR_WIDTH, _BAR_COUNT, _BAR_ROW, _BAR_NOTE = 90, 200, 34, 26, 18
_DOCUMENT_WIDTH, _GAP, _PAPER_WIDTH, _PAPER_ROW = 210, 90, 560, 22


@dataclass(frozen=True, slots=True)
class Mark:
    """A link in a picture. ``label``: what is written; ``about``: for a screen reader and the tooltip.

    ``note``: written in small below it, "" for nothing.
    """

    label: str
    about: str
    href: str
    value: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of a heat map under one heading: row label -> column -> mark, whose value is the shade."""

    heading: str
    rows: Mapping[str, Mapping[int, Mark]]


@dataclass(frozen=True, slots=True)
class Shape:
    """An element of SVG. ``kind``: its class; ``places``: the attributes that place it.

    ``words``: its text, None where it has none; ``title``: a tooltip, where the text is shortened or a key.
    """

    tag: str
    kind: str
    places: tuple[tuple[str, str], ...]
    words: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Shapes, and the mark that makes a link of them, None where they only explain."""

    shapes: tuple[Shape, ...]
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, its width and height in pixels. ``kind``: how it is drawn, for a screen that is too narrow for it."""

    name: str
    width: str
    height: str
    parts: tuple[Part, ...]
    kind: str = ""


def heat_map(name: str, columns: Mapping[int, str], groups: Sequence[Group]) -> Chart:
    """Cells whose shade is their value. ``columns``: key -> its full name (the key is what is written above).

    Columns without any mark are left out.
    """
    used = {key for group in groups for row in group.rows.values() for key in row}
    columns = {key: name for key, name in columns.items() if key in used}
    most = max((mark.value for group in groups for row in group.rows.values() for mark in row.values()), default=0)
    places = {key: at * _CELL for at, key in enumerate(columns)}
    width = max(len(columns) * _CELL, _NARROWEST)  # headings need room as well
    parts: list[Part] = []
    y = 0
    for group in groups:
        heading = _wrapped(group.heading, y + 20, width, "vp-group")
        parts.append(Part(heading))
        y += _LINE + _NEXT_LINE * (len(heading) - 1)
        keys = (
            _shape("text", "vp-axis", str(key), columns[key], x=x + _CELL / 2, y=y + 16, text_anchor="middle")
            for key, x in places.items()
        )
        parts.append(Part(tuple(keys)))
        y += _LINE
        for label, marks in group.rows.items():
            written = _wrapped(label, y + 16, width)
            parts.append(Part(written))
            y += _LINE + _NEXT_LINE * (len(written) - 1)
            parts += (_cell(marks.get(key), x, y, most) for key, x in places.items())
            y += _ROW + 4
        y += _LINE
    return _chart(name, width, y, parts)


def _wrapped(words: str, y: float, width: float, kind: str = "vp-label") -> tuple[Shape, ...]:
    """Words in one line, or in two where they do not fit; what does not fit in two either stands in the tooltip."""
    lines = textwrap.wrap(words, int(width / _CHAR), max_lines=2, placeholder="…") or [""]
    title = "" if " ".join(lines) == " ".join(words.split()) else words
    return tuple(
        _shape("text", kind, line, title, x=0, y=f"{y + at * _NEXT_LINE:g}", text_anchor="start")
        for at, line in enumerate(lines)
    )


def _cell(mark: Mark | None, x: float, y: float, most: int) -> Part:
    at = {"x": x + 1, "y": y + 1, "width": _CELL - 2, "height": _ROW - 2}
    if mark is None:
        return Part((_shape("rect", "vp-cell", **at),))
    shade = -(-mark.value * STEPS // most)
    written = _shape("text", f"vp-on-{shade}", mark.label, x=x + _CELL / 2, y=y + 19, text_anchor="middle")
    return Part((_shape("rect", f"vp-heat-{shade}", **at), written), mark)


def bars(name: str, marks: Sequence[Mark]) -> Chart:
    """A bar per mark, as long as its value, with the note of the mark below it."""
    most = max((mark.value for mark in marks), default=1)
    width = _BAR_LABEL + _BAR_WIDTH + _BAR_COUNT
    parts = []
    y = 0
    for mark in marks:
        length = mark.value * _BAR_WIDTH / most
        height = _BAR_ROW + (_BAR_NOTE if mark.note else 0)
        note = [_text(mark.note, _BAR_LABEL, y + 36, width - _BAR_LABEL, "vp-axis")] if mark.note else []
        drawn = (
            _shape("rect", "vp-hitbox", x=0, y=y, width=width, height=height),
            _text(mark.label, _BAR_LABEL - 8, y + 18, _BAR_LABEL - 8, "vp-label", "end"),
            _shape("rect", "vp-bar", x=_BAR_LABEL, y=y + 4, width=f"{length:.1f}", height=_BAR_ROW - 8),
            _shape("text", "vp-count", str(mark.value), x=f"{_BAR_LABEL + length + 6:.1f}", y=y + 18),
            *note,
        )
        parts.append(Part(drawn, mark))
        y += height
    return _chart(name, width, y, parts)


def network(
    name: str,
    documents: Mapping[str, Mark],
    papers: Mapping[str, Mark],
    edges: Iterable[tuple[str, str]],
    discs: set[str],
) -> Chart:
    """Documents at the left, the papers that they cite at the right, a line for each pair of ``edges``.

    ``documents`` (their note is written in the box), ``papers``: key -> mark; ``discs``: the papers drawn as a disc,
    the others as a square. Papers stand
    near the documents that cite them: by the mean place of those, then in the order given.
    """
    order = {key: at for at, key in enumerate(documents)}
    lines = [(document, paper) for document, paper in edges if document in documents and paper in papers]
    citing: dict[str, list[int]] = {paper: [] for paper in papers}
    for document, paper in lines:
        citing[paper].append(order[document])
    placed = sorted(papers, key=lambda paper: sum(citing[paper]) / max(1, len(citing[paper])))
    height = max(len(papers) * _PAPER_ROW, len(documents) * _DOCUMENT_ROW)
    left = {key: (at + 0.5) * height / len(documents) for key, at in order.items()}
    right = {key: (at + 0.5) * height / max(1, len(placed)) for at, key in enumerate(placed)}
    parts: list[Part] = [Part(tuple(_edge(left[document], right[paper]) for document, paper in lines))]
    parts += (_document(mark, left[key]) for key, mark in documents.items())
    parts += (_paper(papers[key], right[key], disc=key in discs) for key in placed)
    return replace(_chart(name, _DOCUMENT_WIDTH + _GAP + _PAPER_WIDTH, height, parts), kind="network")


def _edge(y: float, far: float) -> Shape:
    x = _DOCUMENT_WIDTH
    middle = x + _GAP / 2
    line = f"M{x} {y:.1f} C{middle} {y:.1f} {middle} {far:.1f} {x + _GAP} {far:.1f}"
    return _shape("path", "vp-edge", d=line)


def _document(mark: Mark, y: float) -> Part:
    x = _DOCUMENT_WIDTH
    lines = textwrap.wrap(mark.label, int((x - 12) / _CHAR), max_lines=3, placeholder="…")
    lines += [mark.note] if mark.note else []
    tall = 16 * len(lines) + 14
    box = _shape("rect", "vp-node", x=1, y=f"{y - tall / 2:.1f}", width=x - 2, height=tall)
    first = y + 5 - 8 * (len(lines) - 1)
    written = (_text(line, x / 2, first + 16 * at, x, "vp-label", "middle") for at, line in enumerate(lines))
    return Part((box, *written), mark)


def _paper(mark: Mark, y: float, *, disc: bool) -> Part:
    x = _DOCUMENT_WIDTH + _GAP
    size = min(4 + 1.5 * (mark.value - 1), 9)
    if disc:
        sign = _shape("circle", "vp-dot", cx=x + 10, cy=f"{y:.1f}", r=size)
    else:
        sign = _shape("rect", "vp-square", x=x + 10 - size, y=f"{y - size:.1f}", width=2 * size, height=2 * size)
    top = f"{y - _PAPER_ROW / 2:.1f}"
    hitbox = _shape("rect", "vp-hitbox", x=x, y=top, width=_PAPER_WIDTH, height=_PAPER_ROW)
    return Part((hitbox, sign, _text(mark.label, x + 26, y + 5, _PAPER_WIDTH - 30)), mark)


def _chart(name: str, width: float, height: float, parts: Iterable[Part]) -> Chart:
    return Chart(name, f"{width:g}", f"{height:g}", tuple(parts))


def _shape(tag: str, kind: str, words: str | None = None, title: str = "", /, **places: object) -> Shape:
    """A shape; an underscore in the name of an attribute stands for a hyphen."""
    return Shape(tag, kind, tuple((key.replace("_", "-"), str(value)) for key, value in places.items()), words, title)


def _text(words: str, x: float, y: float, room: float, kind: str = "vp-label", anchor: str = "start") -> Shape:  # noqa: PLR0913, PLR0917 - of one SVG element
    """Words in a row, shortened where they would not fit in ``room`` pixels; then the tooltip has them whole."""
    most = int(room / _CHAR)
    shown = words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
    title = "" if shown == words else words
    return _shape("text", kind, shown, title, x=f"{x:g}", y=f"{y:g}", text_anchor=anchor)
