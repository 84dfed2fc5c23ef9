"""What counts as a citation and what is read from it, one line of text at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.citations import find_citations

if TYPE_CHECKING:
    from ingest.model import Citation


def only(text: str) -> Citation:
    """The one citation in a text."""
    (citation,) = find_citations(text)
    return citation


def ids(text: str) -> list[str | None]:
    """The ids of all citations in a text, in order."""
    return [citation.id for citation in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kamerstuk 36 180, nr. 1", "kst-36180-1"),
        ("36.501, nr. 4", "kst-36501-4"),
        ("Kamerstukken II 2021/22, 35925, nr. 36", "kst-35925-36"),
        ("35 925 XVII, nr. 46", "kst-35925-XVII-46"),
        ("35925-XVII, nr. 46", "kst-35925-XVII-46"),
        ("35 925-XVII nr. 46", "kst-35925-XVII-46"),
        ("35925 V, nr. 71", "kst-35925-V-71"),
        ("36410-V, nr. 85", "kst-36410-V-85"),
        ("34 300 XVII, nr. 62", "kst-34300-XVII-62"),
        ("15 800 hoofdstuk III nr. 3", "kst-15800-III-3"),
        ("21 501-02, nr. 2383", "kst-21501-02-2383"),
        ("21 501\u201302, nr. 2383", "kst-21501-02-2383"),
        ("21501 20, nr. 1632", "kst-21501-20-1632"),
        ("Kamerstukken I 2021/22, 35925, A", "kst-35925-A"),
        ("Kamerstukken I 2008/09, 31700 VI, D, p. 4", "kst-31700-VI-D"),
        ("34430, nr. AB", "kst-34430-AB"),
        ("31 700-IIB, nr 2", "kst-31700-IIB-2"),
        ("36 410 B, nr. 4", "kst-36410-B-4"),
        ("Kamerstukken I 36 410, B", "kst-36410-B"),
        ("EK 36 600 B, A", "kst-36600-B-A"),
        ("35.673 EK B", "kst-35673-B"),
        ("34 356 (R2064), nr. 3", "kst-34356-3"),
        ("Kamerbrief (31 793, nr. 202)", "kst-31793-202"),
        ("Kamerbrief 29 911 (Nr. 348)", "kst-29911-348"),
        ("Staatscourant 2024, 2900", "stcrt-2024-2900"),
        ("Stcrt. 2024, 2900", "stcrt-2024-2900"),
        ("Staatscourant van 16 juni 2005, nr. 114", "stcrt-2005-114"),
        ("Stb. 2011, 35", "stb-2011-35"),
        ("Staatsblad 2011, nr. 35", "stb-2011-35"),
        ("Trb. 2019, 12", "trb-2019-12"),
        ("Tweede Kamer, vergaderjaar 2021\u20132022, 35 925 XVII, nr. 36", "kst-35925-XVII-36"),
        ("TK 2021-2022, 26 485, nr. 387", "kst-26485-387"),
        ("Kamerstukken II 1967/68, 9595, nr. 3", "kst-9595-3"),
        ("Kamerstuk 26485-387", "kst-26485-387"),
        ("kamerstuk 28114 16)", "kst-28114-16"),
        ("Handelingen Tweede Kamer 1997-1998, 25806, nr. 2", "kst-25806-2"),
        ("Aanhangsel Handelingen II 2024/25, nr. 1244", "ah-tk-20242025-1244"),
        ("Tweede Kamer, vergaderjaar 2019\u20132020, Aanhangsel van de Handelingen, nr. 12", "ah-tk-20192020-12"),
        ("Handelingen II 2010/11, nr. 108, item 5, p. 3", "h-tk-20102011-108-5"),
        ("Handelingen I 1999/2000, nr. 8, item 2", "h-ek-19992000-8-2"),
        ("kv-tk-2010Z06025", "kv-tk-2010Z06025"),
        ("de Kamervragen van het lid Piri (2010Z06025)", "kv-tk-2010Z06025"),
        ("brief 2024D12345", "2024D12345"),
        ("blg-929493", "blg-929493"),
        ("kst-35925-xvii-46", "kst-35925-XVII-46"),
        ("zie https://zoek.officielebekendmakingen.nl/kst-26485-387.html.", "kst-26485-387"),
        ("https://zoek.officielebekendmakingen.nl/behandelddossier/1/kst-26485-387/metadata.xml", "kst-26485-387"),
        ("ECLI:NL:HR:2019:1234.", "ECLI:NL:HR:2019:1234"),
        ("de wet (BWBR0005537)", "BWBR0005537"),
        ("jci1.3:c:BWBR0005537&artikel=1:3", "jci1.3:c:BWBR0005537&artikel=1:3"),
        ("jci1.31:c:BWBR0005537&artikel=1:3", "jci1.31:c:BWBR0005537&artikel=1:3"),
    ],
)
def test_id_follows_from_text(text: str, expected: str) -> None:
    """Every way to write a reference gives the id of the identifier rules."""
    assert ids(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Kamerstuk\u00a030821,\u00a0nr.\u00a0242",
        "Kamerstuk 30\u00a0821, nr.242",
        "Kamerstuk 30 821,\n\nnr. 242",
        "Kamer-\nstuk 30821, nr 242",
        "Kamer\u00adstuk 30821, Nr. 242",
        "Kamerstuken II 2021/22, 30821, nr. 242",
        "Kamerstuk II, 2021/22, 30821 nr. 242",
        "kst. 30821, nr. 242",
        "Kamerstuk (30821, nr. 242)",
        "((Kamerstuk 30821, nr. 242 een",
        "40Kamerstukken II, 2021-2022, 30821, nr. 242",
        "KAMERSTUK 30 821 NR. 242",
    ],
)
def test_spelling_in_the_wild(text: str) -> None:
    """No-break spaces, line breaks, hyphenation, loose brackets and glued note numbers do not hide a reference."""
    citation = only(text)
    assert (citation.id, citation.text) == ("kst-30821-242", text[citation.start : citation.end])


@pytest.mark.parametrize(
    "text",
    [
        "postbus 20061, 2500 EB Den Haag",
        "Bel 070 348 64 86, nr. 3 in het menu",
        "Opvang in de regio 60 145 145 195 195 195",
        "Combinatie handel, investeringen, OS 84 115 125 180 190",
        "kenmerk BZDOC-1708183576-83",
        "de COP26-verklaring en de onderhandelingen in Glasgow",
        "de gedelegeerde handelingen onder de richtlijn",
        "Handelingen van het bestuur in 2021",
        "gepubliceerd in de Staatscourant",
        "zie pagina 35 925",
        "36 410, B",
        "met \u20ac 35 925, nr. 3 op de lijst",
        "een motie van wantrouwen en een Motie van Wantrouwen",
        "de motie over Oekra\u00efne is aangenomen",
        "emotie Kuzu, promotie Piri",
        "Zoals toegezegd aan de Kamer komt er een toezegging aan iedereen.",
        "De toezegging van de minister dat zij spreekt",
        "een Kamerbrief over het mestbeleid",
        "In het Kamerstuk van 2021 staat dat",
        "de Tweede Kamer in 2021",
    ],
)
def test_no_citation(text: str) -> None:
    """Numbers and words that only look like references stay out."""
    assert find_citations(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kamerstukken II 2004/05, 26 271, nr. 6, p. 15; nr. 7",
            [("kst-26271-6", "Kamerstukken II 2004/05, 26 271, nr. 6"), ("kst-26271-7", "nr. 7")],
        ),
        (
            "Kamerstukken II 2021/22, 26485, nrs. 3-5",
            [(f"kst-26485-{number}", "Kamerstukken II 2021/22, 26485, nrs. 3-5") for number in (3, 4, 5)],
        ),
        (
            "Kamerstukken II 2021/22, 26485, nrs. 3 en 5",
            [("kst-26485-3", "Kamerstukken II 2021/22, 26485, nrs. 3"), ("kst-26485-5", "5")],
        ),
        (
            "26485, nrs. 3, 4 en 7 t/m 8.",
            [
                ("kst-26485-3", "26485, nrs. 3"),
                ("kst-26485-4", "4"),
                ("kst-26485-7", "7 t/m 8"),
                ("kst-26485-8", "7 t/m 8"),
            ],
        ),
        (
            "Kamerstuk 26485, nr. 23. en Kamerstuk 26485, nr. 59.",
            [("kst-26485-23", "Kamerstuk 26485, nr. 23"), ("kst-26485-59", "Kamerstuk 26485, nr. 59")],
        ),
        (
            "(Kamerstukken II 2009/10, 29 248, nr. 117 en II 2010/11, 29 248, nr. 170)",
            [
                ("kst-29248-117", "Kamerstukken II 2009/10, 29 248, nr. 117"),
                ("kst-29248-170", "II 2010/11, 29 248, nr. 170"),
            ],
        ),
        (
            "Kamerstuk 36410-V, nr. 85; Kamerstuk 36600-V, nr. 5; en Kamerstuk 21501-02, nr. 2979",
            [
                ("kst-36410-V-85", "Kamerstuk 36410-V, nr. 85"),
                ("kst-36600-V-5", "Kamerstuk 36600-V, nr. 5"),
                ("kst-21501-02-2979", "Kamerstuk 21501-02, nr. 2979"),
            ],
        ),
        ("Kamerstuk 30071, nr. 3, p. 6 en 22.", [("kst-30071-3", "Kamerstuk 30071, nr. 3")]),
        ("Kamerstuk 30071, nr. 3, 4 mei 2022", [("kst-30071-3", "Kamerstuk 30071, nr. 3")]),
        ("Kamerstuk 30071, nr. 3 en 22 leden", [("kst-30071-3", "Kamerstuk 30071, nr. 3")]),
        ("26485, nrs. 1-9999", [("kst-26485-1", "26485, nrs. 1-9999"), ("kst-26485-9999", "26485, nrs. 1-9999")]),
    ],
)
def test_several_papers(text: str, expected: list[tuple[str, str]]) -> None:
    """Chains inherit the dossier and keep disjoint spans; the numbers of a range share theirs; pages are not papers."""
    assert expected == [(citation.id, citation.text) for citation in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "chamber", "session_year"),
    [
        ("Kamerstukken II 2021/22, 26485, nr. 36", "II", "2021/22"),
        ("Kamerstukken II 2021-2022, 26485, nr. 36", "II", "2021/22"),
        ("Kamerstukken II 2021\u201322, 26485, nr. 36", "II", "2021/22"),
        ("Kamerstukken II 1999/2000, 26485, nr. 36", "II", "1999/00"),
        ("Kamerstuk 26485, nr. 36", None, None),
        ("Kamerstukken Eerste Kamer, vergaderjaar 2021-2022, 26485, A", "I", "2021/22"),
        ("Kamerstukken II 26485, nr. 36", "II", None),
        ("Tweede Kamer der Staten-Generaal, vergaderjaar 2021\u20132022, 26 485, nr. 36", "II", "2021/22"),
        ("Eerste Kamer der Staten-Generaal, vergaderjaar 2021\u20132022, 26 485, A", "I", "2021/22"),
        ("Kamerstukken (TK) 2021-2022, 26485, nr. 36", "II", "2021/22"),
        ("Kamerstukken II (2021/22), 26485, nr. 36", "II", "2021/22"),
        ("Kamerstukken II, vj. 2021/22, 26485, nr. 36", "II", "2021/22"),
    ],
)
def test_chamber_and_session_year(text: str, chamber: str | None, session_year: str | None) -> None:
    """Both as printed, in one spelling; what is not printed is not filled in."""
    citation = only(f"({text})")
    assert (chamber, session_year, text) == (citation.chamber, citation.session_year, citation.text)


def test_dossier_without_number() -> None:
    """A letter or numeral with nothing after it is the dossier's suffix; the address lists the dossier."""
    citation = only("Kamerstukken II 35925 V")
    assert (citation.id, citation.dossier, citation.suffix, citation.number) == (None, "35925", "V", None)
    assert citation.url == "https://zoek.officielebekendmakingen.nl/dossier/35925-V"
