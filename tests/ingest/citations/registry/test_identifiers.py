"""Ids, addresses, labels and the printed form of a citation."""

from __future__ import annotations

import pytest

from ingest.citations import citation_label, citation_record, citation_url, find_citations, normalise_id
from ingest.citations.law.articles import law_name
from ingest.citations.registry.dossiers import dossier_name
from ingest.citations.registry.identifiers import printed_id


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Kamerstuk II 2021/22, 35 925, nr. 36", "Kamerstukken II 2021/22, 35925, nr. 36"),
        ("Kamerstuk II 2021/22, 35925-XVII, nr. 46", "Kamerstukken II 2021/22, 35925 XVII, nr. 46"),
        ("21501 20, nr. 1632", "Kamerstukken II 21501-20, nr. 1632"),
        ("Kamerstukken I 2014/15, 33802, C, p. 3", "Kamerstukken I 2014/15, 33802, C"),
        ("34430, nr. AB", "Kamerstukken I 34430, AB"),
        ("Motie Kuzu over X (36045, nr. 53)", "Kamerstukken II 36045, nr. 53"),
        ("Kamerstukken II 2021/22, 35925 V", "Kamerstukken II 2021/22, 35925 V"),
        ("Kamerbrief van\n7 april 2022", "Kamerbrief van 7 april 2022"),
        ("Toezegging aan lid Klink", "Toezegging aan lid Klink"),
        ("Staatscourant 2024, nr. 2900", "Stcrt. 2024, 2900"),
        ("Staatsblad 2011, nr. 35", "Stb. 2011, 35"),
        ("Tractatenblad 2019, 12", "Trb. 2019, 12"),
        ("ah-tk-20242025-1244", "Aanhangsel Handelingen II 2024/25, nr. 1244"),
        ("h-tk-20102011-108-5", "Handelingen II 2010/11, nr. 108, item 5"),
        ("kv-tk-2010Z06025", "Kamervragen 2010Z06025"),
        ("blg-929493", "Bijlage bij Kamerstuk 929493"),
        ("2024D12345", "2024D12345"),
        ("ECLI:NL:HR:2019:1234", "ECLI:NL:HR:2019:1234"),
        ("BWBR0005537", "BWBR0005537"),
    ],
)
def test_label(text: str, label: str) -> None:
    """The printed form of the Leidraad; a reference without a number is labelled by its own words."""
    (citation,) = find_citations(text)
    assert label == citation_label(citation)


@pytest.mark.parametrize(
    ("identifier", "url"),
    [
        ("kst-35925-XVII-46", "https://zoek.officielebekendmakingen.nl/kst-35925-XVII-46.html"),
        ("stcrt-2024-2900", "https://zoek.officielebekendmakingen.nl/stcrt-2024-2900.html"),
        ("stcrt-1976-182", None),
        ("stb-1935-456", None),
        ("h-tk-20102011-108-5", "https://zoek.officielebekendmakingen.nl/h-tk-20102011-108-5.html"),
        ("h-tk-19781979-8-5", None),
        ("ECLI:NL:HR:2019:1234", "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:HR:2019:1234"),
        ("ECLI:EU:C:2014:2", "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=ECLI:EU:C:2014:2"),
        ("ECLI:CE:ECHR:2014:0114JUD000123", None),
        ("BWBR0005537", "https://wetten.overheid.nl/BWBR0005537"),
        ("2024D12345", "https://www.tweedekamer.nl/downloads/document?id=2024D12345"),
        ("2010Z06025", None),
        ("kst-35925", None),
        ("geen id", None),
        (None, None),
    ],
)
def test_url(identifier: str | None, url: str | None) -> None:
    """An address for what can be read online under its id, and none for what cannot."""
    assert url == citation_url(identifier)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kst-35925-36", "kst-35925-36"),
        ("KST-35925-xvii-36", "kst-35925-XVII-36"),
        ("35925-36", "kst-35925-36"),
        ("35925-XVII-36", "kst-35925-XVII-36"),
        ("35925, nr. 36", "kst-35925-36"),
        (" 35 925 XVII, nr. 36 ", "kst-35925-XVII-36"),
        ("35925, A", "kst-35925-A"),
        ("Motie Van der Lee c.s. (Kamerstuk II 2021/22, 35925, nr 36)", "kst-35925-36"),
        ("https://zoek.officielebekendmakingen.nl/kst-35925-36.html", "kst-35925-36"),
        ("https://zoek.officielebekendmakingen.nl/dossier/35925/kst-35925-36.pdf?x=1#p2", "kst-35925-36"),
        ("STCRT-2024-2900", "stcrt-2024-2900"),
        ("AH-TK-20242025-1244", "ah-tk-20242025-1244"),
        ("Stcrt. 2024, 2900", "stcrt-2024-2900"),
    ],
)
def test_normalise_id(text: str, expected: str) -> None:
    """Ids in any case, addresses and printed references name the same paper."""
    assert expected == normalise_id(text)


@pytest.mark.parametrize("text", ["", "Van der Lee", "35925", "35925, nrs. 3 en 4", "https://www.example.nl/x"])
def test_normalise_id_refuses(text: str) -> None:
    """What names no paper, or several, is refused in Dutch with an example."""
    with pytest.raises(ValueError, match="names no publication"):
        normalise_id(text)


def test_json() -> None:
    """The fields of ``vindplaats cite``, in this order."""
    text = "Zie Motie Van der Lee c.s. over hulp (Kamerstuk II 2021/22, 35925, nr 36)."
    (citation,) = find_citations(text, budget_chapter="XVII")
    printed = citation_record(citation)
    reason = printed.pop("reason")
    assert list(printed.items()) == [
        ("start", 4),
        ("end", 73),
        ("text", "Motie Van der Lee c.s. over hulp (Kamerstuk II 2021/22, 35925, nr 36)"),
        ("kind", "motie"),
        ("id", "kst-35925-36"),
        ("url", "https://zoek.officielebekendmakingen.nl/kst-35925-36.html"),
        ("dossier", "35925"),
        ("suffix", None),
        ("number", "36"),
        ("chamber", "II"),
        ("session_year", "2021/22"),
        ("title", "over hulp"),
        ("submitters", ["Van der Lee"]),
        ("cosigned", True),
        ("verdict", "ambiguous"),
        ("likely_id", "kst-35925-XVII-36"),
        ("replaces", None),
        ("label", "Kamerstukken II 2021/22, 35925, nr. 36"),
    ]
    assert reason == citation.reason


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("kst-35925-XVII-36", "35925 XVII, nr. 36"),
        ("kst-35925-36", "35925, nr. 36"),
        ("kst-21501-02-2376", "21501-02, nr. 2376"),
        ("kst-33802-C", "33802, C"),
        ("stcrt-2024-2900", "Stcrt. 2024, 2900"),
        ("ah-tk-20232024-1121", "Aanhangsel Handelingen II 2023/24, nr. 1121"),
        ("zonder-nummer:kuzu:over water", "zonder-nummer:kuzu:over water"),
    ],
)
def test_an_id_as_it_is_printed(identifier: str, expected: str) -> None:
    """One spelling of a number wherever it is shown: that of the Leidraad."""
    assert expected == printed_id(identifier)


@pytest.mark.parametrize(
    ("dossier", "suffix", "expected"),
    [
        ("35925", "XVII", "Rijksbegroting 2022, hoofdstuk XVII"),
        ("35925", None, "Rijksbegroting 2022"),
        ("36550", "XVII", "Eerste suppletoire begrotingen (Voorjaarsnota) 2024, hoofdstuk XVII"),
        ("21501", "02", "Raden van de Europese Unie"),
        ("34952", None, ""),
    ],
)
def test_what_a_dossier_holds(dossier: str, suffix: str | None, expected: str) -> None:
    """As far as its number tells."""
    assert expected == dossier_name(dossier, suffix)


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("CELEX:32016R0679", "Algemene verordening gegevensbescherming"),
        ("BWBR0005537", "Algemene wet bestuursrecht"),
        ("CELEX:32099R0001", None),
        ("", None),
        (None, None),
    ],
)
def test_the_name_of_a_law(identifier: str | None, expected: str | None) -> None:
    """In full, where it is known."""
    assert expected == law_name(identifier)
