"""Dutch texts of the ledger's commands: moties, export and quoting."""

from __future__ import annotations

HELP_MOTIES = """Toon de moties (of andere stukken) die in de documenten genoemd worden, met elke plaats.

Zonder opties alle moties. Alle opties samen moeten gelden; wat over de plaats gaat (--document, --chapter, --sdg,
--year) moet op één en dezelfde plaats gelden. Wat elkaar tegenspreekt (één nummer met twee titels, één titel met twee
nummers), staat erbij. De plaatsen staan in volgorde van tijd. Met --document A --compared-with B worden twee documenten
vergeleken: wat in beide staat, alleen in A en alleen in B."""
HELP_EXPORT = """Schrijf moties, stukken van elke soort (papers), verwijzingen (citations), passages of de cellen van
tabellen (cells) naar een bestand of naar de standaarduitvoer.

De opties om te kiezen zijn die van vindplaats moties."""
OPTION_OUTPUT = "Bestand om naar te schrijven (standaard de standaarduitvoer)."
OPTION_SUBMITTER = "Alleen stukken van deze indiener, bijvoorbeeld Van der Lee."
OPTION_DOSSIER = "Alleen stukken in dit dossier: 35925 (met alle hoofdstukken) of 35925-XVII; - voor zonder dossier."
OPTION_CHAPTER = "Alleen genoemd in een hoofdstuk van het document met deze woorden in de titel."
OPTION_SDG = "Alleen genoemd bij deze SDG (1-17)."
OPTION_DOCUMENT = "Alleen genoemd in dit document (zie: vindplaats documents)."
OPTION_YEAR = "Alleen genoemd in een document uit dit jaar."
OPTION_KIND = "Soort stuk (standaard motie; alle toont elke soort)."
OPTION_KIND_EXPORT = "Alleen dit soort stuk (bij citations)."
OPTION_WORDS = "Alleen stukken met deze woorden in titel, indieners of nummer."
OPTION_SESSION_YEAR = "Alleen stukken uit dit vergaderjaar, bijvoorbeeld 2021/22 (of 2021-2022); - voor zonder."
OPTION_VERDICT = (
    "Alleen stukken waarvan de verwijzing volledig, onvolledig, twijfelachtig (ambiguous) of onmogelijk is."
)
OPTION_NOT_IN = "Niet genoemd in dit document: met --document A --not-in B wat A wel noemt en B niet."
OPTION_COMPARED_WITH = "Vergelijk het document van --document met dit: wat noemen ze allebei, wat maar één van de twee."
COMPARED_ALONE = "Geef bij --compared-with ook het andere document, met --document."
IN_BOTH = "In beide documenten"
ONLY_IN = "Alleen in {document}"
UNDATED = "zonder datum"
ALL_KINDS = "alle"
COLUMNS = ("Stuk", "Indieners", "Onderwerp", "Genoemd in")
NO_NUMBER = "geen nummer"
NONE = "Er zijn geen stukken die hieraan voldoen."
ROWS_COUNT = ("stuk", "stukken")
PLACES_COUNT = ("plaats", "plaatsen")
SUMMARY = "{rows}, genoemd op {places}."
CONFLICT = "let op: {what}"
PASSAGE_MISSING = "{passage}: deze passage, of deze zin daarin, staat niet in de kennisbank."
SESSION_YEAR_WRONG = "'{value}' is geen vergaderjaar. Geef het als 2021/22, of - voor stukken zonder."
BINARY_TERMINAL = "Een bestand voor Excel of Word kan niet op het scherm. Geef met --output een bestand."
FILTER_PASSAGES = "Passages kunnen niet gekozen worden met --{option}."
FILTER_PASSAGES_NAMED = "Passages kunnen niet gekozen worden met het filter {name}."
