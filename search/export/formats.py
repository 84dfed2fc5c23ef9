"""Moties, citations, passages and tables as files: for Excel, Word, scripts and programs that keep references.

The page, the command line and Python all ask here, so they give the same bytes.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Literal

from search.errors import ExportError
from search.export import dutch
from search.export.bibliography import Record, bibtex, csl_json, records, references, ris
from search.export.rows import COLUMNS, FLATTEN, ROWS
from search.export.sheet import csv_for_excel, csv_plain, workbook
from search.export.word.papers import papers_file
from search.ledger.filters import LedgerFilters

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from search.export.rows import Row
    from search.export.source import ExportSource

What = Literal["moties", "papers", "citations", "passages", "cells"]
WHATS: tuple[What, ...] = ("moties", "papers", "citations", "passages", "cells")
#: What the filters choose by the passages they stand in, not by papers.
_OF_PASSAGES = frozenset(("passages", "cells"))
#: What has a row per paper.
_OF_PAPERS = frozenset(("moties", "papers"))
FORMATS = ("csv", "csv-plain", "xlsx", "docx", "json", "jsonl", "ris", "bibtex", "csl-json")
#: Formats of programs that keep references; what they hold is papers, so nothing else can be written in them.
_BIBLIOGRAPHIES: dict[str, Callable[[Sequence[Record]], bytes]] = {"ris": ris, "bibtex": bibtex, "csl-json": csl_json}


def formats_of(what: str) -> tuple[str, ...]:
    """Return the formats in which this can be written."""
    left_out = {*(_BIBLIOGRAPHIES if what in _OF_PASSAGES else ()), *(() if what in _OF_PAPERS else ("docx",))}
    return tuple(name for name in FORMATS if name not in left_out)


def export(
    kb: ExportSource,
    what: str = "moties",
    format: str = "csv",  # noqa: A002 - named as the option is
    filters: LedgerFilters | None = None,
) -> bytes:
    """Return the moties, papers, citations, passages or cells of tables of a knowledge base as the bytes of a file.

    ``what``: "moties" (one row per motie with every place that cites it), "papers" (the same of every kind of paper),
    "citations" (one row per citation, in ris, bibtex and csl-json one record each), "passages" or "cells" (one row per
    value in a table). The headings of "csv" and "xlsx" are Dutch, those of "csv-plain" are the names in "json". "docx",
    of moties and papers, bears the date of today.
    ``filters``: only the moties and papers that satisfy them, and of citations only those that stand at a place asked
    for. Raises ExportError for anything else and for a format that cannot be made, FilterError for a filter that says
    nothing of passages.
    """
    asked = filters or LedgerFilters()
    if what not in WHATS:
        raise ExportError(what, format, WHATS)
    if format not in formats_of(what):
        raise ExportError(what, format, formats_of(what))
    if format in _BIBLIOGRAPHIES:
        return _BIBLIOGRAPHIES[format](_records(kb, what, asked))
    if format == "docx":
        return papers_file(kb, what, asked, date.today())  # noqa: DTZ011 - the day where the program runs
    rows = ROWS[what](kb, asked)
    if format == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    if format == "json":
        return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()
    compared = what in _OF_PAPERS and asked.compared_with is not None
    if format == "csv-plain":
        return csv_plain([FLATTEN[what](row) for row in rows], (*(["cited_by"] if compared else []), *COLUMNS[what]))
    flat = [dutch.FLATTEN[what](row) for row in rows]
    headings = {**(dutch.COMPARED if compared else {}), **dutch.HEADINGS[what]}
    return (
        workbook(_sheets(what, flat), headings) if format == "xlsx" else csv_for_excel(flat, _as_rows(what, headings))
    )


def _as_rows(what: str, headings: Mapping[str, str]) -> dict[str, str]:
    """Return the headings in the order of the columns of "csv-plain", where scripts look for them, others behind."""
    renamed = dutch.RENAMED.get(what, {})
    known = [renamed.get(name, name) for name in COLUMNS[what]]
    first = [name for name in (*dutch.COMPARED, *known) if name in headings]
    return {name: headings[name] for name in dict.fromkeys((*first, *headings))}


def _records(kb: ExportSource, what: str, asked: LedgerFilters) -> list[Record]:
    ledger = kb.ledger()
    rows = [row for row in (ledger.moties if what == "moties" else ledger.papers) if asked.accepts(row)]
    return references(rows, asked.stands) if what == "citations" else records(rows)


def _sheets(what: str, rows: Sequence[Row]) -> dict[str, list[Row]]:
    """One sheet, but for citations one per kind, in the order of their first citation."""
    sheets: dict[str, list[Row]] = {}
    for row in rows:
        sheets.setdefault(row["kind"] if what == "citations" else dutch.NAMES[what], []).append(row)
    return sheets or {dutch.NAMES[what]: []}
