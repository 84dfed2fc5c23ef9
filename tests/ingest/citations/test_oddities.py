"""What texts of ministries, parties and laws really print, and what only looks like a reference; examples are made up."""

from __future__ import annotations

import pytest

from ingest.citations import find_citations
from ingest.citations.registry.dossiers import tables
from ingest.model import Citation, CitationKind


def only(text: str) -> Citation:
    """The one citation in a text."""
    (citation,) = find_citations(text)
    return citation


@pytest.mark.parametrize(
    "text",
    [
        "Amendement Financiering\nDe heffing blijft gelijk.",
        "amendementen van de Kamercentrales en de afdelingen",
        "de Motie van Toelichting hierop vermeldt dat",
        "moties van de Partij en van de Jonge Democraten",
        "amendementen van de Commissie",
        "https://www.example.nl/stukken/2013/10/09/kamerbrief-over-water.html van 9 oktober 2013",
        "de kamerbrief op https://www.example.nl/brief.html van 9 oktober 2013",
        "een promotie van de Camp",
        "Postbus 20 061, nr. 3",
        "voor EUR 36 410 (nr. 12)",
        "onderdeel 12345-II-3 van de machine",
    ],
)
def test_words_that_are_no_reference(text: str) -> None:
    """Headings, bodies that have members, words inside addresses."""
    assert find_citations(text) == []


@pytest.mark.parametrize(
    ("text", "submitters"),
    [
        ("motie van de ChristenUnie (Kamerstuk 26485, nr. 3)", ()),
        ("motie van de SP-fractie (Kamerstuk 26485, nr. 3)", ()),
        ("moties van de commissie (Kamerstuk 26485, nr. 3)", None),
        ("motie van de Camp (Kamerstuk 26485, nr. 3)", ("Van de Camp",)),
        ("motie van de Berg c.s. (Kamerstuk 26485, nr. 3)", ("Van de Berg",)),
        ("motie van de Berg (Kamerstuk 26485, nr. 3). Mevrouw Van de Berg zei", ("Van de Berg",)),
        ("motie van het lid van de Berg (Kamerstuk 26485, nr. 3)", ("Van de Berg",)),
        ("motie Kuzu (DENK) en Tjeerd de Groot (D66) (26485, nr. 3)", ("Kuzu", "Tjeerd de Groot")),
        ("motie-De Groot (D66)/Boswijk (CDA) (26485, nr. 3)", ("De Groot", "Boswijk")),
        ("motie van de leden Kuzu, Piri (PvdA, GL) en Van Haga (BVNL) (26485, nr. 3)", ("Kuzu", "Piri", "Van Haga")),
        ("Motie-Eppink (JA21) c.s. over water (EK 26485, nr. 3)", ("Eppink",)),
        ("motie De Pater-van der Meer (26485, nr. 3)", ("De Pater-van der Meer",)),
        ("motie Kuiper-van den Berg/Mulder-de Vries (26485, nr. 3)", ("Kuiper-van den Berg", "Mulder-de Vries")),
        ("motie-Kuzu\u00b9\u00b2 (26485, nr. 3)", ("Kuzu",)),
        ("amendement Jan Jacob van Dijk c.s. (Kamerstuk 26485, nr. 3)", ("Jan Jacob van Dijk",)),
        ("het amendement-Van Beek (26485, nr. 3)", ("Van Beek",)),
    ],
)
def test_who_submitted(text: str, submitters: tuple[str, ...] | None) -> None:
    """A party or committee behind "van de" is not a member; a member may have two given names."""
    citation = only(text)
    assert citation.id == "kst-26485-3"
    assert (citation.kind is CitationKind.KAMERSTUK, citation.submitters) == (submitters is None, submitters or ())


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("motie Kuzu inzake het openbaar maken van cijfers (zie Kamerstukken II 2005/06, 26 485, nr. 3)", "inzake het openbaar maken van cijfers"),
        ("Kamerbrief ‘Meer water’ 7 Kamerstukken II 2005/06, 26 485, nr. 3", "‘Meer water’"),
        ("Motie Kuzu over artikel 12 (26485, nr. 3)", "over artikel 12"),
        ("Motie Kuzu (26485, nr. 3) over schoon water.", "over schoon water"),
        ("Motie Kuzu (26485, nr. 3) over schoon water is aangenomen", None),
        ("Motie-Kuzu c.s. (26485, W) over schoon water; verder", "over schoon water"),
        ("de motie Kuzu (26485, nr. 3) en over water", None),
        ("Motie Kuzu over art. 12 van de wet (26485, nr. 3)", "over art. 12 van de wet"),
        ("Amendement van het lid Kuzu ter vervanging van nr. 8 (26485, nr. 3)", None),
        ("Amendement van het lid Kuzu ter vervanging van nr. 8 over zorg (26485, nr. 3)", "over zorg"),
        ("Motie Kuzu over ca. 1.000 euro m.b.t. zorg. Verder", "over ca. 1.000 euro m.b.t. zorg"),
        ("Motie Kuzu over hulp.2 Verder", "over hulp"),
        ("Motie Kuzu over water per m\u00b2 (26485, nr. 3)", "over water per m\u00b2"),
        ("Motie Kuzu over water \u2013 Kamerstuk 26485, nr. 3", "over water"),
        ("Motie Kuzu \u2013 26 485, nr. 3", None),
        ("de motie van Kuzu c.s. uit 2022 (26485, nr. 3)", None),
        ("**Motie Kuzu** over **water** (26485, nr. 3)", "over water"),
    ],
)  # fmt: skip
def test_title(text: str, title: str | None) -> None:
    """Up to the bracket and what opens it, without a note's marker; behind the number only where its end is sure."""
    assert title == only(text).title


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("motie-Kuzu c.s. (26485, W)", [("kst-26485-W", "motie-Kuzu c.s. (26485, W)")]),
        (
            "motie Kuzu over A (26485, W) en de motie Piri over B (36045, nr. 5)",
            [("kst-26485-W", "motie Kuzu over A (26485, W)"), ("kst-36045-5", "motie Piri over B (36045, nr. 5)")],
        ),
        ("motie Kuzu (2021, 12)", [(None, "motie Kuzu")]),
        (
            "Kamerstukken II 2008/09, 31 865/31 031, nr. 5.",
            [(None, "Kamerstukken II 2008/09, 31 865"), ("kst-31031-5", "31 031, nr. 5")],
        ),
        (
            "(TK 24 december 2003, 28 663 en 28 199, nr. 13)",
            [(None, "TK 24 december 2003, 28 663"), ("kst-28199-13", "28 199, nr. 13")],
        ),
        ("Kamerstukken I 1995/96, 23700, nr. 188b, p. 3", [("kst-23700-188b", "Kamerstukken I 1995/96, 23700, nr. 188b")]),
        ("Kamerstukken II 1993/94-1996/97, 23761", [(None, "Kamerstukken II 1993/94-1996/97, 23761")]),
        ("Kamerstukken II 1999/2000, 2000/01, 26 855, nr. 3", [("kst-26855-3", "Kamerstukken II 1999/2000, 2000/01, 26 855, nr. 3")]),
        ("Kamerstukken II, zitting 1985-1986, 19 555, nr. 3", [("kst-19555-3", "Kamerstukken II, zitting 1985-1986, 19 555, nr. 3")]),
        ("Kamerstukken II 1968/69, 9 925, nr. 2", [("kst-9925-2", "Kamerstukken II 1968/69, 9 925, nr. 2")]),
        ("Kamerstuk 35 925, XVII, nr. 36", [("kst-35925-XVII-36", "Kamerstuk 35 925, XVII, nr. 36")]),
        ("Kamerstukken I 35 925, VI", [("kst-35925-VI", "Kamerstukken I 35 925, VI")]),
        ("Kamerstukken I 35 925, VI, C", [("kst-35925-VI-C", "Kamerstukken I 35 925, VI, C")]),
        ("Kamerstuk 35 925 (XVII), nr. 36", [("kst-35925-XVII-36", "Kamerstuk 35 925 (XVII), nr. 36")]),
        ("35 925 (hoofdstuk XVII), nr. 36", [("kst-35925-XVII-36", "35 925 (hoofdstuk XVII), nr. 36")]),
        ("Kamerstuk 26 485-nr. 3", [("kst-26485-3", "Kamerstuk 26 485-nr. 3")]),
        ("zie 35925-XVII-46 en 21501-02-2383", [("kst-35925-XVII-46", "35925-XVII-46"), ("kst-21501-02-2383", "21501-02-2383")]),
        ("_Kamerstuk 26 485, nr. 3_", [("kst-26485-3", "Kamerstuk 26 485, nr. 3")]),
        ("Kamerstuk 26 485, nr. 3\u2074", [("kst-26485-3", "Kamerstuk 26 485, nr. 3")]),
        ("(26 485, nr. 3 (motie-Kuzu c.s.))", [("kst-26485-3", "26 485, nr. 3"), (None, "motie-Kuzu c.s.")]),
        (
            "Kamerstukken 26 485, nr. 3 resp. nr. 4, respectievelijk 31 765, nr. 5",
            [("kst-26485-3", "Kamerstukken 26 485, nr. 3"), ("kst-26485-4", "nr. 4"), ("kst-31765-5", "31 765, nr. 5")],
        ),
        ("Kamerstuk 26 485, nr. 3, 4 & 7.", [("kst-26485-3", "Kamerstuk 26 485, nr. 3"), ("kst-26485-4", "4"), ("kst-26485-7", "7")]),
        ("Kamerstukken II 26 485, 3, 4 en 7", [("kst-26485-3", "Kamerstukken II 26 485, 3"), ("kst-26485-4", "4"), ("kst-26485-7", "7")]),
        ("Kamerstukken I 26 485, C, D en E.", [("kst-26485-C", "Kamerstukken I 26 485, C"), ("kst-26485-D", "D"), ("kst-26485-E", "E")]),
        ("Kamerstukken I 26 485, C, VVD en CDA.", [("kst-26485-C", "Kamerstukken I 26 485, C")]),
        ("Kamerstuk 26 485, nr. 3, 4 en 5 mei 2023", [("kst-26485-3", "Kamerstuk 26 485, nr. 3")]),
        ("Zie ECLI:NL:\nHR:2019:2006", [("ECLI:NL:HR:2019:2006", "ECLI:NL:\nHR:2019:2006")]),
        (
            "26454, nrs.1–2 Product",
            [("kst-26454-1", "26454, nrs.1–2"), ("kst-26454-2", "26454, nrs.1–2")],
        ),
        ("HR 12 maart 1996, ECLI:NL:HR:1996: ZD0406, NJ", [("ECLI:NL:HR:1996:ZD0406", "ECLI:NL:HR:1996: ZD0406")]),
    ],
)  # fmt: skip
def test_papers(text: str, spans: list[tuple[str | None, str]]) -> None:
    """A bare number in the brackets of a motie, dossiers treated together, several years, chapters behind a comma."""
    assert spans == [(citation.id, citation.text) for citation in find_citations(text)]


def test_several_years_give_the_first() -> None:
    """A paper treated over several parliamentary years is filed under its dossier; the first year gives its age."""
    assert only("Kamerstukken II 1993/94-1996/97, 23761").session_year == "1993/94"


@pytest.mark.parametrize("suffix", sorted(tables().chapters))
@pytest.mark.parametrize(
    "form", ["36 410 {}, nr. 4", "36410-{}, nr. 4", "Kamerstukken I 36 410 {}, A", "36 410-{} nr 4"]
)
def test_every_chapter_and_fund(suffix: str, form: str) -> None:
    """Chapters I to XXIII, IIA, IIB, and the funds."""
    citation = only(form.format(suffix))
    number = "A" if "A" in form else "4"
    assert (f"kst-36410-{suffix}-{number}", suffix) == (citation.id, citation.suffix)


@pytest.mark.parametrize("suffix", sorted(tables().councils))
@pytest.mark.parametrize(
    "form", ["21 501-{}, nr. 2383", "21 501\u2013{}, nr. 2383", "21501 {}, nr. 2383", "Kamerstuk 21501-{} nr.2383"]
)
def test_every_council(suffix: str, form: str) -> None:
    """The series 01 to 34 of the councils of the European Union."""
    assert only(form.format(suffix)).id == f"kst-21501-{suffix}-2383"
