"""The files behind the page's links: the same as elsewhere, named after what they hold, refused where there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.model import CitationKind, Verdict
from search.export.formats import export
from search.ledger.filters import LedgerFilters
from ui.programs import downloads as exports

if TYPE_CHECKING:
    from pathlib import Path

    from search import KnowledgeBase


@pytest.mark.parametrize(
    ("what", "filters", "expected"),
    [
        ("moties", LedgerFilters(), "moties.xlsx"),
        ("moties", LedgerFilters(words="klimaat", year=2022, kind=CitationKind.MOTIE), "moties-klimaat-2022.xlsx"),
        ("papers", LedgerFilters(kind=CitationKind.KAMERBRIEF), "stukken-kamerbrief.xlsx"),
        ("citations", LedgerFilters(submitter="Wörsdörfer", sdg=13), "verwijzingen-worsdorfer-sdg-13.xlsx"),
        ("moties", LedgerFilters(session_year="2021/22", dossier="-"), "moties-zonder-dossier-2021-22.xlsx"),
        ("moties", LedgerFilters(verdict=Verdict.AMBIGUOUS), "moties-twijfelachtig.xlsx"),
        ("citations", LedgerFilters(paper="kst-35925-XVII-36"), "verwijzingen-35925-xvii-36.xlsx"),
        ("papers", LedgerFilters(document="a", compared_with="b"), "stukken-a-vergeleken-met-b.xlsx"),
        ("papers", LedgerFilters(document="a", not_in="b"), "stukken-a-niet-in-b.xlsx"),
        ("papers", LedgerFilters(document="a", also_in="b"), "stukken-a-ook-in-b.xlsx"),
        ("moties", LedgerFilters(words='../"; rm\r\n Ω'), "moties-rm.xlsx"),
        ("moties", LedgerFilters(chapter="Hoofdstuk 2 Ontwikkelingssamenwerking: focus op wat werkt"),
         "moties-hoofdstuk-2-ontwikkelingssamenwerking-fo.xlsx"),
    ],
)  # fmt: skip
def test_a_file_is_named_after_what_it_holds(what: str, filters: LedgerFilters, expected: str) -> None:
    """What is exported and every filter, in letters that any system takes."""
    assert expected == exports.file_name(what, "xlsx", filters)


def test_a_name_is_never_too_long() -> None:
    """However many filters there are."""
    asked = LedgerFilters(words="w" * 90, submitter="s" * 90, chapter="c" * 90, document="d" * 90)
    assert len(exports.file_name("citations", "plain.csv", asked)) <= 130


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("moties.csv", "csv"),
        ("moties.plain.csv", "csv-plain"),
        ("moties.xlsx", "xlsx"),
        ("citations.xlsx", "xlsx"),
        ("moties.docx", "docx"),
        ("citations.ris", "ris"),
        ("moties.bib", "bibtex"),
        ("moties.csl.json", "csl-json"),
        ("passages.json", "json"),
    ],
)
def test_page_command_line_and_python_give_the_same_bytes(
    base: KnowledgeBase, seeds_kb: Path, vindplaats: object, tmp_path: Path, name: str, form: str
) -> None:
    """Whoever exports, and whenever, the file is the same."""
    what = name.partition(".")[0]
    response = exports.download(base, name)
    assert (
        response.headers["content-disposition"]
        == f'attachment; filename="{exports.NAMES[what]}{name.removeprefix(what)}"'
    )
    assert response.body == export(base, what, form)
    vindplaats("export", what, "--format", form, "--output", tmp_path / "uit", "--kb", seeds_kb)  # type: ignore[operator]
    assert (tmp_path / "uit").read_bytes() == response.body


@pytest.mark.parametrize(
    "name", ["passages.ris", "citations.docx", "moties.csv-plain", "moties.csl", "moties.xml", "geheim.csv", "moties"]
)
def test_a_download_without_a_button_is_not_found(name: str) -> None:
    """Passages are not papers, an extension that is not ours leads nowhere, and the name is never a path."""
    assert exports.download(None, name).status_code == 404  # type: ignore[arg-type]  # refused before it is asked


def test_what_cannot_be_asked_of_passages_is_refused(base: KnowledgeBase) -> None:
    """A filter on papers does not apply to passages."""
    answer = exports.download(base, "passages.csv", LedgerFilters(dossier="35925"))
    assert answer.status_code == 400
    assert "Laat dit filter weg" in bytes(answer.body).decode()
