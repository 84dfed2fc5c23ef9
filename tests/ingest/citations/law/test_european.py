"""References to European law: which act, with the link to EUR-Lex, and what is none."""

from __future__ import annotations

import pytest

from ingest.citations import citation_label, find_citations, normalise_id
from ingest.model import CitationKind, Verdict

EUR_LEX = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri="


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("Verordening (EU) 2017/745", "CELEX:32017R0745"),
        ("verordening (EU) nr. 1305/2013", "CELEX:32013R1305"),
        ("Verordening (EG) nr. 852/2004", "CELEX:32004R0852"),
        ("Verordening (EU) Nr. 182/2012", "CELEX:32012R0182"),
        ("Verordening (EG) 41/2009", "CELEX:32009R0041"),
        ("Verordening (EEG) nr. 2137/85", "CELEX:31985R2137"),
        ("Verordening (EG) nr. 2006/2004", "CELEX:32004R2006"),
        ("Verordening (EU) nr. 2015/2120", "CELEX:32015R2120"),
        ("Verordening (EU, Euratom) 2018/1046", "CELEX:32018R1046"),
        ("verordening 2017/745", "CELEX:32017R0745"),
        ("Uitvoeringsverordening (EU) 2021/808", "CELEX:32021R0808"),
        ("Gedelegeerde Verordening (EU) 2019/331", "CELEX:32019R0331"),
        ("Richtlijn 2006/123/EG", "CELEX:32006L0123"),
        ("Richtlijn 93/13/EEG", "CELEX:31993L0013"),
        ("richtlijn nr. 97/78/EG", "CELEX:31997L0078"),
        ("Richtlijn nr. 2001/65/EG", "CELEX:32001L0065"),
        ("Richtlijn (EU) 2018/2001", "CELEX:32018L2001"),
        ("Besluit (EU) 2015/1601", "CELEX:32015D1601"),
        ("Besluit nr. 1313/2013/EU", "CELEX:32013D1313"),
        ("beschikking nr. 79/452/EEG", "CELEX:31979D0452"),
        ("uitvoeringsbesluit 2011/787/EU", "CELEX:32011D0787"),
        ("Kaderbesluit 2002/584/JBZ", "CELEX:32002F0584"),
        ("Aanbeveling 2003/361/EG", "CELEX:32003H0361"),
        ("COM(2020) 67", "COM:2020:67:FIN"),
        ("COM (2020) 67 final", "COM:2020:67:FIN"),
        ("COM/2020/67", "COM:2020:67:FIN"),
        ("COM 2020/67 final", "COM:2020:67:FIN"),
        ("SWD(2021) 305", "SWD:2021:305:FIN"),
        ("JOIN(2020) 5", "JOIN:2020:5:FIN"),
        ("PbEU 2014, L 94", "OJ:L:2014:94:TOC"),
        ("PbEU 2014, L94", "OJ:L:2014:94:TOC"),
        ("PbEU 2014 L 94", "OJ:L:2014:94:TOC"),
        ("PbEG 1993, L 95/29", "OJ:L:1993:95:TOC"),
        ("PB L 94 van 28.3.2014", "OJ:L:2014:94:TOC"),
        ("PB C 202 van 7 juni 2016", "OJ:C:2016:202:TOC"),
        ("PbEU, L 2024/1991", "OJ:L_202401991"),
        ("PB L, 2024/1991, 29.7.2024", "OJ:L_202401991"),
        ("CELEX: 32017R0745", "CELEX:32017R0745"),
        ("CELEX-nummer 32017R0745", "CELEX:32017R0745"),
        ("CELEX:12016E267", "CELEX:12016E267"),
        ("32017R0745", "CELEX:32017R0745"),
    ],
)
def test_one_act(text: str, identifier: str) -> None:
    """Known by its CELEX number or by what EUR-Lex calls it; labelled by its own words."""
    (citation,) = find_citations(f"Zie hiervoor {text}; en verder.")
    assert (citation.kind, citation.id, citation.url) == (CitationKind.EU, identifier, EUR_LEX + identifier)
    assert citation.text in text
    assert citation_label(citation) == citation.text
    assert citation.verdict is Verdict.COMPLETE
    assert normalise_id(identifier.lower()) == identifier


def test_several_acts_behind_one_noun() -> None:
    """Each has its own words as span."""
    found = find_citations(
        "de Richtlijnen 2014/23/EU, 2014/25/EU en (EU) 2016/680 en Verordeningen (EU) 2017/745 en 2017/746"
    )
    assert [(citation.text, citation.id) for citation in found] == [
        ("Richtlijnen 2014/23/EU", "CELEX:32014L0023"),
        ("2014/25/EU", "CELEX:32014L0025"),
        ("(EU) 2016/680", "CELEX:32016L0680"),
        ("Verordeningen (EU) 2017/745", "CELEX:32017R0745"),
        ("2017/746", "CELEX:32017R0746"),
    ]


def test_official_journal_without_a_year() -> None:
    """Found, but its place is not known."""
    (citation,) = find_citations("van 26 februari inzake afval (PbEU L 94)")
    assert (citation.text, citation.id, citation.url, citation.verdict) == ("PbEU L 94", None, None, Verdict.INCOMPLETE)
    assert "geen jaar" in citation.reason


@pytest.mark.parametrize(
    "text",
    [
        "de verordening 2016/12 van de gemeente",
        "Besluit 12/3 van de raad",
        "een richtlijn van 2014/2015",
        "Richtlijn 2014/24/2",
        "het programma COM(2021)",
        "het programma COM 2021/2022",
        "L 119 van de lijst",
        "PB 12 en PbEU",
        "artikel L 94 van 2014",
        "nummer 132017R07451",
        "de verordening uit 2016/679.4",
    ],
)
def test_no_european_law(text: str) -> None:
    """Numbers without what marks them as European."""
    assert find_citations(text) == []


def test_act_inside_the_title_of_another_reference() -> None:
    """Part of that reference, not one beside it."""
    (citation,) = find_citations("Kamerbrief over Richtlijn 2006/123/EG (36 045, nr. 3)")
    assert (citation.kind, citation.id) == (CitationKind.KAMERBRIEF, "kst-36045-3")


def test_broken_over_lines() -> None:
    """White space of any kind stands in a reference."""
    found = find_citations("Verordening\n(EU)\u00a02017/745 en Richt-\nlijn 2006/123/EG")
    assert [citation.id for citation in found] == ["CELEX:32017R0745", "CELEX:32006L0123"]
