"""`vindplaats moties`, the filters of `vindplaats export`, and quotations on the command line."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from search import KnowledgeBase
from search.export.formats import export
from search.export.quoting import quote
from search.ledger.filters import LedgerFilters
from ui import texts
from ui.cli import ledger_table

if TYPE_CHECKING:
    from pathlib import Path

Run = Any  # the fixture `vindplaats`, which returns (code, out, err)


def keys(out: str) -> list[str]:
    """The keys of the rows printed as JSON."""
    return [row["key"] for row in json.loads(out)]


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["--submitter", "omtzigt"], ["kst-21501-20-1632"]),
        (["--dossier", "27925"], ["kst-27925-906", "kst-27925-825"]),
        (["--dossier", "35925-V"], ["kst-35925-V-71"]),
        (["--dossier", "35300 xvii"], ["kst-35300-XVII-29"]),
        (["--document", "bho-2024"], ["kst-21501-02-2962", "kst-37461-1087", "kst-36550-XVII-16"]),
        (["--year", "2024", "--sdg", "13"], []),
        (["--sdg", "13", "--dossier", "35925"], ["kst-35925-XVII-36"]),
        (["--kind", "staatscourant"], ["stcrt-2024-2900"]),
        (["--words", "grootouders"], []),
        (["--words", "Oeigoeren kuzu"], ["kst-35207-48"]),
        (["--session-year", "2018-2019"], ["kst-35115-6"]),
        (["--session-year", "-", "--document", "bhos-2022", "--verdict", "complete"], ["kst-35925-XVII-46"]),
        (["--verdict", "implausible", "--year", "2024"], ["kst-37461-1087"]),
        (["--kind", "alle", "--dossier", "33625"], ["kst-33625-341"]),
        (["--chapter", "2. Beleidsprioriteiten", "--document", "bhos-2022"], []),
    ],
)
def test_asking(vindplaats: Run, seeds_kb: Path, args: list[str], expected: list[str]) -> None:
    """Each option, and several together; without --kind only moties."""
    code, out, err = vindplaats("moties", *args, "--format", "json", "--kb", seeds_kb)
    assert (code, err) == (0, "")
    assert sorted(expected) == sorted(keys(out))


def test_cited_here_and_not_there(vindplaats: Run, seeds_kb: Path) -> None:
    """The two documents share a dossier but no motie."""
    _, all_, _ = vindplaats("moties", "--document", "bho-2024", "--kind", "alle", "--format", "json", "--kb", seeds_kb)
    _, only, _ = vindplaats(
        "moties",
        "--document",
        "bho-2024",
        "--not-in",
        "bhos-2022",
        "--kind",
        "alle",
        "--format",
        "json",
        "--kb",
        seeds_kb,
    )
    with KnowledgeBase.open(seeds_kb) as kb:
        there = {row.key for row in kb.ledger().papers if any(place.document == "bhos-2022" for place in row.places)}
    assert keys(only) == [key for key in keys(all_) if key not in there]
    assert len(keys(only)) > 0


def test_two_documents_compared(vindplaats: Run, seeds_kb: Path) -> None:
    """As text in three parts; as JSON each paper with the documents that cite it."""
    asked = ("moties", "--document", "bhos-2022", "--compared-with", "bho-2024", "--kind", "alle", "--kb", seeds_kb)
    code, out, _ = vindplaats(*asked)
    headings = [line for line in out.splitlines() if line.startswith(("IN BEIDE", "ALLEEN IN"))]
    assert (code, headings) == (0, ["IN BEIDE DOCUMENTEN", "ALLEEN IN BHOS-2022", "ALLEEN IN BHO-2024"])
    _, out, _ = vindplaats(*asked, "--format", "json")
    cited_by = [tuple(row["cited_by"]) for row in json.loads(out)]
    with KnowledgeBase.open(seeds_kb) as kb:
        found = kb.ledger().compare("bhos-2022", "bho-2024")
        assert len(cited_by) == len(found.both) + len(found.only_first) + len(found.only_second)
        assert cited_by.count(("bhos-2022",)) == len(found.only_first) > 0
        assert cited_by.count(("bho-2024",)) == len(found.only_second) > 0


def test_a_table(vindplaats: Run, seeds_kb: Path) -> None:
    """A row per motie with number, submitters, subject and places; doubts and contradictions are listed."""
    code, out, _ = vindplaats("moties", "--dossier", "34952", "--kb", seeds_kb)
    lines = [line.rstrip() for line in out.splitlines()]
    assert code == 0
    assert lines[0].split() == ["Stuk", "Indieners", "Onderwerp", "Genoemd", "in"]
    assert max(map(len, lines)) <= 100
    assert " ".join(out.split()).count("Dit nummer staat op") == 1
    assert lines[-1] == "4 stukken, genoemd op 6 plaatsen."


def test_nothing_found(vindplaats: Run, seeds_kb: Path) -> None:
    """A sentence, not an empty table; no error."""
    found = vindplaats("moties", "--submitter", "Thorbecke", "--kb", seeds_kb)
    assert found == (0, "Er zijn geen stukken die hieraan voldoen.\n", "")


def test_a_place_without_page_and_note() -> None:
    """A cell holds only what is known."""
    assert ledger_table._block(("a b", "kst-35925-XVII-36"), (2, 4)) == "a   kst-35925-XVII-36\nb"


def test_export_of_what_was_asked(vindplaats: Run, seeds_kb: Path) -> None:
    """The same filters, on moties, on citations (only those at the places asked for) and on passages."""
    _, out, _ = vindplaats("export", "moties", "--submitter", "kuzu", "--format", "csv-plain", "--kb", seeds_kb)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["submitters"] for row in rows] == ["Kuzu", "Kuzu"]
    _, out, _ = vindplaats(
        "export", "citations", "--dossier", "26485", "--sdg", "13", "--format", "json", "--kb", seeds_kb
    )
    assert {(row["dossier"], 13 in row["place"]["sdgs"]) for row in json.loads(out)} == {("26485", True)}
    _, out, _ = vindplaats("export", "citations", "--kind", "toezegging", "--format", "json", "--kb", seeds_kb)
    assert {row["kind"] for row in json.loads(out)} == {"toezegging"}
    _, out, _ = vindplaats("export", "passages", "--year", "2024", "--format", "json", "--kb", seeds_kb)
    assert {row["document"] for row in json.loads(out)} == {"bho-2024"}
    _, out, _ = vindplaats("export", "moties", "--dossier", "36550", "--format", "bibtex", "--kb", seeds_kb)
    assert out.count("@misc{") == 1


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx", "json", "jsonl", "ris", "bibtex", "csl-json"])
def test_command_line_and_python_write_the_same_bytes(
    vindplaats: Run, seeds_kb: Path, tmp_path: Path, form: str
) -> None:
    """With filters too."""
    vindplaats(
        "export", "moties", "--dossier", "35925", "--format", form, "--output", tmp_path / "uit", "--kb", seeds_kb
    )
    with KnowledgeBase.open(seeds_kb) as kb:
        assert export(kb, "moties", form, LedgerFilters(dossier="35925")) == (tmp_path / "uit").read_bytes()


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["moties", "--document", "weg"], 1, "weg: dit document staat niet in de kennisbank."),
        (["moties", "--not-in", "weg"], 1, "weg: dit document staat niet in de kennisbank."),
        (["moties", "--compared-with", "bho-2024"], 2, "Geef bij --compared-with ook het andere document"),
        (["moties", "--document", "bho-2024", "--compared-with", "weg"], 1, "weg: dit document staat niet"),
        (["moties", "--kind", "boek"], 2, "'boek' is geen geldige waarde voor --kind: kies uit motie, "),
        (
            ["moties", "--document", ""],
            2,
            "'' is geen geldige waarde voor --document: geef een waarde die niet leeg is.",
        ),
        (["moties", "--session-year", "vorig"], 2, "'vorig' is geen vergaderjaar. Geef het als 2021/22"),
        (["moties", "--sdg", "18"], 2, "geef een geheel getal van 1 t/m 17"),
        (["export", "passages", "--not-in", "bho-2024"], 2, "Passages kunnen niet gekozen worden met --not-in."),
        (["export", "passages", "--kind", "motie"], 2, "Passages kunnen niet gekozen worden met --kind."),
    ],
)
def test_wrong_use(vindplaats: Run, seeds_kb: Path, args: list[str], code: int, message: str) -> None:
    """Told in Dutch, nothing on standard output."""
    got, out, err = vindplaats(*args, "--kb", seeds_kb)
    assert (got, out) == (code, "")
    assert message in err


def test_the_session_year_that_rows_are_chosen_by_stands_in_them(vindplaats: Run, seeds_kb: Path) -> None:
    """Also where the first place that cites the motie prints none."""
    _, out, _ = vindplaats("moties", "--session-year", "2021-2022", "--format", "json", "--kb", seeds_kb)
    assert {row["session_year"] for row in json.loads(out)} == {"2021/22"}


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_office_files_do_not_go_to_the_screen(
    vindplaats: Run, seeds_kb: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """A workbook on a terminal is noise that can set the terminal itself astray."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    code, out, err = vindplaats("export", "moties", "--format", form, "--kb", seeds_kb)
    assert (code, out) == (2, "")
    assert "Geef met --output een bestand." in err


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("hoe hoog is de Eiffeltoren", ["NIET GEVONDEN", texts.NOT_FOUND_MORE]),
        (
            "hoe helpt Nederland bij een tsunami",
            ["DIT KOMT IN DE BUURT", f"{texts.NEAR_MORE} {texts.NEAR_ABSENT.format(words='“tsunami”')}"],
        ),
    ],
)
def test_quotations_without_an_answer(vindplaats: Run, seeds_kb: Path, question: str, first: list[str]) -> None:
    """The heading says which of the two it is; the passages follow."""
    _, out, _ = vindplaats("search", question, "--top", "1", "--format", "leidraad", "--kb", seeds_kb)
    assert out.splitlines()[:2] == first
    assert out.count("Ministerie van Buitenlandse Zaken, ") == 1


def test_quotations(vindplaats: Run, seeds_kb: Path) -> None:
    """The sentences of the answer and the passages asked for, each with its source."""
    code, out, _ = vindplaats("search", "klimaatdoel 2025", "--top", "1", "--format", "leidraad", "--kb", seeds_kb)
    assert code == 0
    with KnowledgeBase.open(seeds_kb) as kb:
        found = kb.search("klimaatdoel 2025", top=10)
        expected = [quote(kb, each.passage, each.text).to_text() for each in found.answer.sentences]
        expected.append(quote(kb, found.hits[0].passage.id).to_text())
    assert out.rstrip("\n") == "\n".join(
        ["ANTWOORD", *(f"{each}\n" for each in expected[:-1]), "PASSAGES", expected[-1]]
    )
    assert out.count("Ministerie van Buitenlandse Zaken, Doen waar Nederland goed in is") == len(expected)
