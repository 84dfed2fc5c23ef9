"""Moties, amendments, letters and promises: submitters, titles, spans and what shares a word."""

from __future__ import annotations

import pytest

from ingest.citations import find_citations
from ingest.model import Citation, CitationKind, Verdict


def only(text: str) -> Citation:
    """The one citation in a text."""
    (citation,) = find_citations(text)
    return citation


def ids(text: str) -> list[str | None]:
    """The ids of all citations in a text, in order."""
    return [citation.id for citation in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "submitters", "cosigned", "title"),
    [
        ("motie-Kr\u00f6ger", ("Kr\u00f6ger",), False, None),
        ("Motie van het lid Klink c.s. over handel en hulp", ("Klink",), True, "over handel en hulp"),
        ("Motie lid Becker", ("Becker",), False, None),
        ("Motie van Erkens", ("Erkens",), False, None),
        ("Motie Van Erkens", ("Van Erkens",), False, None),
        ("motie van Dijk over zorg", ("Van Dijk",), False, "over zorg"),
        ("Motie van der Lee c.s.", ("Van der Lee",), True, None),
        ("Motie Omtzigt en Jetten, (26485, nr. 3)", ("Omtzigt", "Jetten"), False, None),
        ("Motie Hammelburg en Van der Lee", ("Hammelburg", "Van der Lee"), False, None),
        ("Motie Boswijk (Kamerstuk 21 501-02 nr. 2962\u00a0C.S)", ("Boswijk",), True, None),
        ("Motie Ceder (ChristenUnie) over hulp (26485, nr. 3)", ("Ceder",), False, "over hulp"),
        ("motie-Bergkamp/Van Dijk (26485, nr. 3)", ("Bergkamp", "Van Dijk"), False, None),
        (
            "motie van de leden Jasper van Dijk, El Yassini en Michon-Derkzen c.s. (26485, nr. 3)",
            ("Jasper van Dijk", "El Yassini", "Michon-Derkzen"),
            True,
            None,
        ),
        (
            "Motie Bos over Initiatiefnota van het lid Van Haga over een agenda (26485, nr. 6)",
            ("Bos",),
            False,
            "over Initiatiefnota van het lid Van Haga over een agenda",
        ),
        ("Motie Piri over olie, gas en kolen (26485, nr. 3)", ("Piri",), False, "over olie, gas en kolen"),
        (
            "Motie Piri over de ontwik-\nkeling van handels- en\n\nhulpbeleid (26485, nr. 3)",
            ("Piri",),
            False,
            "over de ontwikkeling van handels- en hulpbeleid",
        ),
        ("Motie Kuzu over de toezegging over goud (26485, nr. 3)", ("Kuzu",), False, "over de toezegging over goud"),
        ("Motie Kuzu van 31 januari 2013 (Kamerstuk 26485, nr. 3)", ("Kuzu",), False, None),
        ("conform de motie over goud (Kamerstuk 26485, nr. 3)", (), False, "over goud"),
        ("de motie van D66 (Kamerstuk 26485, nr. 3)", (), False, None),
    ],
)
def test_motie(text: str, submitters: tuple[str, ...], cosigned: bool, title: str | None) -> None:  # noqa: FBT001
    """Submitters with particles, "c.s." and the title as printed; a name in the title is not a submitter."""
    citation = only(text)
    assert (CitationKind.MOTIE, submitters, cosigned, title) == (
        citation.kind,
        citation.submitters,
        citation.cosigned,
        citation.title,
    )


def test_van_is_part_of_name_printed_so_elsewhere() -> None:
    """Where the same text prints "Van Erkens" with a capital, "motie van Erkens" is by Van Erkens."""
    first = find_citations("Motie van Erkens over waterstof. De heer Van Erkens zei")[0]
    assert first.submitters == ("Van Erkens",)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (
            "conform motie Brekelmans (Kamerstuk 26485, nr. 3) bij de Raad",
            ["motie Brekelmans (Kamerstuk 26485, nr. 3)"],
        ),
        ("Motie Kuik over zorg (Kamerstuk 26485, nr. 3) .", ["Motie Kuik over zorg (Kamerstuk 26485, nr. 3)"]),
        (
            "Motie Kuzu over A (26485, nr. 53) en motie Bos c.s. over B \n\n(26485, nr. 77).",
            ["Motie Kuzu over A (26485, nr. 53)", "motie Bos c.s. over B \n\n(26485, nr. 77)"],
        ),
        ("Motie Boswijk (26485, nr. 3 en nr. 4)", ["Motie Boswijk (26485, nr. 3", "nr. 4"]),
        (
            "De motie Kuzu is uitgevoerd, zie het verslag (Kamerstuk 26485, nr. 3)",
            ["motie Kuzu", "Kamerstuk 26485, nr. 3"],
        ),
        ("Motie Kuzu. Zie het verslag (Kamerstuk 26485, nr. 3)", ["Motie Kuzu", "Kamerstuk 26485, nr. 3"]),
        ("Motie A over X en motie Bos over Y (26485, nr. 3)", ["Motie A over X", "motie Bos over Y (26485, nr. 3)"]),
    ],
)
def test_motie_span(text: str, spans: list[str]) -> None:
    """A motie spans from its first word to the closing bracket of its paper, and takes no paper that is another's."""
    assert spans == [citation.text for citation in find_citations(text)]


def test_each_name_with_its_number() -> None:
    """As many names as numbers belong together one by one."""
    found = find_citations("Moties Kuzu en Piri (Kamerstukken II 2021/22, 36045, nrs. 53 en 48)")
    assert [(c.submitters, c.id) for c in found] == [(("Kuzu",), "kst-36045-53"), (("Piri",), "kst-36045-48")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "de moties Kuzu (36 045, nr. 53) en Piri c.s. over water (36 045, nr. 54) zijn",
            [("Kuzu", "moties Kuzu (36 045, nr. 53)"), ("Piri", "Piri c.s. over water (36 045, nr. 54)")],
        ),
        (
            "moties-Kuzu (36 045, nr. 53), -Piri (Kamerstuk 36 045, nr. 54) en -Van Bos (36 045, nr. 55)",
            [
                ("Kuzu", "moties-Kuzu (36 045, nr. 53)"),
                ("Piri", "Piri (Kamerstuk 36 045, nr. 54)"),
                ("Van Bos", "Van Bos (36 045, nr. 55)"),
            ],
        ),
        (
            "moties van het lid Kuzu over zorg (36 045, nr. 53) en van het lid Piri over water (36 045, nr. 54)",
            [
                ("Kuzu", "moties van het lid Kuzu over zorg (36 045, nr. 53)"),
                ("Piri", "Piri over water (36 045, nr. 54)"),
            ],
        ),
        (
            "moties Kuzu (36 045, nr. 53) en Advies over hulp (36 045, nr. 54)",
            [("Kuzu", "moties Kuzu (36 045, nr. 53)")],
        ),
        ("moties Kuzu (36 045, nr. 53). Brief Piri (36 045, nr. 54)", [("Kuzu", "moties Kuzu (36 045, nr. 53)")]),
        ("motie Kuzu (36 045, nr. 53) en Piri (36 045, nr. 54)", [("Kuzu", "motie Kuzu (36 045, nr. 53)")]),
        ("moties Kuzu (36 045, nr. 53) en het verslag (36 045, nr. 54)", [("Kuzu", "moties Kuzu (36 045, nr. 53)")]),
    ],
)
def test_moties_that_share_the_word(text: str, expected: list[tuple[str, str]]) -> None:
    """Each further one of "moties" begins with its submitters; other papers stay papers."""
    moties = [citation for citation in find_citations(text) if citation.kind is CitationKind.MOTIE]
    assert expected == [(" ".join(motie.submitters), motie.text) for motie in moties]


def test_one_motie_of_two_members_printed_twice() -> None:
    """One motie with two numbers is by both members, each time."""
    found = find_citations("Motie van de leden Kuzu en Piri (Kamerstukken II 2021/22, 36045, nrs. 53 en 48)")
    assert [c.submitters for c in found] == [("Kuzu", "Piri"), ("Kuzu", "Piri")]


def test_motie_known_by_its_number_alone() -> None:
    """A "stuk" gives a number without a dossier: no id, and the reason states it."""
    citation = only("motie-Kuzu op stuk nr. 53")
    assert (citation.id, citation.number, citation.verdict) == (None, "53", Verdict.INCOMPLETE)
    assert citation.reason == "Bij deze motie staat geen dossier; de vindplaats is daardoor niet zeker."


def test_amendement() -> None:
    """Amendments are read as moties are."""
    citation = only("het amendement van de leden Kuik en De Roon (35925-XVII, nr. 9)")
    assert (
        citation.kind,
        citation.id,
        citation.submitters,
    ) == (CitationKind.AMENDEMENT, "kst-35925-XVII-9", ("Kuik", "De Roon"))


@pytest.mark.parametrize(
    ("text", "span", "title"),
    [
        (
            "Kamerbrief: Gezamenlijke samenwerking BZ en EZK, Briefkenmerk: BZDOC-1708183576-83.",
            "Kamerbrief: Gezamenlijke samenwerking BZ en EZK, Briefkenmerk: BZDOC-1708183576-83",
            "Gezamenlijke samenwerking BZ en EZK",
        ),
        (
            "Kamerbrief met stand van zaken IMVO, 27 mei 2022, BZDOC-841960807-34.",
            "Kamerbrief met stand van zaken IMVO, 27 mei 2022, BZDOC-841960807-34",
            "met stand van zaken IMVO",
        ),
        ("Kamerbrief van 7 april 2022", "Kamerbrief van 7 april 2022", None),
        (
            "Kamerbrief van 7 april 2022 over goud (Kamerstuk 26485, nr. 3)",
            "Kamerbrief van 7 april 2022 over goud (Kamerstuk 26485, nr. 3)",
            "over goud",
        ),
        ("bijlage 2 van Kamerbrief 29 911 (Nr. 348) over de aanpak.", "Kamerbrief 29 911 (Nr. 348)", "over de aanpak"),
        ("Kamerbrief 29 911 (Nr. 348) over de aanpak is verstuurd.", "Kamerbrief 29 911 (Nr. 348)", None),
    ],
)
def test_kamerbrief(text: str, span: str, title: str | None) -> None:
    """A letter counts with a paper, a reference mark or a date; its title only where its end is sure."""
    citation = only(text)
    assert (CitationKind.KAMERBRIEF, span, title) == (citation.kind, citation.text, citation.title)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Toezegging aan lid Klink over visie op handel.", "Toezegging aan lid Klink over visie op handel"),
        ("de toezegging aan de leden Thijssen en Bisschop. Verder", "toezegging aan de leden Thijssen en Bisschop"),
        ("de toezegging aan lid Klink over handel is nagekomen", "toezegging aan lid Klink"),
        (
            "Toezegging van de Minister voor BHOS in het RBZ Handel op 31 mei 2022.",
            "Toezegging van de Minister voor BHOS in het RBZ Handel op 31 mei 2022",
        ),
    ],
)
def test_toezegging(text: str, span: str) -> None:
    """A promise counts if it names members or a minister and a date; whom it was made to did not submit it."""
    citation = only(text)
    assert (CitationKind.TOEZEGGING, span, (), None) == (
        citation.kind,
        citation.text,
        citation.submitters,
        citation.id,
    )
