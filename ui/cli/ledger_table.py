"""Moties and other papers of the ledger as a table for the command line, cells broken over lines to fit its width."""

from __future__ import annotations

import shutil
import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING

from ingest.citations.registry.identifiers import printed_id
from search.ledger.conflicts import ConflictKind
from ui import texts
from ui.texts import ledger
from ui.texts.doubts import doubt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.ledger.conflicts import Conflict
    from search.ledger.filters import LedgerFilters
    from search.ledger.ledger import Comparison
    from search.ledger.papers import CitingPlace, PaperRow

_GAP = "  "
_WIDEST, _NARROWEST = 140, 60  # columns of the terminal that are used
_SHARES = (0.2, 0.2, 0.3)  # of the width, for all columns but the last


def table(rows: Sequence[PaperRow]) -> str:
    """The rows under their headings, a blank line between two, and how many there are; or that there are none."""
    if not rows:
        return ledger.NONE
    width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((100, 24)).columns))
    widths = [int(width * share) for share in _SHARES]
    widths.append(width - sum(widths) - len(_GAP) * len(widths))
    blocks = [_block(ledger.COLUMNS, widths), *(_block(_cells(row), widths) for row in rows)]
    summary = ledger.SUMMARY.format(
        rows=texts.count(len(rows), *ledger.ROWS_COUNT),
        places=texts.count(sum(len(row.places) for row in rows), *ledger.PLACES_COUNT),
    )
    return "\n\n".join([*blocks, summary])


def compared(found: Comparison, filters: LedgerFilters) -> str:
    """The papers that two documents both cite and that only one of them cites, each under its heading."""
    first, second = filters.document, filters.compared_with
    parts = (
        (ledger.IN_BOTH, found.both),
        (ledger.ONLY_IN.format(document=first), found.only_first),
        (ledger.ONLY_IN.format(document=second), found.only_second),
    )
    return "\n\n".join(f"{heading.upper()}\n\n{table(rows)}" for heading, rows in parts)


def _block(cells: Sequence[str], widths: Sequence[int]) -> str:
    """One row, each cell broken to its width; a word that is longer, such as an id, stays whole."""
    columns = [
        [
            line
            for part in cell.split("\n")
            for line in textwrap.wrap(part, width, break_long_words=False, break_on_hyphens=False)
        ]
        for cell, width in zip(cells, widths, strict=True)
    ]
    lines = zip_longest(*columns, fillvalue="")
    return "\n".join(
        _GAP.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _cells(row: PaperRow) -> tuple[str, ...]:
    people = texts.listing(row.submitters)
    return (
        f"{texts.KINDS[row.kind]}\n{row.number or ledger.NO_NUMBER}",
        f"{people} c.s." if row.cosigned and people else people,
        "\n".join([*row.titles, *_doubts(row)]),
        "\n".join(place(where) for where, _ in row.in_time),
    )


def _doubts(row: PaperRow) -> Iterator[str]:
    doubtful = doubt(row.id, row.likely_id, row.verdict, row.reason)
    if doubtful is not None:
        yield ledger.CONFLICT.format(what=doubtful.what)
    for conflict in row.conflicts:
        yield ledger.CONFLICT.format(what=contradiction(row, conflict))


def contradiction(row: PaperRow, conflict: Conflict) -> str:
    """What contradicts what, in a sentence."""
    if conflict.kind is ConflictKind.TITLES:
        return texts.CONFLICT_TITLES
    others = [printed_id(key) for key in conflict.values if key != row.key]
    return texts.CONFLICT_NUMBERS.format(numbers=texts.listing(others))


def place(of: CitingPlace) -> str:
    """Where a paper is cited, and when that appeared, in a line."""
    page = "" if of.page is None else texts.PAGE.format(page=of.page)
    note = "" if of.footnote is None else texts.NOTE_NUMBER.format(number=of.footnote).lower()
    parts = (f"{of.document} ({of.moment or ledger.UNDATED})", page, of.section or of.chapter, note)
    return ", ".join(part for part in parts if part)
