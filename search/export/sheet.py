"""Flat rows as sheets: CSV for Dutch Excel and for programs, and Excel's own format.

A cell that a spreadsheet would take for a formula is kept from being one, and reading back gives the text as it was: in
CSV by a leading apostrophe (``guard``, ``unguard``), in Excel's format by the type of the cell, which leaves the text
itself untouched.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from search.export.rows import Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_APOSTROPHES = "'"
_BOM = b"\xef\xbb\xbf"

# What Excel holds at most: characters in a cell, links on a sheet.
_LONGEST = 32_767
_MOST_LINKS = 65_000
_SHORTENED = " … (ingekort; volledig in json)"
_WIDEST = 60  # characters; a longer text runs out of sight, as wrapping would make rows of a page high
_MEASURED = 200  # rows that tell how wide a column must be
# Characters that XML cannot hold, and texts that look like the way Excel writes those.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x0d\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_MADE = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment a zip file can hold


def guard(cell: str) -> str:
    """Return ``cell`` so that a spreadsheet takes it for text; one that starts with an apostrophe gets one more."""
    return "'" + cell if cell.startswith((*_FORMULA, _APOSTROPHES)) else cell


def unguard(cell: str) -> str:
    """Return the text that ``guard`` was given."""
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


def csv_for_excel(rows: Sequence[Row], columns: Sequence[str]) -> bytes:
    """Return rows as a Dutch Excel opens them by double click: byte order mark, semicolons, cells guarded."""
    return _BOM + csv_plain(rows, columns, ";")


def csv_plain(rows: Sequence[Row], columns: Sequence[str], delimiter: str = ",") -> bytes:
    """Return rows as programs expect CSV: commas, UTF-8 without byte order mark; cells guarded all the same."""
    out = io.StringIO()
    # Python quotes a line break in a cell only if it is part of what ends a row, hence both characters.
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guard(cell_text(row[name])) for name in columns])
    return out.getvalue().encode()


def workbook(sheets: Mapping[str, Sequence[Row]], columns: Sequence[str]) -> bytes:
    """Return an Excel workbook with these sheets. The same rows give the same bytes.

    Numbers and yes/no are typed, the column ``url`` is a link, the header stays in sight and filters. A text longer
    than a cell can be is shortened and says so; a control character is written as Excel does (``_x0007_``).
    """
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        _fill(book.create_sheet(name), rows, columns)
    out = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(out, "w")).save()
    return _dateless(out)


def _fill(sheet: Worksheet, rows: Sequence[Row], columns: Sequence[str]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.append(list(columns))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for at, row in enumerate(rows, start=2):
        for column, name in enumerate(columns, start=1):
            _write(sheet, at, column, row[name])
            if name == "url" and row[name] and at <= _MOST_LINKS:
                cell = sheet.cell(at, column)
                cell.hyperlink = row[name]
                cell.font = Font(color="0563C1", underline="single")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for column, name in enumerate(columns, start=1):
        longest = max((len(cell_text(row[name])) for row in rows[:_MEASURED]), default=0)
        # Two more than the text, for the button of the filter.
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest, len(name)) + 2, _WIDEST)


def _write(sheet: Worksheet, row: int, column: int, value: Any) -> None:  # noqa: ANN401 - whatever a row holds
    if value is None or isinstance(value, bool | int | float):
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
    cell.quotePrefix = text.startswith(_FORMULA)


def _dateless(written: io.BytesIO) -> bytes:
    """Return a zip file without the moment at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, _MADE.sub(b"", old.read(name)) if name == "docProps/core.xml" else old.read(name))
    return out.getvalue()
