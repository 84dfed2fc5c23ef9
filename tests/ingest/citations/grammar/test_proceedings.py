"""References to the Handelingen, to questions in their Aanhangsel, to written questions and to promises by number."""

from __future__ import annotations

import pytest

from ingest.citations import citation_label, find_citations
from ingest.model import Citation, CitationKind, Verdict


def only(text: str) -> Citation:
    """The one citation in a text."""
    (citation,) = find_citations(text)
    return citation


@pytest.mark.parametrize(
    ("text", "number", "span"),
    [
        ("Handelingen II 2007/08, nr. 70, p. 4867.", "70", "Handelingen II 2007/08, nr. 70, p. 4867"),
        ("Hand. II 2007/08, nr. 108, p. 7909-7943", "108", "Hand. II 2007/08, nr. 108, p. 7909-7943"),
        ("Handelingen TK 2003-2004, nr. 33, blz. 2143)", "33", "Handelingen TK 2003-2004, nr. 33, blz. 2143"),
        ("Handelingen II 1980/81, p. 1234-1240", None, "Handelingen II 1980/81, p. 1234-1240"),
        ("Handelingen II 1968/69 9800, bijlage I", None, "Handelingen II 1968/69"),
    ],
)
def test_old_proceedings_are_cited_by_page(text: str, number: str | None, span: str) -> None:
    """Before 2011 the page is all there is: it belongs to the reference, which has no address of its own."""
    citation = only(text)
    assert (citation.kind, citation.id, citation.url) == (CitationKind.HANDELINGEN, None, None)
    assert (number, span, Verdict.INCOMPLETE) == (citation.number, citation.text, citation.verdict)
    assert citation.reason.startswith("Handelingen van vóór 2011 staan per onderwerp online")


def test_page_of_an_item_stays_outside() -> None:
    """Since 2011 meeting and item locate it."""
    citation = only("Handelingen II 2010/11, nr. 108, item 5, p. 25-36")
    assert (citation.id, citation.text) == ("h-tk-20102011-108-5", "Handelingen II 2010/11, nr. 108, item 5")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Handelingen II 2019/20", "nummer van de vergadering"),
        ("Handelingen II 2019/20, nr. 12", "nummer van het onderwerp"),
    ],
)
def test_what_is_missing(text: str, missing: str) -> None:
    """The reason states what an id needs."""
    assert f"Bij deze verwijzing staat geen {missing};" in only(text).reason


def test_papers_in_an_appendix_of_the_proceedings() -> None:
    """So papers were cited once: the number of five digits is a dossier."""
    citation = only("(Bijlagen Handelingen II 1973/74, 12015)")
    assert (citation.kind, citation.dossier, citation.session_year) == (CitationKind.KAMERSTUK, "12015", "1973/74")


@pytest.mark.parametrize(
    "text",
    [
        "Aanhangsel Handelingen II 2011/12, nr. 342",
        "Aanhangsel van de Handelingen II, vergaderjaar 2011-2012, 342",
        "Handelingen II 2011/12, Aanhangsel 342",
        "Kamerstukken II 2011/12, Aanhangsel 342",
        "Tweede Kamer, vergaderjaar 2011\u20132012, Aanhangsel van de Handelingen, 342",
        "TK, 2011-2012, Aanhangsel, nr. 342",
        "Aanh. Hand. II 2011/12, nr. 342",
        "ah-tk-20112012-342",
        "https://zoek.officielebekendmakingen.nl/ah-tk-20112012-342.html",
    ],
)
def test_answered_questions(text: str) -> None:
    """However the Aanhangsel is named."""
    citation = only(text)
    assert (CitationKind.KAMERVRAAG, "ah-tk-20112012-342", text) == (citation.kind, citation.id, citation.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aanhangsel Handelingen II 2011/12, nrs. 3, 5 en 7", [("ah-tk-20112012-3", 41), ("ah-tk-20112012-5", 1), ("ah-tk-20112012-7", 1)]),
        ("Aanhangsel Handelingen II 2011/12, nr. 3 en nr. 5;", [("ah-tk-20112012-3", 40), ("ah-tk-20112012-5", 5)]),
        ("Aanhangsel Handelingen II 2011/12, nr. 3 en 5.", [("ah-tk-20112012-3", 40), ("ah-tk-20112012-5", 1)]),
        ("Aanhangsel Handelingen II 2011/12, nr. 3 en 5 andere vragen", [("ah-tk-20112012-3", 40)]),
        ("Aanhangsel Handelingen II 2011/12, nr. 3, p. 4 en 5.", [("ah-tk-20112012-3", 40)]),
        ("Handelingen II 2011/12, nr. 3, item 4, p. 5; nr. 6, item 7", [("h-tk-20112012-3-4", 37), ("h-tk-20112012-6-7", 13)]),
        ("Handelingen II 2011/12, 3 mei 2012, nr. 80, item 4", [("h-tk-20112012-80-4", 50)]),
    ],
)  # fmt: skip
def test_several_of_a_year(text: str, expected: list[tuple[str, int]]) -> None:
    """Further meetings and questions inherit chamber and year, and span their own words."""
    assert expected == [(citation.id, len(citation.text)) for citation in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "identifier", "submitters", "title", "span"),
    [
        (
            "Kamervragen van het lid Omtzigt over geld (ingezonden 3 mei 2019, 2019Z08912).",
            "kv-tk-2019Z08912",
            ("Omtzigt",),
            "over geld",
            "Kamervragen van het lid Omtzigt over geld (ingezonden 3 mei 2019, 2019Z08912)",
        ),
        (
            "antwoord op vragen van de leden De Vries en Van Rey over btw (Aanhangsel Handelingen II 2020/21, nr. 12).",
            "ah-tk-20202021-12",
            ("De Vries", "Van Rey"),
            "over btw",
            "vragen van de leden De Vries en Van Rey over btw (Aanhangsel Handelingen II 2020/21, nr. 12)",
        ),
        (
            "Vragen van de leden Kuzu (DENK) en Bos (D66) over btw (2019Z08912).",
            "kv-tk-2019Z08912",
            ("Kuzu", "Bos"),
            "over btw",
            "Vragen van de leden Kuzu (DENK) en Bos (D66) over btw (2019Z08912)",
        ),
        (
            "schriftelijke vragen van Kuzu (kenmerk 2019Z08912)",
            "kv-tk-2019Z08912",
            ("Kuzu",),
            None,
            "schriftelijke vragen van Kuzu (kenmerk 2019Z08912)",
        ),
        ("Kamervraag: 2019Z08912", "kv-tk-2019Z08912", (), None, "2019Z08912"),
        ("uw brief, nr. 2019Z08912, deel ik u mede dat de vragen", "kv-tk-2019Z08912", (), None, "2019Z08912"),
    ],
)
def test_written_questions(
    text: str, identifier: str, submitters: tuple[str, ...], title: str | None, span: str
) -> None:
    """Questions belong to who asked them, and have a title as moties do."""
    citation = only(text)
    assert (CitationKind.KAMERVRAAG, identifier) == (citation.kind, citation.id)
    assert (submitters, title, span) == (citation.submitters, citation.title, citation.text)


@pytest.mark.parametrize(
    "text",
    [
        "Kamervragen van het lid Omtzigt over geld",
        "vragen van burgers over 2019Z0891",
        "het beantwoorden van Kamervragen",
        "Vragen van het lid Kuzu over de motie-Piri c.s. zijn gesteld. Zie 36045",
    ],
)
def test_questions_without_number(text: str) -> None:
    """Nothing shows which they were."""
    assert [citation for citation in find_citations(text) if citation.kind is CitationKind.KAMERVRAAG] == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("toezegging T01234 aan de Kamer", "toezegging T01234"),
        ("Toezegging (T01234) over de wet", "Toezegging (T01234)"),
        (
            "de toezegging van de minister aan het lid Faber (T01234)",
            "toezegging van de minister aan het lid Faber (T01234)",
        ),
        ("de toezeggingen hierover zijn T01234.", "T01234"),
        ("Toezeggingsnummer T01234", "T01234"),
        ("(toezeggingnummer: T01234)", "T01234"),
    ],
)
def test_promise_by_number(text: str, span: str) -> None:
    """The Eerste Kamer numbers promises; the number alone makes no address."""
    citation = only(text)
    assert (citation.kind, citation.id, citation.url) == (CitationKind.TOEZEGGING, "T01234", None)
    assert (span, "T01234", "I") == (citation.text, citation_label(citation), citation.chamber)


def test_number_like_that_of_a_promise() -> None:
    """Only near the word."""
    assert find_citations("artikelnummer T01234. Er is een toezegging.") == []


@pytest.mark.parametrize(
    ("identifier", "label"),
    [
        ("h-tk-20102011-108-5", "Handelingen II 2010/11, nr. 108, item 5"),
        ("h-tk-20092010-72-6141", "Handelingen II 2009/10, nr. 72, p. 6141"),
        ("h-ek-20072008-2932-2933", "Handelingen I 2007/08, p. 2932-2933"),
        ("h-tk-20182019-35-8-n1", "Handelingen II 2018/19, nr. 35, item 8"),
    ],
)
def test_ids_of_three_eras(identifier: str, label: str) -> None:
    """Items since 2011, meeting and first page for a while before, pages from and to in the years before that."""
    citation = only(f"zie {identifier}")
    assert (identifier, label) == (citation.id, citation_label(citation))
    assert citation.url == f"https://zoek.officielebekendmakingen.nl/{identifier}.html"
