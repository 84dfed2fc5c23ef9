"""A passage's own words as HTML: paragraphs, lists and tables, with what is marked in them and where its notes stand.

Built here and not in a template, because marks and notes cut lines at places that only the text itself shows.

Words of a document are always set apart from words of the page: they stand in elements with the class vp-words, which
have letters of their own, and carry the language of the document.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup

from search.tables import BAR, cell_spans, is_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ingest.model import Footnote

Span = tuple[int, int]
_BULLETS = ("•", "▪", "◦", "·")


@dataclass(frozen=True, slots=True)
class Marks:
    """What is to be seen in a text, as half-open spans in it.

    ``sentences``: that answer or fit best. ``words``: of the question. ``notes``: where the number of a note stood,
    (place, HTML).
    """

    sentences: tuple[Span, ...] = ()
    words: tuple[Span, ...] = ()
    notes: tuple[tuple[int, Markup], ...] = ()

    def within(self, start: int, end: int) -> Marks:
        """Return the marks in a part of the text, counted from its start."""

        def cut(spans: Sequence[Span]) -> tuple[Span, ...]:
            return tuple((max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start)

        notes = tuple((place - start, number) for place, number in self.notes if start < place <= end)
        return Marks(cut(self.sentences), cut(self.words), notes)


def paragraphs(text: str, marks: Marks, above: Sequence[str] = ()) -> Markup:
    """Return a passage's text, a paragraph per line. ``above``: titles shown already, not to be repeated at its top."""
    titles = {" ".join(title.split()) for title in above}
    heading = True
    lines: list[tuple[str, str, Marks]] = []  # kind of line, line, marks in it
    at = 0
    for line in text.split("\n"):
        heading = heading and (not line.strip() or " ".join(line.split()) in titles)
        if line.strip() and not heading:
            lines.append((_kind(line), line, marks.within(at, at + len(line))))
        at += len(line) + 1
    return _concat(_block(kind, list(group)) for kind, group in groupby(lines, key=lambda each: each[0]))


def _concat(parts: Iterable[str]) -> Markup:
    """Join parts; those that are not Markup are escaped."""
    return Markup("").join(parts)


def _kind(line: str) -> str:
    if line.lstrip().startswith(_BULLETS):
        return "list"
    return "table" if is_row(line) else "paragraph"


def _block(kind: str, lines: Sequence[tuple[str, str, Marks]]) -> Markup:
    if kind == "paragraph":
        return _concat(Markup("<p>") + marked(line, marks) + Markup("</p>") for _, line, marks in lines)
    if kind == "list":
        items = _concat(Markup("<li>") + _item(line, marks) + Markup("</li>") for _, line, marks in lines)
        return Markup("<ul>{}</ul>").format(items)
    rows = _concat(Markup("<tr>{}</tr>").format(_concat(_cells(line, marks))) for _, line, marks in lines)
    table = Markup('<div class="vp-scroll" tabindex="0" role="group"><table><tbody>{}</tbody></table></div>')
    return table.format(rows)


def _item(line: str, marks: Marks) -> Markup:
    start = len(line) - len(line.lstrip().lstrip("".join(_BULLETS)).lstrip())
    return marked(line[start:], marks.within(start, len(line)))


def _cells(line: str, marks: Marks) -> Iterator[Markup]:
    bar = 0  # before the cell
    for start, end in cell_spans(line):
        until = f"{line}{BAR}".index(BAR, end)  # the bar behind it, or the end of the line
        notes = tuple(
            (max(start, min(end, place)) - start, note) for place, note in marks.notes if bar < place <= until
        )
        yield Markup("<td>") + marked(line[start:end], replace(marks.within(start, end), notes=notes)) + Markup("</td>")
        bar = until


def marked(text: str, marks: Marks) -> Markup:
    """Return one line, escaped, with its marks; words of the question stand within sentences, never across one."""
    bounds = [bound for span in (*marks.sentences, *marks.words) for bound in span]
    edges = sorted({0, len(text), *bounds, *(place for place, _ in marks.notes)})
    parts: list[str] = [note for place, note in marks.notes if not place]
    inside = False
    for start, end in pairwise(edges):
        now = any(a <= start and end <= b for a, b in marks.sentences)
        if now != inside:
            parts.append(Markup("<mark>") if now else Markup("</mark>"))
            inside = now
        piece = text[start:end]
        word = any(a <= start and end <= b for a, b in marks.words)
        parts.append(Markup("<b>") + piece + Markup("</b>") if word else piece)
        parts += [number for place, number in marks.notes if place == end]
    return _concat([*parts, Markup("</mark>") if inside else ""])


def note_places(notes: Sequence[Footnote], start: int, prefix: str) -> tuple[tuple[int, Markup], ...]:
    """Return where the numbers of the notes stood in a passage that begins at ``start``, as links to the notes."""
    link = Markup('<sup><a href="#{prefix}-{number}">{number}</a></sup>')
    return tuple(
        (note.marker - start, link.format(prefix=prefix, number=note.number))
        for note in notes
        if note.marker is not None
    )
