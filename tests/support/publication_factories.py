"""Publications made for tests: in the vocabulary of the publication standard (OP), and as lines. No real papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ingest.formats.typed_text import Headline, Properties, TypedBlock, TypedText
from ingest.imprint.opening import opening_of
from ingest.imprint.reading import metadata_of
from ingest.language.traced import TracedText
from ingest.model import BlockKind

if TYPE_CHECKING:
    from ingest.imprint.opening import Opening
    from ingest.metadata import Metadata

PROSE = (
    "In deze brief staat hoe de gemeenten in de komende jaren met de provincies samenwerken aan wegen en bruggen, en wat "
    "dat voor de bewoners van de regio betekent in de tijd die daarvoor nodig is."
)
KAMERSTUK = """<?xml version="1.0" encoding="utf-8"?>
<!-- Gemaakt voor de tests: geen echt stuk. -->
<officiele-publicatie>
 <metadata><meta name="DCTERMS.issued" content="2025-02-20"/><meta name="OVERHEIDop.indiener" content="R.J. Jansen"/></metadata>
 <kamerstuk>
  <kamerstukkop>
   <tekstregel inhoud="vergaderjaar">Vergaderjaar 2024-2025</tekstregel>
   <tekstregel inhoud="kameraanduiding">Tweede Kamer der Staten-Generaal</tekstregel>
  </kamerstukkop>
  <dossier><dossiernummer><dossiernr>36 180</dossiernr></dossiernummer><titel>Doen waar Nederland goed in is</titel></dossier>
  <stuk>
   <stuknr>Nr. <ondernummer kamer="2">133</ondernummer></stuknr>
   <titel>BRIEF VAN DE MINISTER<noot id="t" type="voet"><noot.nr>1</noot.nr><noot.al>Herdruk.</noot.al></noot></titel>
   <datumtekst>Ontvangen <datum isodatum="2025-02-20">20 februari 2025</datum></datumtekst>
   <algemeen><vrije-tekst><tekst>{body}</tekst></vrije-tekst></algemeen>
   <tekst-sluiting><ondertekening><functie>De Minister</functie> voor Water,<naam><voornaam>R.J.</voornaam>
    <achternaam>Jansen</achternaam></naam></ondertekening></tekst-sluiting>
   {appendix}
  </stuk>
 </kamerstuk>
</officiele-publicatie>
"""
KAMERVRAGEN = """<officiele-publicatie><kamervragen>
 <kamervraagkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2024-2025</tekstregel></kamervraagkop>
 <kamervraagnummer>100</kamervraagnummer>
 <kamervraagomschrijving type="vraag">Vragen van het lid <naam><achternaam>Van Campen</achternaam></naam> over
  <kamervraagonderwerp>het bericht X</kamervraagonderwerp>.</kamervraagomschrijving>
 <vraag><nr>Vraag 1</nr><al>Is dit zo?</al></vraag>
 <vraag><nr>2</nr><al>En dit?</al></vraag>
 <antwoord><nr>Antwoord 1 en 2</nr><al>Ja.</al></antwoord>
</kamervragen></officiele-publicatie>
"""
OLD_KAMERSTUK = """<?xml version="1.0" encoding="utf-8"?>
<!-- Gemaakt voor de tests, in de vorm van voor 2010: geen echt stuk. -->
<kamerwrk kamer="2" publtype="meto">
 <metadata><meta name="OVERHEIDop.externMetadataRecord" content="https://zoek.example/kst-24111-3/metadata.xml"/></metadata>
 <kop><titel>Tweede Kamer der Staten-Generaal</titel><subtitel>2</subtitel><subtitel>Vergaderjaar 1995-1996</subtitel></kop>
 <frontm><versie dtd="0.10"></versie><ordernr>5K1111</ordernr><vergjaar>1995-1996</vergjaar>
  <onderw><nummer>24 111</nummer><naam>Wijziging van de
Bruggenwet</naam></onderw></frontm>
 <body><stuk><ltrlabel>Nr. </ltrlabel><nummer>3</nummer><titel>MEMORIE VAN TOELICHTING </titel>
  <tuskop letat="vet">A. ALGEMEEN</tuskop>
  <tuskop letat="cur">§ 1. Inleiding</tuskop>
  <al>De bruggen in de
regio zijn oud.<voetref refid="v1" nr="1"/> Dat kost geld.</al><witreg></witreg>
  <voetnoot id="v1" nr="1"><al>Stb. 1994, 132.</al></voetnoot>
  <tuskop letat="vet">Artikel I</tuskop>
  <tuskop letat="rom">Onderdeel A</tuskop>
  <al>Dit is een technische verbetering.</al>
  <ondtek><functie>De Minister van Verkeer en Waterstaat,</functie><naam>A. Jansen</naam></ondtek>
 </stuk></body>
</kamerwrk>
"""


def kamerstuk(body: str, appendix: str = "") -> str:
    """A letter with this text and what follows its signature."""
    return KAMERSTUK.format(body=body, appendix=appendix)


def note(number: str, text: str, kind: str = "voet") -> str:
    """A note at its place in the text."""
    return f'<noot id="n{number}" type="{kind}"><noot.nr>{number}</noot.nr><noot.al>{text}</noot.al></noot>'


def paper(*lines: str, margins: tuple[str, ...] = (), headlines: tuple[Headline, ...] = (), **stated: str) -> TypedText:
    """A text of these paragraphs; one that begins with "# " is a heading. ``stated``: properties of the file."""
    blocks = tuple(
        TypedBlock(BlockKind.HEADING, TracedText.of(line[2:], n), level=1)
        if line.startswith("# ")
        else TypedBlock(BlockKind.PARAGRAPH, TracedText.of(line, n))
        for n, line in enumerate(lines, 1)
    )
    return TypedText(blocks, properties=Properties(headlines=headlines, **stated), margins=margins)  # type: ignore[arg-type]


def opening(*lines: str, margins: tuple[str, ...] = ()) -> Opening:
    """The opening of a text of these paragraphs."""
    return opening_of(paper(*lines, margins=margins))


def metadata(read: TypedText, name: str = "stuk.pdf") -> Metadata:
    """What is known of a text that was read from a file of this name."""
    return metadata_of(Path(name), read, None)


def facts(read: TypedText, name: str = "stuk.pdf") -> dict[str, tuple[str, str]]:
    """Name of each fact -> its value and where it was read."""
    return {str(fact.name): (fact.value, str(fact.origin)) for fact in metadata(read, name).facts}
