"""Pictures of the corpus as SVG that stands in the page itself: no script, no library, colours from the style sheet.

Every mark is a link with a name of its own, so that keyboard and screen reader get what the mouse gets; beside each
picture stands a table with all that the picture leaves out for want of room. Positions follow from the data alone: the
same corpus gives the same picture.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

STEPS = 5  # shades of a heat map; the style sheet has as many
_CHAR = 6.6  # pixels: about the mean width of a letter in labels, to shorten what would not fit
# In pixels; the bars fit the narrowest screen, the others scroll there in their frame.
_CELL, _ROW, _LINE = 38, 28, 24  # of the heat map: cells, and lines of words
_BAR_LABEL, _BAR_WIDTH, _BAR_COUNT, _BAR_ROW = 90, 200, 34, 26
_DOCUMENT_WIDTH, _GAP, _PAPER_WIDTH, _PAPER_ROW = 150, 90, 480, 22


@dataclass(frozen=True, slots=True)
class Mark:
    """A link in a picture. ``label``: what is written; ``about``: what a screen reader and the tooltip say."""

    label: str
    about: str
    href: str
    value: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of a heat map under one heading: row label -> column -> mark, whose value is the shade."""

    heading: str
    rows: Mapping[str, Mapping[int, Mark]]


def heat_map(name: str, columns: Mapping[int, str], groups: Sequence[Group]) -> str:
    """Cells whose shade is their value. ``columns``: key -> its full name (the key is what is written above)."""
    most = max((mark.value for group in groups for row in group.rows.values() for mark in row.values()), default=0)
    places = {key: at * _CELL for at, key in enumerate(columns)}
    width = len(columns) * _CELL
    parts = []
    y = 0
    for group in groups:
        parts.append(_text(group.heading, 0, y + 20, width, "vp-group"))
        y += _LINE
        parts += (
            f'<text class="vp-axis" x="{x + _CELL / 2}" y="{y + 16}" text-anchor="middle">{key}'
            f"<title>{escape(columns[key])}</title></text>"
            for key, x in places.items()
        )
        y += _LINE
        for label, marks in group.rows.items():
            parts.append(_text(label, 0, y + 16, width))
            y += _LINE
            parts += (_cell(marks.get(key), x, y, most) for key, x in places.items())
            y += _ROW + 4
        y += _LINE
    return _svg(name, width, y, parts)


def _cell(mark: Mark | None, x: float, y: float, most: int) -> str:
    cell = f'x="{x + 1}" y="{y + 1}" width="{_CELL - 2}" height="{_ROW - 2}"'
    if mark is None:
        return f'<rect class="vp-cell" {cell}/>'
    shade = -(-mark.value * STEPS // most)
    middle = f'x="{x + _CELL / 2}" y="{y + 19}" text-anchor="middle"'
    drawn = f'<rect class="vp-heat-{shade}" {cell}/><text class="vp-on-{shade}" {middle}>{escape(mark.label)}</text>'
    return _link(mark, drawn)


def bars(name: str, marks: Sequence[Mark]) -> str:
    """A bar per mark, as long as its value."""
    most = max((mark.value for mark in marks), default=1)
    width = _BAR_LABEL + _BAR_WIDTH + _BAR_COUNT
    parts = []
    for at, mark in enumerate(marks):
        y = at * _BAR_ROW
        length = mark.value * _BAR_WIDTH / most
        drawn = (
            f'<rect class="vp-hitbox" x="0" y="{y}" width="{width}" height="{_BAR_ROW}"/>'
            + _text(mark.label, _BAR_LABEL - 8, y + 18, _BAR_LABEL - 8, "vp-label", "end")
            + f'<rect class="vp-bar" x="{_BAR_LABEL}" y="{y + 4}" width="{length:.1f}" height="{_BAR_ROW - 8}"/>'
            f'<text class="vp-count" x="{_BAR_LABEL + length + 6:.1f}" y="{y + 18}">{mark.value}</text>'
        )
        parts.append(_link(mark, drawn))
    return _svg(name, width, len(marks) * _BAR_ROW, parts)


def network(
    name: str,
    documents: Mapping[str, Mark],
    papers: Mapping[str, Mark],
    edges: Iterable[tuple[str, str]],
    round_: set[str],
) -> str:
    """Documents at the left, the papers that they cite at the right, a line for each pair of ``edges``.

    ``documents``, ``papers``: key -> mark; ``round_``: the papers drawn as a disc, the others as a square. Papers stand
    near the documents that cite them: by the mean place of those, then as given.
    """
    order = {key: at for at, key in enumerate(documents)}
    drawn = [(document, paper) for document, paper in edges if document in documents and paper in papers]
    citing: dict[str, list[int]] = {paper: [] for paper in papers}
    for document, paper in drawn:
        citing[paper].append(order[document])
    placed = sorted(papers, key=lambda paper: sum(citing[paper]) / max(1, len(citing[paper])))
    height = max(len(papers) * _PAPER_ROW, len(documents) * 70)
    left = {key: (at + 0.5) * height / len(documents) for key, at in order.items()}
    right = {key: (at + 0.5) * height / max(1, len(placed)) for at, key in enumerate(placed)}
    x, far = _DOCUMENT_WIDTH, _DOCUMENT_WIDTH + _GAP
    parts = [
        f'<path class="vp-edge" d="M{x} {left[document]:.1f} C{x + _GAP / 2} {left[document]:.1f} '
        f'{x + _GAP / 2} {right[paper]:.1f} {far} {right[paper]:.1f}"/>'
        for document, paper in drawn
    ]
    for key, mark in documents.items():
        y = left[key]
        lines = textwrap.wrap(mark.label, int((x - 12) / _CHAR), max_lines=3, placeholder="…")
        tall = 16 * len(lines) + 14
        box = f'<rect class="vp-node" x="1" y="{y - tall / 2:.1f}" width="{x - 2}" height="{tall}"/>'
        first = y + 5 - 8 * (len(lines) - 1)
        written = (_text(line, x / 2, first + 16 * at, x, "vp-label", "middle") for at, line in enumerate(lines))
        parts.append(_link(mark, box + "".join(written)))
    for key in placed:
        mark, y = papers[key], right[key]
        size = min(4 + 1.5 * (mark.value - 1), 9)
        sign = (
            f'<circle class="vp-dot" cx="{far + 10}" cy="{y:.1f}" r="{size}"/>'
            if key in round_
            else f'<rect class="vp-square" x="{far + 10 - size}" y="{y - size:.1f}" '
            f'width="{2 * size}" height="{2 * size}"/>'
        )
        top = y - _PAPER_ROW / 2
        hit = f'<rect class="vp-hitbox" x="{far}" y="{top:.1f}" width="{_PAPER_WIDTH}" height="{_PAPER_ROW}"/>'
        parts.append(_link(mark, hit + sign + _text(mark.label, far + 26, y + 5, _PAPER_WIDTH - 30)))
    return _svg(name, far + _PAPER_WIDTH, height, parts)


def _svg(name: str, width: float, height: float, parts: Iterable[str]) -> str:
    """A picture at its own size, in a frame that scrolls where the screen is narrower."""
    return (
        f'<div class="vp-chart" role="region" tabindex="0" aria-label="{escape(name)}"><svg role="group" '
        f'aria-label="{escape(name)}" width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}">'
        f"{''.join(parts)}</svg></div>"
    )


def _link(mark: Mark, drawn: str) -> str:
    about = escape(mark.about)
    return f'<a href="{escape(mark.href)}" aria-label="{about}"><title>{about}</title>{drawn}</a>'


def _text(words: str, x: float, y: float, room: float, kind: str = "vp-label", anchor: str = "start") -> str:  # noqa: PLR0913, PLR0917 - of one SVG element
    """Words in a row, shortened where they would not fit in ``room`` pixels; then the tooltip has them whole."""
    most = int(room / _CHAR)
    shown = words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
    title = "" if shown == words else f"<title>{escape(words)}</title>"
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(shown)}{title}</text>'
