"""Numbers of papers as they are printed outside the rules: lists, line ends, hyphens, both chambers at once."""

from __future__ import annotations

import pytest

from ingest.citations import find_citations
from ingest.model import CitationKind


def ids(text: str) -> list[str | None]:
    """The ids of all citations in a text, in order."""
    return [citation.id for citation in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("nr. 12, nr. 15 en 16, en verder", [12, 15, 16]),
        ("nr. 12, nr. 15 en 16 zijn", [12, 15, 16]),
        ("nr. 12 en 16, waarin staat", [12, 16]),
        ("nr. 12 (MvT) en nr. 15.", [12, 15]),
        ("nr. 12 (nader verslag), nr. 15 (nota) en 16", [12, 15, 16]),
        ("nr. 12 (nota naar aanleiding van het verslag) en nr. 15", [12, 15]),
        ("nr. 12 (advies van de Afdeling advisering\nen nader rapport), nr. 15", [12, 15]),
        ("nrs. 12 (MvT), 15 en 16 over zorg", [12, 15, 16]),
        ("nr. 12, p. 3 (MvT); nr. 15, p. 4", [12, 15]),
        ("nr. 12 en 2023, het jaar", [12]),
        ("nr. 12 en 16 moties", [12]),
        ("nr. 12, nr. 15 en 16 jaar", [12, 15]),
        ("nr. 12 (3 en 4) en 16", [12]),
    ],
)
def test_lists(text: str, numbers: list[int]) -> None:
    """Each number of a list, past what is said of one in brackets; no year and no amount."""
    assert [f"kst-36045-{number}" for number in numbers] == ids(f"Zie Kamerstukken II 2021/22, 36 045, {text}")


@pytest.mark.parametrize("gap", ["\n", "\r\n", "  ", " \n", "\n  ", "\u00a0\n", "\u00a0\u00a0"])
@pytest.mark.parametrize(
    "text",
    [
        "Zie 36{}045, nr. 12.",
        "De motie-Kuzu (36{}045, nr. 12).",
        "Kamerstukken II, 21 501-02, nr. 3 en 36{}045, nr. 12",
    ],
)
def test_gap_inside_a_dossier(text: str, gap: str) -> None:
    """A line end or two spaces inside a dossier number do not part it, nor does its first half end a list."""
    assert ids(text.format(gap))[-1] == "kst-36045-12"
    assert len(ids(text.format(gap))) == 1 + text.count("; ") + ("501" in text)


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("Motie van het lid Kuzu over schoon water 36045-12", "kst-36045-12"),
        ("motie-Kuzu c.s. 36 410-XVI-12", "kst-36410-XVI-12"),
        ("Amendement van het lid Kuzu over zorg, 36 045-12", "kst-36045-12"),
        ("motie-Kuzu op stuk nr. 12 (36 045)", "kst-36045-12"),
        ("motie-Kuzu op stuk 12 (36 045)", "kst-36045-12"),
        ("motie-Kuzu op stuk nr. 12 (21 501-32)", "kst-21501-32-12"),
        ("motie-Kuzu over water op stuk nr. 12 (Kamerstuk 36 045)", "kst-36045-12"),
        ("motie op stuk nr. 12 van dossier 36 410 XVI", "kst-36410-XVI-12"),
    ],
)
def test_number_without_label_behind_a_motie(text: str, identifier: str) -> None:
    """The whole number joined by a hyphen, or the dossier behind the number."""
    (citation,) = find_citations(f"In stemming komt de {text} is aangenomen")
    assert (identifier, text) == (citation.id, citation.text)
    assert citation.kind in {CitationKind.MOTIE, CitationKind.AMENDEMENT}


def test_moties_on_papers_of_one_dossier() -> None:
    """Several numbers before their dossier."""
    assert ids("de moties op stukken nrs. 12, 14 en 15 (36 045) zijn") == [f"kst-36045-{n}" for n in (12, 14, 15)]
    assert ids("de moties op stukken nrs. 12 t/m 14 (36 045) zijn") == [f"kst-36045-{n}" for n in (12, 13, 14)]


def test_whole_number_in_brackets() -> None:
    """Without a label it counts in brackets of its own, not elsewhere and not as a span of amounts."""
    assert ids("Brief over wonen (36 045-12), zie verder") == ["kst-36045-12"]
    assert ids("Bel 36045-12 of (30000-2500 euro); in 12045-12-3 en (2012045-12)") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("B t/m D", ["kst-36045-B", "kst-36045-C", "kst-36045-D"]),
        ("nrs. B-D", ["kst-36045-B", "kst-36045-C", "kst-36045-D"]),
        ("Y tot en met AA", ["kst-36045-Y", "kst-36045-Z", "kst-36045-AA"]),
        ("D t/m B", ["kst-36045-D"]),
    ],
)
def test_ranges_of_letters(text: str, expected: list[str]) -> None:
    """The Eerste Kamer counts A to Z, then AA."""
    assert expected == ids(f"Kamerstukken I 2021/22, 36 045, {text}.")


@pytest.mark.parametrize("text", ["A / nr. 3", "A/nr. 3", "nr. 3 / A", "A, nr. 3"])
@pytest.mark.parametrize("both", ["I/II", "I / II", "I en II", "II/I"])
def test_both_chambers(both: str, text: str) -> None:
    """Each paper belongs to the chamber whose numbers look so."""
    found = {citation.number: citation for citation in find_citations(f"Kamerstukken {both} 2021/22, 36 045, {text}.")}
    assert {number: (citation.chamber, citation.id) for number, citation in found.items()} == {
        "A": ("I", "kst-36045-A"), "3": ("II", "kst-36045-3"),
    }  # fmt: skip


@pytest.mark.parametrize(("printed", "chamber"), [("ll", "II"), ("Il", "II"), ("lI", "II"), ("l", "I")])
def test_letters_for_roman_numerals(printed: str, chamber: str) -> None:
    """Scanned text has an "l" for an "I"; the id and the label have the numeral."""
    (citation,) = find_citations(f"Kamerstukken {printed} 2021/22, 36 045, nr. 12")
    assert (chamber, "2021/22", "kst-36045-12") == (citation.chamber, citation.session_year, citation.id)


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("ecli:nl:hr:2019:1234", "ECLI:NL:HR:2019:1234"),
        ("EU:C:2014:2", "ECLI:EU:C:2014:2"),
        ("EU:T:2014:2", "ECLI:EU:T:2014:2"),
        ("TZ202112-042", "TZ202112-042"),
        ("tz202112-042", "TZ202112-042"),
        ("TZ 202112-042", "TZ202112-042"),
        ("TZ-202112-042", "TZ202112-042"),
        ("TZ202112042", "TZ202112-042"),
        ("TZ202112-\n042", "TZ202112-042"),
        ("Stcrt. nr. 2023-1234", "stcrt-2023-1234"),
        ("Staatscourant nr. 2023/1234", "stcrt-2023-1234"),
    ],
)
def test_other_publications(text: str, identifier: str) -> None:
    """Court decisions in any case, the Tweede Kamer's promises, and an issue whose number holds its year."""
    (citation,) = find_citations(f"Zie {text}, en verder")
    assert (identifier, text) == (citation.id, citation.text)


@pytest.mark.parametrize("text", ["TZ202113-042", "TZ 2021-12", "TZ202112-042-1", "TZ202112"])
def test_number_like_that_of_the_tweede_kamers_promises(text: str) -> None:
    """A year, a month and a number."""
    assert find_citations(f"Zie {text}, en verder") == []


def test_range_of_letters() -> None:
    """Of papers of the Eerste Kamer; a letter with anything else behind a hyphen is none."""
    found = find_citations("Kamerstukken I 2022/23, 36 045 VII, A-C.")
    assert [citation.id for citation in found] == ["kst-36045-VII-A", "kst-36045-VII-B", "kst-36045-VII-C"]
    assert [citation.id for citation in find_citations("Kamerstukken I 2022/23, 36 045, A-status")] == [None]
