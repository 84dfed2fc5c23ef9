"""Articles of laws: which law, which article, with the link to wetten.overheid.nl."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from ingest.citations import citation_label, find_citations
from ingest.model import CitationKind, Verdict

LAWS = tomllib.loads(files("ingest").joinpath("data/laws.toml").read_text("utf-8"))
AWB = "jci1.3:c:BWBR0005537&artikel="


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("artikel 4:81 Awb", f"{AWB}4:81"),
        ("artikel 4:81, derde lid, Awb", f"{AWB}4:81&lid=3"),
        ("artikel 4:81 lid 3 Awb", f"{AWB}4:81&lid=3"),
        ("artikel 4:81, derde lid, aanhef en onder b, van de Awb", f"{AWB}4:81&lid=3"),
        ("artikel 4:81, eerste en derde lid, Awb", f"{AWB}4:81"),
        ("artikel 4:81, eerste lid, tweede volzin, Awb", f"{AWB}4:81&lid=1"),
        ("artikel 4:81 lid 1 en 3 Awb", f"{AWB}4:81"),
        ("art. 4:81 lid 1, 2 en 3 Awb", f"{AWB}4:81"),
        ("artikel 2 onder 1e, 2e en 3e van de Leerplichtwet", "jci1.3:c:BWBR0002628&artikel=2"),
        ("art 4:81 Awb", f"{AWB}4:81"),
        ("art. 4:81 Awb", f"{AWB}4:81"),
        ("Artikel 4:81 van de Algemene wet bestuursrecht", f"{AWB}4:81"),
        ("artikel 4:81 van de\nAlgemene  wet bestuursrecht", f"{AWB}4:81"),
        ("artikel 7:610 BW", "jci1.3:c:BWBR0005290&artikel=610"),
        ("artikel 610 van Boek 7 van het Burgerlijk Wetboek", "jci1.3:c:BWBR0005290&artikel=610"),
        ("artikel 610, eerste lid, van Boek 7 BW", "jci1.3:c:BWBR0005290&artikel=610&lid=1"),
        ("artikel 23 van de Grondwet", "jci1.3:c:BWBR0001840&artikel=23"),
        ("artikel 447e Sr", "jci1.3:c:BWBR0001854&artikel=447e"),
        ("artikel 5.1, tweede lid, onderdeel e, Woo", "jci1.3:c:BWBR0045754&artikel=5.1&lid=2"),
        ("artikel 3.111 van de Wet IB 2001", "jci1.3:c:BWBR0011353&artikel=3.111"),
        ("artikel 2.2.3 Wmo 2015", "jci1.3:c:BWBR0035362&artikel=2.2.3"),
        ("artikel 16, derde lid, Vw 2000", "jci1.3:c:BWBR0011823&artikel=16&lid=3"),
    ],
)
def test_one_article(text: str, identifier: str) -> None:
    """The law by its name or abbreviation, the article, and its member where only one is named."""
    (citation,) = find_citations(f"Op grond van {text} kan dat.")
    assert (citation.kind, citation.id, citation.text) == (CitationKind.BWB, identifier, text)
    assert citation.url == f"https://wetten.overheid.nl/{identifier}"
    assert citation_label(citation) == " ".join(text.split())


def test_several_articles_of_one_law() -> None:
    """Each has its own words as span; the law stands in the last."""
    found = find_citations(
        "De artikelen 2:3, 2:4, tweede lid, en 2:5 tot en met 2:7 van de Awb en artikel 8 juncto artikel 9 Gw"
    )
    assert [(citation.text, citation.id) for citation in found] == [
        ("artikelen 2:3", f"{AWB}2:3"),
        ("2:4, tweede lid", f"{AWB}2:4&lid=2"),
        ("2:5", f"{AWB}2:5"),
        ("2:7 van de Awb", f"{AWB}2:7"),
        ("artikel 8", "jci1.3:c:BWBR0001840&artikel=8"),
        ("9 Gw", "jci1.3:c:BWBR0001840&artikel=9"),
    ]


def test_a_number_behind_a_member() -> None:
    """Behind "artikelen", and where it has a member of its own, it is an article."""
    found = find_citations("de artikelen 4:81 lid 1 en 12 Awb en artikel 4:82 lid 1 en 13 lid 2 Awb")
    assert [citation.id for citation in found] == [
        f"{AWB}4:81&lid=1", f"{AWB}12", f"{AWB}4:82&lid=1", f"{AWB}13&lid=2",
    ]  # fmt: skip


def test_article_of_a_law_before_it_was_numbered_anew() -> None:
    """Found, but without an address: that of today's law is another text."""
    (citation,) = find_citations("De wijziging van art. 192 der Grondwet.")
    assert (citation.text, citation.id, citation.url) == ("art. 192 der Grondwet", None, None)
    assert (citation.verdict, citation.reason) == (
        Verdict.INCOMPLETE,
        "De wet heeft nu geen artikel 192; dit is een oudere versie, die geen vindplaats heeft.",
    )


def test_article_of_a_european_regulation() -> None:
    """By its CELEX number."""
    (citation,) = find_citations("artikel 35, eerste lid, AVG")
    assert (citation.kind, citation.id, citation.number) == (CitationKind.EU, "CELEX:32016R0679", "35")


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("artikel 107, derde lid, onder c, VWEU", "CELEX:12016E107"),
        ("artikel 4 VEU", "CELEX:12016M004"),
        ("artikel 47 van het Handvest van de grondrechten van de Europese Unie", "CELEX:12016P047"),
        ("artikel 267 van het Verdrag betreffende de werking van de Europese Unie", "CELEX:12016E267"),
        ("artikel 8, tweede lid, EVRM", "jci1.3:c:BWBV0001000&artikel=8&lid=2"),
    ],
)
def test_article_of_a_treaty(text: str, identifier: str) -> None:
    """Those of the Union have a CELEX number for each article; others stand among the laws."""
    (citation,) = find_citations(f"In strijd met {text} is dat niet.")
    assert (citation.id, citation.text, citation.verdict) == (identifier, text, Verdict.COMPLETE)
    assert (citation.url or "").endswith(identifier)


@pytest.mark.parametrize(
    "text",
    [
        "artikel 5 van deze wet",
        "artikel 5 van de Wet",
        "artikel 5 van het besluit over de Awb",
        "artikel 162 BW",
        "de Awb en de Grondwet",
        "artikel 87 van het Wetboek van Strafrecht BES",
        "artikel 4 van de Archiefwet 1962",
        "artikel 12 Awbx en artikel 12 Sr-2",
        "het artikel 5 keer gelezen; Awb",
        "artikel 2 Aw",
        "artikel 100 miljoen",
        "artikel 107bis VWEU",
    ],
)
def test_no_article_of_a_known_law(text: str) -> None:
    """Without a law, of another law, or of one whose abbreviation stands for several."""
    assert find_citations(text) == []


def test_the_table_names_each_law_once() -> None:
    """No name stands for two laws, and every id is one."""
    national, european = LAWS["national"], LAWS["european"]
    groups = (national, european, LAWS["treaties"], {"": LAWS["civil_code"]["names"]})
    names = [name for group in groups for law in group.values() for name in law]
    assert len(names) == len(set(names))
    assert [
        law for law in (*national, *LAWS["civil_code"]["books"].values()) if not re.fullmatch(r"BWB[RV]\d{7}", law)
    ] == []
    assert [law for law in LAWS["treaties"] if not re.fullmatch(r"1\d{4}[EMP]", law)] == []
    assert [law for law in european if not re.fullmatch(r"3\d{4}[RLDFH]\d{4}", law)] == []


@pytest.mark.parametrize("name", [name for law in LAWS["national"].values() for name in law])
def test_every_name_is_found(name: str) -> None:
    """Behind an article, and not as part of a longer word."""
    assert [citation.text for citation in find_citations(f"volgens artikel 3 {name}, en")] == [f"artikel 3 {name}"]
    assert find_citations(f"volgens artikel 3 {name}x, en") == []
