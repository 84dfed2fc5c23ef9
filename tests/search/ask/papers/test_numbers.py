"""A paper is the same paper however a question spells its number, and a number of something else is none."""

from __future__ import annotations

import pytest

from ingest.model import CitationKind
from search.ask.papers.numbers import read_numbers


@pytest.mark.parametrize(
    "question",
    [
        "kamerstuk 35925 nr 36",
        "Kamerstuk 35 925, nr. 36?",
        "KAMERSTUK 35.925 NR. 36",
        "Kamerstukken II 2021/22, 35925, nr. 36",
        "TK 35925, nr 36",
        "kamerstuk 35925 36",
        "kst 35925 36",
        "35925-36",
        "35 925, nr. 36",
        "35925 nr.36",
        "35925/36",
        "kst-35925-36",
        "KST-35925-36",
        "kst35925-36",
        "motie 36 uit dossier 35925",
        "motie nr. 36 (35925)",
        "motie 36 (dossier 35925)",
        "stuk 36 in 35925",
        "nr. 36 van 35925",
        "kamerstuk 36, dossier 35925",
        "wie diende motie 36 uit dossier 35925 in",
        "de motie met nummer 35925-36",
        "https://zoek.officielebekendmakingen.nl/kst-35925-36.html",
    ],
)
def test_one_paper_in_every_spelling(question: str) -> None:
    """All of these are kst-35925-36, and no dossier is left over."""
    numbers = read_numbers(question)
    assert [cite.id for cite in numbers.papers] == ["kst-35925-36"]
    assert (numbers.dossier, numbers.session_year) == (None, None)


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("35925 xvii nr 46", ["kst-35925-XVII-46"]),
        ("35925-xvii-46", ["kst-35925-XVII-46"]),
        ("Kamerstuk 35 925 (XVII), nr. 46", ["kst-35925-XVII-46"]),
        ("motie 46 uit dossier 35925-xvii", ["kst-35925-XVII-46"]),
        ("34952-166", ["kst-34952-166"]),
        ("34952 166", ["kst-34952-166"]),
        ("21501-02 nr 2962", ["kst-21501-02-2962"]),
        ("motie 2962 uit dossier 21501-02", ["kst-21501-02-2962"]),
        ("kamerstuk 35925 nrs. 36 en 37", ["kst-35925-36", "kst-35925-37"]),
        ("kamerstuk 35925 nrs. 36-37", ["kst-35925-36", "kst-35925-37"]),
        ("kamerstukken 35925 nr. 36 en 34952 nr. 166", ["kst-35925-36", "kst-34952-166"]),
        ("35925 a", ["kst-35925-A"]),
        ("ah-tk-20232024-1121", ["ah-tk-20232024-1121"]),
        ("Aanhangsel Handelingen 2023/24, 1121", ["ah-tk-20232024-1121"]),
        ("aanhangsel 2023-2024 nr 1121", ["ah-tk-20232024-1121"]),
        ("kamervraag 1121 uit 2023/24", ["ah-tk-20232024-1121"]),
        ("kamervragen 2024z11859", ["kv-tk-2024Z11859"]),
        ("staatscourant 2024 2900", ["stcrt-2024-2900"]),
        ("stcrt 2024/2900", ["stcrt-2024-2900"]),
        ("ecli:nl:hr:2019:2006", ["ECLI:NL:HR:2019:2006"]),
    ],
)
def test_papers_of_every_kind(question: str, ids: list[str]) -> None:
    """Chapters, councils, several papers, papers of the Eerste Kamer, questions, gazettes and judgments."""
    assert [cite.id or cite.likely_id for cite in read_numbers(question).papers] == ids


def test_questions_without_a_session_year() -> None:
    """Only the number is known then."""
    [cite] = read_numbers("aanhangsel 1121").papers
    assert (cite.kind, cite.number, cite.id, cite.likely_id) == (CitationKind.KAMERVRAAG, "1121", None, None)


@pytest.mark.parametrize(
    ("question", "dossier", "session_year", "rest"),
    [
        ("moties in dossier 35 925", "35925", None, "moties in"),
        ("dossier 35925-xvii", "35925-XVII", None, ""),
        ("kamerstuk 35925", "35925", None, ""),
        ("dossier 21501-02", "21501-02", None, ""),
        ("moties van Kuzu in 35207", "35207", None, "moties van Kuzu"),
        ("moties uit vergaderjaar 2021-2022", None, "2021/22", "moties uit"),
        ("wat is het klimaatdoel 2025", None, None, "wat is het klimaatdoel 2025"),
    ],
)
def test_dossier_and_session_year(question: str, dossier: str | None, session_year: str | None, rest: str) -> None:
    """They are taken out of the question, which keeps the rest."""
    numbers = read_numbers(question)
    assert (numbers.papers, numbers.dossier, numbers.session_year) == ((), dossier, session_year)
    assert " ".join(numbers.rest.split()) == rest


@pytest.mark.parametrize(
    "question",
    [
        "hoeveel banen zijn er bij de 10 000 bedrijven",
        "35000 vluchtelingen in Libië",
        "zijn er 12 500 woningen in 2030",
        "wat kost 10 000 x 5",
        "tussen 35000-40000 banen",
        "18 000, 20 000 of 30.000 mensen",
        "bel 070 348 6486 of postbus 20061",
        "wat staat er in artikel 12 lid 3",
    ],
)
def test_other_numbers_are_no_papers(question: str) -> None:
    """Amounts, telephone numbers and articles."""
    numbers = read_numbers(question)
    assert (numbers.papers, numbers.dossier) == ((), None)


@pytest.mark.parametrize("question", ["toezegging t01234", "stb 1997 5", "trb. 1951, 2"])
def test_the_shortest_names_of_papers_are_read(question: str) -> None:
    """What has fewer digits is not read at all, so these have to be the fewest."""
    assert read_numbers(question).papers
