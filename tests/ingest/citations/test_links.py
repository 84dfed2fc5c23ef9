"""Where a citation leads: an address for every kind, and none that cannot exist."""

from __future__ import annotations

import pytest

from ingest.citations import find_citations
from ingest.model import CitationKind

EUR_LEX = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri="
ZOEK = "https://zoek.officielebekendmakingen.nl/"
_LINKS = [
    (CitationKind.MOTIE, "motie-Kuzu (Kamerstuk 36045, nr. 53)", ZOEK + "kst-36045-53.html"),
    (CitationKind.AMENDEMENT, "het amendement-Kuzu (36410 XVII, nr. 9)", ZOEK + "kst-36410-XVII-9.html"),
    (CitationKind.KAMERSTUK, "Kamerstukken II 2021/22, 21 501-02, nr. 2383", ZOEK + "kst-21501-02-2383.html"),
    (CitationKind.KAMERSTUK, "Kamerstukken I 2014/15, 33802, C", ZOEK + "kst-33802-C.html"),
    (CitationKind.KAMERSTUK, "Kamerstukken II 2014/15, 33802", ZOEK + "dossier/33802"),
    (CitationKind.KAMERSTUK, "Kamerstukken II 36410 V", ZOEK + "dossier/36410-V"),
    (CitationKind.KAMERSTUK, "blg-929493", ZOEK + "blg-929493.html"),
    (CitationKind.KAMERSTUK, "2024D12345", "https://www.tweedekamer.nl/downloads/document?id=2024D12345"),
    (CitationKind.KAMERBRIEF, "Kamerbrief (31 793, nr. 202)", ZOEK + "kst-31793-202.html"),
    (CitationKind.KAMERVRAAG, "Kamervragen van het lid Kuzu (2019Z08912)", ZOEK + "kv-tk-2019Z08912.html"),
    (CitationKind.KAMERVRAAG, "Aanhangsel Handelingen I 2014/15, nr. 12", ZOEK + "ah-ek-20142015-12.html"),
    (CitationKind.HANDELINGEN, "Handelingen I 2014/15, nr. 11, item 4", ZOEK + "h-ek-20142015-11-4.html"),
    (CitationKind.STAATSCOURANT, "Stcrt. 2024, 2900", ZOEK + "stcrt-2024-2900.html"),
    (CitationKind.STAATSBLAD, "Stb. 2011, 35", ZOEK + "stb-2011-35.html"),
    (CitationKind.TRACTATENBLAD, "Trb. 2019, 12", ZOEK + "trb-2019-12.html"),
    (CitationKind.ECLI, "ECLI:NL:HR:2019:1234", "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:HR:2019:1234"),
    (CitationKind.EU, "Richtlijn 2006/123/EG", EUR_LEX + "CELEX:32006L0123"),
    (CitationKind.BWB, "artikel 4:81 Awb", "https://wetten.overheid.nl/jci1.3:c:BWBR0005537&artikel=4:81"),
    (CitationKind.BWB, "BWBR0005537", "https://wetten.overheid.nl/BWBR0005537"),
    (CitationKind.BWB, "jci1.3:c:BWBR0005537&artikel=1:3", "https://wetten.overheid.nl/jci1.3:c:BWBR0005537&artikel=1:3"),
    # what has no address of its own, or had none in its time
    (CitationKind.TOEZEGGING, "toezegging T01234", None),
    (CitationKind.TOEZEGGING, "toezegging aan het lid Kuzu", None),
    (CitationKind.MOTIE, "motie-Kuzu", None),
    (CitationKind.KAMERBRIEF, "Kamerbrief van 7 april 2022", None),
    (CitationKind.KAMERSTUK, "2024Z12345", None),
    (CitationKind.KAMERSTUK, "Kamerstukken II 1967/68, 9595, nr. 3", None),
    (CitationKind.KAMERSTUK, "Kamerstuk 9595, nr. 3", None),
    (CitationKind.KAMERSTUK, "Kamerstukken II 1992/93, 22880, nr. 5", None),
    (CitationKind.KAMERSTUK, "Kamerstukken II 1992/93, 22880", None),
    (CitationKind.KAMERSTUK, "Kamerstukken I 1995/96, 23700, nr. 188b", None),
    (CitationKind.KAMERSTUK, "Kamerstuk 36045-XVL, nr. 28", None),
    (CitationKind.KAMERSTUK, "Kamerstuk 21501-99, nr. 28", None),
    (CitationKind.HANDELINGEN, "Handelingen II 2007/08, nr. 70, p. 4867", None),
    (CitationKind.HANDELINGEN, "h-tk-19781979-8-5", None),
    (CitationKind.STAATSCOURANT, "Stcrt. 1976, 182", None),
    (CitationKind.STAATSBLAD, "Stb. 1994, 35", None),
    (CitationKind.STAATSBLAD, "Stb. 1947, H 423", None),
    (CitationKind.TRACTATENBLAD, "Trb. 1951, 114", None),
    (CitationKind.ECLI, "ECLI:EU:C:2014:2", EUR_LEX + "ECLI:EU:C:2014:2"),
    (CitationKind.ECLI, "EU:C:2014:2", EUR_LEX + "ECLI:EU:C:2014:2"),
    (CitationKind.ECLI, "ecli:nl:hr:2019:1234", "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:HR:2019:1234"),
    (CitationKind.ECLI, "ECLI:CE:ECHR:2014:0114JUD000123", None),
    (CitationKind.TOEZEGGING, "toezegging TZ202112-042", None),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "url"), _LINKS, ids=[text for _, text, _ in _LINKS])
def test_link(kind: CitationKind, text: str, url: str | None) -> None:
    """The printed paper's own address; nothing where it was never put online under its id."""
    (citation,) = find_citations(text)
    assert (kind, url) == (citation.kind, citation.url)


def test_every_kind_is_in_the_table() -> None:
    """With an address, but for promises, which have none."""
    linked = {kind for kind, _, url in _LINKS if url}
    assert set(CitationKind) - linked == {CitationKind.TOEZEGGING}
