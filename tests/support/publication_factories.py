"""Official publications made for tests, in the vocabulary of the publication standard (OP). No real papers."""

from __future__ import annotations

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


def kamerstuk(body: str, appendix: str = "") -> str:
    """A letter with this text and what follows its signature."""
    return KAMERSTUK.format(body=body, appendix=appendix)


def note(number: str, text: str, kind: str = "voet") -> str:
    """A note at its place in the text."""
    return f'<noot id="n{number}" type="{kind}"><noot.nr>{number}</noot.nr><noot.al>{text}</noot.al></noot>'
