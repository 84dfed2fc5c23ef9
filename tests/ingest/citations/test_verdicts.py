"""How far a citation can be trusted, and what was probably meant."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from ingest.citations import find_citations
from ingest.citations.registry.dossiers import tables
from ingest.citations.registry.identifiers import printed_id
from ingest.model import Verdict


@pytest.mark.parametrize(
    ("text", "year", "verdict", "reason"),
    [
        ("Kamerstukken II 2021/22, 26485, nr. 36", None, Verdict.COMPLETE, ""),
        ("Kamerstukken II 2021/22, 36045, nr. 53", 2022, Verdict.COMPLETE, ""),
        ("Kamerstukken II 2017/18, 34952, nr. 18", None, Verdict.COMPLETE, ""),
        (
            "Motie Kuzu",
            None,
            Verdict.INCOMPLETE,
            "Bij deze motie staat geen dossier of nummer; de vindplaats is daardoor niet zeker.",
        ),
        (
            "Kamerstukken II 2021/22, 26485",
            None,
            Verdict.INCOMPLETE,
            "Bij deze verwijzing staat geen nummer van het stuk; de vindplaats is daardoor niet zeker.",
        ),
        (
            "Kamerstukken II 2020/25, 26485, nr. 28",
            None,
            Verdict.IMPLAUSIBLE,
            "Vergaderjaar 2020/25 bestaat niet: een vergaderjaar loopt van het ene jaar naar het volgende.",
        ),
        (
            "Kamerstukken II 2020/21, 35925 XVII, nr. 28",
            None,
            Verdict.IMPLAUSIBLE,
            "Dossier 35925 bestaat pas sinds vergaderjaar 2021/22, dus niet in 2020/21.",
        ),
        (
            "Kamerstukken II 2018/19, 36045, nr. 28",
            None,
            Verdict.IMPLAUSIBLE,
            "Dossier 36045 bestaat pas sinds vergaderjaar 2021/22, dus niet in 2018/19.",
        ),
        (
            "Kamerstukken II 2023/24, 26485, nr. 28",
            2022,
            Verdict.IMPLAUSIBLE,
            "Vergaderjaar 2023/24 begint na het jaar van dit document (2022).",
        ),
        (
            "Kamerstuk 37461, nr. 1087",
            2024,
            Verdict.IMPLAUSIBLE,
            "Dossier 37461 is niet ouder dan vergaderjaar 2026/27, dus jonger dan dit document (2024).",
        ),
        ("Kamerstuk 37461, nr. 1087", None, Verdict.COMPLETE, ""),
        (
            "Kamerstuk 36045-XVL, nr. 28",
            None,
            Verdict.IMPLAUSIBLE,
            "\u201eXVL\u201d is geen bestaand achtervoegsel bij dossier 36045.",
        ),
        (
            "Kamerstuk 21501-99, nr. 28",
            None,
            Verdict.IMPLAUSIBLE,
            "\u201e99\u201d is geen bestaand achtervoegsel bij dossier 21501.",
        ),
    ],
)
def test_verdict(text: str, year: int | None, verdict: Verdict, reason: str) -> None:
    """Each verdict comes with the Dutch sentence that explains it; a complete one needs none."""
    (citation,) = find_citations(text, year=year)
    assert (verdict, reason) == (citation.verdict, citation.reason)


@pytest.mark.parametrize(
    ("text", "chapter", "likely"),
    [
        ("35925, nr. 36", None, None),
        ("35925, nr. 36", "XVII", "kst-35925-XVII-36"),
        ("35925, nr. 36", "V", "kst-35925-V-36"),
        ("De BHOS-begroting: 35925, nr. 36", None, "kst-35925-XVII-36"),
        ("Het ministerie van Buitenlandse Zaken meldt (35925, nr. 36)", None, "kst-35925-V-36"),
        ("Buitenlandse Zaken en SZW melden (35925, nr. 36)", None, None),
        ("36550, nr. 16", "XVII", "kst-36550-XVII-16"),
        ("Kamerstukken I 2021/22, 35925, A", "XVII", "kst-35925-XVII-A"),
        ("Kamerstuk II 2020/21, 21502-02, nr. 2376", None, "kst-21501-02-2376"),
        ("Kamerstuk II 2020/21, 12501-02, nr. 2376", None, "kst-21501-02-2376"),
    ],
)
def test_ambiguous(text: str, chapter: str | None, likely: str | None) -> None:
    """A budget without its chapter, and a misprinted series, are ambiguous; with a likely id only where there is evidence."""
    (citation,) = find_citations(text, budget_chapter=chapter)
    assert (Verdict.AMBIGUOUS, likely) == (citation.verdict, citation.likely_id)
    assert citation.reason.count(printed_id(likely) if likely else str(likely)) == (1 if likely else 0)


@pytest.mark.parametrize(
    "text", ["35925-V, nr. 36", "36045, nr. 36", "34952, nr. 36", "35976, nr. 18", "21501-02, nr. 9"]
)
def test_not_ambiguous(text: str) -> None:
    """A chapter that is printed, and dossiers that are not budgets, stay as they are."""
    (citation,) = find_citations(text, budget_chapter="XVII")
    assert (citation.verdict, citation.likely_id) == (Verdict.COMPLETE, None)


def test_other_chapter_printed_nearby() -> None:
    """Chapters printed in other citations count as evidence for the one that is missing."""
    found = find_citations("Kamerstuk 36410-V, nr. 85; Kamerstuk 35925, nr. 36")
    assert [citation.likely_id for citation in found] == [None, "kst-35925-V-36"]


def test_question_without_chamber() -> None:
    """The supplement is nearly always the Tweede Kamer's; the id is only likely where the chamber is not printed."""
    (citation,) = find_citations("Aanhangsel van de Handelingen, vergaderjaar 2019-2020, nr. 1234")
    assert (citation.id, citation.likely_id, citation.verdict) == (None, "ah-tk-20192020-1234", Verdict.AMBIGUOUS)


def test_an_unchecked_row_calls_no_other_paper_likely() -> None:
    """It warns, but no link leads away from what is printed."""
    (citation,) = find_citations("Kamerstuk 36120, nr. 5", budget_chapter="XVII")
    assert (citation.verdict, citation.likely_id) == (Verdict.AMBIGUOUS, None)
    assert citation.reason.endswith("welk stuk bedoeld is, blijkt niet uit de tekst.")


def test_what_was_checked_is_in_the_table() -> None:
    """No list of what was seen in print names a dossier that is not there."""
    data = tomllib.loads(files("ingest").joinpath("data/budget.toml").read_text("utf-8"))
    printed: set[int] = set()
    for group in data["sets"].values():
        seen = {dossier for where in group["checked"].values() for dossier in where}
        assert seen - set(group["dossiers"].values()) == set()
        printed |= seen
    assert 35925 in printed


def test_tables_hold_no_number_twice() -> None:
    """Every budget dossier stands for one set and year, and none of the near misses is among them."""
    budgets = tables().budgets
    assert len({(budget.name, budget.year) for budget in budgets.values()}) == len(budgets)
    assert budgets.keys().isdisjoint({"34952", "35976", "36045", "21501"})
