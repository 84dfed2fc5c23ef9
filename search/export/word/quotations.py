"""Quotations in a file for Word: their words, their notes as footnotes, and a footnote that says where they stand."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from search.export.word.writing import Mark, Run
from search.tables import cell_spans, heads, is_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.export.quoting import Quotation, QuotedNote
    from search.export.word.writing import Piece, WordFile

_WIDTH = 15.0  # cm between the margins, less the indent of a quotation
_NARROWEST, _WIDEST = 5, 40  # characters that a column is given room for
Line = list["Piece"]


def add_quotation(file: WordFile, quotation: Quotation) -> None:
    """Add the words of a quotation, a paragraph a line and rows of a table as a table, with all its footnotes."""
    lines = list(_lines(quotation)) or [[]]
    lines[-1] += [f" ({quotation.unit})"] if quotation.unit else []
    lines[-1].append(Mark(source_words(quotation.source, quotation.title)))
    for is_table, group in groupby(lines, key=lambda line: is_row(_text(line))):
        if is_table:
            _add_table(file, list(group))
        else:
            for line in group:
                file.add("Quote", *line)


def source_words(source: str, title: str) -> tuple[Run, ...]:
    """Return where something stands with the title of its document in italics."""
    before, found, after = source.partition(title)
    words = (Run(before), Run(found, style="Emphasis"), Run(after))
    return tuple(each for each in words if each.text)


def _note(note: QuotedNote) -> Mark:
    return Mark(tuple(Run(each.text, each.url) for each in note.words))


def _lines(quotation: Quotation) -> Iterator[Line]:
    """Yield the lines that are not empty."""
    line: Line = []
    for piece in (*quotation.pieces, "\n"):
        if not isinstance(piece, str):
            line.append(_note(piece))
            continue
        first, *others = piece.split("\n")
        line.append(first)
        for other in others:
            if any(isinstance(each, Mark) or str(each).strip() for each in line):
                yield line
            line = [other]


def _text(line: Sequence[Piece]) -> str:
    return "".join(each for each in line if isinstance(each, str))


def _add_table(file: WordFile, lines: Sequence[Line]) -> None:
    """Add rows of a table; what heads them is repeated on every page."""
    rows = [_cells(line) for line in lines]
    columns = max(map(len, rows))
    rows = [[*row, *([] for _ in range(columns - len(row)))] for row in rows]
    longest = [max(len(_text(row[column])) for row in rows) for column in range(columns)]
    weights = [min(max(each, _NARROWEST), _WIDEST) for each in longest]
    file.table(
        [_WIDTH * each / sum(weights) for each in weights],
        rows,
        head=len(heads([_text(line) for line in lines])),
        quoted=True,
    )


def _cells(line: Line) -> list[Line]:
    cells: list[Line] = [[]]
    for piece in line:
        if isinstance(piece, str):
            spans = cell_spans(piece)
            # Only the spaces at bars are left out: those at the ends stand beside a note's number.
            starts = (0, *(start for start, _ in spans[1:]))
            ends = (*(end for _, end in spans[:-1]), len(piece))
            first, *others = (piece[start:end] for start, end in zip(starts, ends, strict=True))
            cells[-1].append(first)
            cells += [[other] for other in others]
        else:
            cells[-1].append(piece)
    return cells
