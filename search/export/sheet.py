"""Flat rows as sheets: CSV for Dutch Excel and for programs, and Excel's own format.

A cell that a spreadsheet would take for a formula is kept from being one, and reading back gives the text as it was: in
CSV by a leading apostrophe (``guard``, ``unguard``), in Excel's format by the type of the cell, which leaves the text
itself untouched. Excel also turns a text such as "2011/12" into a date, so in the CSV that it opens those are guarded
too.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from search.export.archive import dateless

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

    from search.export.rows import Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_APOSTROPHES = "'"
_MONTH = (
    "jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sep(?:t|tember)?|okt(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
# Texts that Excel opens as a date, a time or another number: "2011/12", "3-4", "1.10", "mei 2024", "007", "2e3".
_NOT_KEPT = re.compile(
    rf"\s*(?:€?\s?\d[\d\s.,/:-]*%?|\d+(?:[.,]\d+)?e[+-]?\d+|(?:\d{{1,2}}[\s-])?(?:{_MONTH})\.?(?:[\s-]\d{{1,4}})?)\s*",
    re.IGNORECASE,
)
_BOM = b"\xef\xbb\xbf"

# What Excel holds at most: characters in a cell, links on a sheet.
_LONGEST = 32_767
_MOST_LINKS = 65_000
_SHORTENED = " … (ingekort; volledig in json)"
_WIDEST = 60  # characters; a longer text runs out of sight, as wrapping would make rows of a page high
_FONT, _SIZE = "Calibri", 11  # as cells have that nothing is stated of; without a name the program chooses one
_MEASURED = 200  # rows that tell how wide a column must be
# Characters that XML cannot hold, and texts that look like the way Excel writes those.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x0d\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def guard(cell: str) -> str:
    """Return ``cell`` so that a spreadsheet takes it for text; one that starts with an apostrophe gets one more."""
    return "'" + cell if cell.startswith((*_FORMULA, _APOSTROPHES)) else cell


def guard_from_excel(cell: str) -> str:
    """Return ``cell`` so that Excel keeps the text as it is: ``guard``, and no date or number is made of it."""
    return "'" + cell if _NOT_KEPT.fullmatch(cell) else guard(cell)


def unguard(cell: str) -> str:
    """Return the text that ``guard`` or ``guard_from_excel`` was given."""
    return cell[1:] if cell.startswith(_APOSTROPHES) else cell


def cell_text(value: object) -> str:
    """A value as one cell shows it: yes and no in Dutch, the different parts of a list side by side."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list | tuple):
        return " | ".join(dict.fromkeys(cell_text(item) for item in value))
    return str(value)


# The names of the values that are shown, in the order of the columns; with a heading for each, else headed by the name.
Columns = Sequence[str] | Mapping[str, str]


def _headings(columns: Columns) -> list[str]:
    return list(columns.values() if isinstance(columns, Mapping) else columns)


def csv_for_excel(rows: Sequence[Row], columns: Columns) -> bytes:
    """Return rows as a Dutch Excel opens them by double click: byte order mark, semicolons, cells guarded.

    A text stays text also where it looks like a date or a number, such as the session year "2011/12".
    """
    return _BOM + _csv(rows, columns, ";", guard_from_excel)


def csv_plain(rows: Sequence[Row], columns: Columns) -> bytes:
    """Return rows as programs expect CSV: commas, UTF-8 without byte order mark; formulas guarded all the same."""
    return _csv(rows, columns, ",", guard)


def _csv(rows: Sequence[Row], columns: Columns, delimiter: str, guard_text: Callable[[str], str]) -> bytes:
    """Rows as CSV. ``guard_text``: for texts and lists of them; a number is written to be read as one."""
    out = io.StringIO()
    # Python quotes a line break in a cell only if it is part of what ends a row, hence both characters.
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(_headings(columns))
    for row in rows:
        writer.writerow([(guard_text if _is_text(row[name]) else guard)(cell_text(row[name])) for name in columns])
    return out.getvalue().encode()


def _is_text(value: object) -> bool:
    return any(isinstance(each, str) for each in (value if isinstance(value, list | tuple) else [value]))


def workbook(sheets: Mapping[str, Sequence[Row]], columns: Columns) -> bytes:
    """Return an Excel workbook with these sheets. The same rows give the same bytes.

    Numbers, dates and yes/no are typed, the column ``url`` is a link, the header stays in sight and filters. A text
    longer than a cell can be is shortened and says so; a control character is written as Excel does (``_x0007_``).
    """
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        _fill(book.create_sheet(name), rows, columns)
    out = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(out, "w")).save()
    return dateless(out)


def _fill(sheet: Worksheet, rows: Sequence[Row], columns: Columns) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.append(_headings(columns))
    for cell in sheet[1]:
        cell.font = Font(name=_FONT, size=_SIZE, bold=True)
    for at, row in enumerate(rows, start=2):
        for column, name in enumerate(columns, start=1):
            _write(sheet, at, column, row[name])
            if name == "url" and row[name] and at <= _MOST_LINKS:
                cell = sheet.cell(at, column)
                cell.hyperlink = row[name]
                cell.font = Font(name=_FONT, size=_SIZE, color="0563C1", underline="single")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for column, (name, heading) in enumerate(zip(columns, _headings(columns), strict=True), start=1):
        longest = max((len(cell_text(row[name])) for row in rows[:_MEASURED]), default=0)
        # Two more than the text, for the button of the filter.
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest, len(heading)) + 2, _WIDEST)


def _write(sheet: Worksheet, row: int, column: int, value: Any) -> None:  # noqa: ANN401 - whatever a row holds
    if value is None or isinstance(value, bool | int | float | date):
        sheet.cell(row, column).value = value
        return
    text = cell_text(value)
    if not text:
        return
    cell = sheet.cell(row, column)
    written = _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    cell.value = written if len(written) <= _LONGEST else written[: _LONGEST - len(_SHORTENED)] + _SHORTENED
    cell.data_type = "s"  # whatever openpyxl took it for, "=1+1" and "#N/A" included
    # What the apostrophe before a text does in Excel: it stays text also when somebody edits the cell.
    cell.quotePrefix = text.startswith(_FORMULA) or _NOT_KEPT.fullmatch(text) is not None
