"""The texts of the page and the command line, in Dutch (of the page in English too), to be read and mended as text.

Elsewhere stand only what belongs to data, such as the reason of a citation's verdict (``ingest.citations``) and the
notes of an exported record (``search.export``), and in ``ui.cli`` the names of arguments, beside their options.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.model import CitationKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.backend.problems import Problem

# Words shared by the page and the command line

NAME = "Vindplaats"
KINDS = {
    CitationKind.MOTIE: "Motie",
    CitationKind.AMENDEMENT: "Amendement",
    CitationKind.KAMERSTUK: "Kamerstuk",
    CitationKind.KAMERBRIEF: "Kamerbrief",
    CitationKind.TOEZEGGING: "Toezegging",
    CitationKind.KAMERVRAAG: "Kamervraag",
    CitationKind.HANDELINGEN: "Handelingen",
    CitationKind.STAATSCOURANT: "Staatscourant",
    CitationKind.STAATSBLAD: "Staatsblad",
    CitationKind.TRACTATENBLAD: "Tractatenblad",
    CitationKind.ECLI: "Uitspraak",
    CitationKind.BWB: "Regeling",
    CitationKind.EU: "Europees recht",
}
VERDICTS = {
    Verdict.COMPLETE: "De verwijzing is volledig.",
    Verdict.INCOMPLETE: "De verwijzing is onvolledig.",
    Verdict.AMBIGUOUS: "De verwijzing kan naar meer dan één stuk leiden.",
    Verdict.IMPLAUSIBLE: "De verwijzing kan niet kloppen zoals ze gedrukt staat.",
}
LIKELY_OTHER = "Gedrukt staat {printed}; de link gaat naar het stuk dat waarschijnlijk bedoeld is."
NO_PAPER = "geen nummer"
NOT_FOUND = "Niet gevonden"
NOT_FOUND_MORE = (
    "In deze documenten is geen antwoord op de vraag gevonden. "
    "Hieronder staan de passages die er nog het meest mee te maken hebben."
)
NEAR = "Dit komt in de buurt"
NEAR_ABSENT = "In geen document staat: {words}."
NEAR_MORE = "Geen zin beantwoordt de vraag met zekerheid. Het antwoord kan in deze passages staan."
UNIT = "({unit})"
GAP = "[…]"  # between sentences of one passage that do not follow each other
SOUGHT = "Gezocht naar"
SOUGHT_FILTERS = "Filters"
SOUGHT_IN = "Doorzocht"
SOUGHT_MEANT = "{asked} (opgevat als {meant})"
SOUGHT_ABSENT = "{asked} (staat in geen enkel document)"
NOTHING_AT_ALL = "Geen enkele passage past bij de vraag en de filters."
ANSWER = "Antwoord"
PASSAGES = "Passages"
PAGE = "p.\u00a0{page}"
SDG = "SDG\u00a0{number}"
SDG_SUGGESTED = f"{SDG} (suggestie)"
SDG_SUGGESTED_WHY = (
    "{name}. Een suggestie van Vindplaats: deze passage noemt zelf geen SDG, maar de betekenis ligt dicht bij dit "
    "doel. Het filter op SDG laat haar weg, tenzij u daar „ook voorgesteld” kiest."
)
UNSTATED_KIND = "document"  # what reading calls a document of which nothing states the kind
SDG_NAMES = {
    1: "Geen armoede",
    2: "Geen honger",
    3: "Goede gezondheid en welzijn",
    4: "Kwaliteitsonderwijs",
    5: "Gendergelijkheid",
    6: "Schoon water en sanitair",
    7: "Betaalbare en duurzame energie",
    8: "Waardig werk en economische groei",
    9: "Industrie, innovatie en infrastructuur",
    10: "Ongelijkheid verminderen",
    11: "Duurzame steden en gemeenschappen",
    12: "Verantwoorde consumptie en productie",
    13: "Klimaatactie",
    14: "Leven in het water",
    15: "Leven op het land",
    16: "Vrede, justitie en sterke publieke diensten",
    17: "Partnerschap om doelstellingen te bereiken",
}


def listing(names: Sequence[str]) -> str:
    """Join names as Dutch does: "A, B en C"."""
    if len(names) < 2:  # noqa: PLR2004 - one name needs no "en"
        return "".join(names)
    return f"{', '.join(names[:-1])} en {names[-1]}"


def short(title: str) -> str:
    """A document's title without its subtitle."""
    return title.partition(": ")[0]


def count(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 passage", "12 passages"."""
    return f"{number} {one if number == 1 else many}"


# The page

TAB_SEARCH = "Zoeken"
TAB_MOTIES = "Moties"
TAB_DOCUMENTS = "Documenten"
QUERY_LABEL = "Uw vraag"
SEARCH_BUTTON = "Zoek"
EXAMPLES_LABEL = "Voorbeelden"
FILTERS_LABEL = "Filters"
EMPTY_KB = "De kennisbank is nog leeg. Lees eerst documenten in met: vindplaats ingest"
FOOTNOTES = ("voetnoot", "voetnoten")
REFERENCES = "Verwijzingen"
NOTE_NUMBER = "Noot\u00a0{number}"
CHECK = "let op"
CONFLICT_TITLES = "Dit nummer staat op verschillende plaatsen bij verschillende titels."
CONFLICT_NUMBERS = "Deze titel staat elders bij een ander nummer: {numbers}."
EXPORT_WHAT = {
    "moties": "Moties", "papers": "Stukken", "citations": "Alle verwijzingen", "passages": "Passages",
    "cells": "Tabelcellen",
}  # fmt: skip
CSV_COMMAS = "CSV (komma’s)"
NO_EXPORT = "Deze export bestaat niet."
DOCUMENT_COLUMNS = ("Document", "Uitgever", "Jaar", "Passages")
DOCUMENTS_COUNT = ("document", "documenten")
PASSAGES_COUNT = ("passage", "passages")

# The command line

CLI_HELP = """Doorzoek beleidsdocumenten en krijg het antwoord met zijn vindplaats.

De documenten staan in een kennisbank: een map, standaard ./kennisbank, of wat VINDPLAATS_KB aangeeft.

Afsluitcodes: 0 gelukt, 1 (deels) mislukt, 2 verkeerd gebruik."""
CLI_USAGE = "Gebruik: "
CLI_OPTIONS = "Opties"
CLI_COMMANDS = "Opdrachten"
CLI_OPTIONS_METAVAR = "[OPTIES]"
CLI_COMMAND_METAVAR = "OPDRACHT [ARGUMENTEN]..."
CLI_HELP_OPTION = "Toon deze hulp en stop."
CLI_VERSION_OPTION = "Toon de versie en stop."
CLI_VERSION = "%(prog)s %(version)s"
KB_OPTION = "Map of PostgreSQL-adres van de kennisbank (standaard ./kennisbank, of VINDPLAATS_KB)."
HELP_SEARCH = """Stel een vraag.

Met --batch staan de vragen in een bestand, elke regel {"id": "...", "query": "..."}; elke regel uitvoer is het
antwoord op één vraag, als JSON."""
HELP_CITE = """Zoek verwijzingen naar moties, Kamerstukken en andere publicaties in een tekst.

BESTAND is een tekstbestand in UTF-8; - (of niets) leest van de standaardinvoer. Er is geen kennisbank voor nodig."""
OPTION_FORMAT_CITE = "Vorm van de uitvoer (standaard jsonl; met --diff text)."
OPTION_DIFF = (
    "Vergelijk twee teksten, of twee keer de uitvoer van cite: wat vervalt (-), wat verandert (~) en wat erbij komt "
    "(+). Afsluitcodes als bij diff: 0 gelijk, 1 verschillend, 2 mislukt."
)
HELP_DOCUMENTS = "Toon de documenten in de kennisbank, of verbeter wat over een document bekend is."
CLI_SUBCOMMAND_METAVAR = "[OPDRACHT] [ARGUMENTEN]..."
HELP_REMOVE = "Haal een document uit de kennisbank; het bestand zelf blijft staan."
HELP_VERIFY = "Controleer de kennisbank: of opslag, vectoren en woordindex overeenkomen en of er niets beschadigd is."
HELP_EVALUATE = """Meet hoe goed het zoeken is, en hoeveel van de getoonde antwoorden kloppen.

BESTAND heeft per regel een vraag met de passage die gevonden moet worden, als JSON. Met --compare volgt wat er beter en
slechter is geworden sinds een eerdere uitkomst: bewaar die met vindplaats search --batch BESTAND > EERDER."""
OPTION_MODEL = (
    "Taalmodel voor een nieuwe kennisbank: een meegeleverd model, een map met een model (statisch, ONNX of "
    "sentence-transformers) of een naam op een hub (standaard: het meegeleverde)."
)
OPTION_TOP = "Hoeveel passages (standaard 10)."
OPTION_DOCUMENT = "Alleen dit document (zie: vindplaats documents)."
OPTION_CHAPTER = "Alleen hoofdstukken met deze woorden in de titel."
OPTION_SDG = "Alleen passages die deze SDG noemen (1-17)."
OPTION_MOTIE = "Alleen passages die deze motie noemen, bijvoorbeeld kst-35925-36."
OPTION_SUBMITTER = "Alleen passages die een stuk van deze indiener noemen, bijvoorbeeld Van der Lee."
OPTION_YEAR = "Alleen documenten uit dit jaar."
OPTION_KIND = "Alleen documenten van deze soort, bijvoorbeeld Kamerbrief."
OPTION_SUGGESTED_SDG = "Alleen passages die deze SDG noemen, of waarvoor Vindplaats haar voorstelt (1-17)."
OPTION_FORMAT = "Vorm van de uitvoer (standaard {default})."
OPTION_COMPARE = "Vergelijk met een eerdere uitkomst van vindplaats search --batch op dezelfde vragen."
OPTION_DETAILS = (
    "Ook elke vraag zonder goed antwoord: wat er getoond is en wat er verwacht werd (bij json: elke vraag)."
)
OPTION_BATCH = "Bestand met vragen (JSONL); - leest van de standaardinvoer."

INGESTED = "{documents}: {outcomes} (kennisbank {kb})."
UPGRADING = (
    "De kennisbank is van een andere versie: de documenten worden opnieuw ingelezen. De oude blijft tot dat klaar is; "
    "wordt het onderbroken, voer dan opnieuw vindplaats ingest uit."
)
UPGRADED = "De kennisbank is bijgewerkt; de oude is niet meer nodig en is verwijderd."
UPGRADED_IN_PART = "Niet alles kon opnieuw worden ingelezen. De oude kennisbank is bewaard als {kept}."
SOURCE_GONE = "{path}: dit bestand bestaat niet meer. Zet het terug en lees het opnieuw in."
REMOVED = "{id} is uit de kennisbank gehaald."
VERIFY_BAD = "De kennisbank is niet in orde:"
PROBLEMS = {
    "DATABASE": "{where}: beschadigd ({detail}). Zet een reservekopie terug of lees de documenten opnieuw in.",
    "REFERENCE": "{where}: er ontbreken gegevens ({detail}). Lees de documenten opnieuw in.",
    "DOCUMENT": "{where}: dit document is beschadigd opgeslagen. Verwijder het document en lees het opnieuw in.",
    "PASSAGE_TEXT": "{where}: de tekst wijkt af van het document. Verwijder het document en lees het opnieuw in.",
    "SENTENCE": "{where}: een zin valt buiten de passage. Verwijder het document en lees het opnieuw in.",
    "LEXICAL_INDEX": "Woordindex: beschadigd. Zet een reservekopie terug of lees de documenten opnieuw in.",
    "LEXICAL_PASSAGES": "Woordindex: {detail} passages ontbreken of zijn te veel. Lees de documenten opnieuw in.",
    "LEXICAL_WORDS": "Woordindex: de woordtelling klopt niet met de passages. Lees de documenten opnieuw in.",
    "VECTOR_LENGTH": "Vectoren ({where}): een vector is beschadigd. Lees de documenten opnieuw in.",
    "WORDS_FILE": "{where}: beschadigd; dit bestand wordt vanzelf opnieuw gemaakt.",
    "VECTOR_FILE": "{where}: beschadigd; bij de volgende vraag wordt dit bestand vanzelf opnieuw gemaakt.",
}
VERIFY_GOOD = "De kennisbank is in orde."
SERVING = "Vindplaats staat klaar op {url} (stop met Ctrl+C)."

DIFF_SIGNS = {"lost": "-", "changed": "~", "gained": "+"}
DIFF_BEFORE = "was:"
DIFF_SUMMARY = "{lost} vervallen, {changed} veranderd, {gained} erbij."
DIFF_NONE = "Geen verschil: in beide dezelfde {citations}."
CITATIONS_COUNT = ("verwijzing", "verwijzingen")

# Errors: what is wrong, and what to do

ERROR = "Fout: {message}"
ASK_HELP = "Hulp: {command} --help"
NO_KB = "{kb}: hier is geen kennisbank. Maak er een met: vindplaats ingest --kb {kb}"
ENCODER_VERSION_DATABASE = (
    "{kb}: deze kennisbank is gemaakt met een andere versie van het model {stored}. Lees de documenten in een nieuw "
    "schema in (vindplaats ingest --kb '…?schema=NAAM') en gebruik daarna dat adres."
)
ONLY_FOLDER = (
    "Dit kan alleen met een kennisbank in een map. Gebruik voor een kennisbank in PostgreSQL pg_dump en pg_restore, en "
    "bewaar de map met eigen bestanden (VINDPLAATS_FILES)."
)
EMPTY_QUERY = "De vraag is leeg. Geef een vraag, of een bestand met vragen met --batch."
QUERY_AND_BATCH = "Geef een vraag óf --batch, niet beide."
BATCH_FORMAT = "Met --batch is de uitvoer altijd JSON. Laat --format weg."
FILE_AND_DIFF = "Geef een bestand óf --diff met twee bestanden, niet beide."
DIFF_ONE_INPUT = "Van de standaardinvoer (-) kan maar één van de twee gelezen worden. Geef voor de andere een bestand."
STANDARD_INPUT = "standaardinvoer"
FILE_MISSING = "{path}: dit bestand bestaat niet. Controleer de naam."
FILE_UNREADABLE = (
    "{path}: dit bestand kan niet gelezen worden ({why}). Controleer de rechten, of kies een ander bestand."
)
FILE_UNWRITABLE = "{path}: hier kan niet geschreven worden ({why}). Kies een ander bestand."
DEVICE_FAILED = "Lezen of schrijven is mislukt ({why}). Controleer de schijf en de uitvoer, en probeer het opnieuw."
NOT_UTF8 = "{path}: dit is geen tekst in UTF-8. Sla het bestand op als UTF-8 en probeer het opnieuw."
BAD_LINE = '{path}, regel {line}: dit is geen vraag. Verwacht: {{"id": "...", "query": "..."}}'
BAD_CITATION = "{path}, regel {line}: dit is geen verwijzing zoals vindplaats cite die schrijft."
NO_REFERENCE = "„{text}” is geen herkenbare vindplaats. Geef bijvoorbeeld kst-35925-36 of „35925, nr. 36”."
PORT_TAKEN = "Poort {port} op {host} is al in gebruik. Kies een andere met --port, of stop het andere programma."
HOST_WRONG = "{host}:{port}: hier kan niet geluisterd worden ({why}). Controleer --host en --port."
UNEXPECTED = (
    "Er is iets onverwachts misgegaan. De volledige melding staat in de uitvoer van de server, of komt met "
    "VINDPLAATS_DEBUG=1."
)
INTERRUPTED = "Afgebroken."
USAGE_NO_OPTION = "De optie {name} bestaat niet."
USAGE_NO_COMMAND = "De opdracht {name} bestaat niet."
USAGE_MEANT = "Bedoelde u {names}?"
USAGE_MISSING = "{name} ontbreekt."
USAGE_VALUE = "{value} is geen geldige waarde voor {name}: {expected}."
USAGE_EXTRA = "Er staan te veel argumenten."
USAGE_OPTION_VALUE = "Bij de optie {name} hoort een ander aantal waarden."
USAGE_OTHER = "Verkeerd gebruik."
EXPECTED_CHOICE = "kies uit {choices}"
EXPECTED_NUMBER = "geef een geheel getal"
EXPECTED_RANGE = "geef een geheel getal van {low} t/m {high}"
EXPECTED_FROM = "geef een geheel getal van {low} of hoger"
EXPECTED_TEXT = "geef een waarde die niet leeg is"
EXPECTED_OTHER = "controleer de waarde"
ENCODER_MISMATCH = "De kennisbank is gemaakt met het model {stored}; dat is een ander dan {given}."
ENCODER_VERSION = "De kennisbank is gemaakt met een andere versie van het model {stored}."
ENCODER_LOAD = "Het model {name} kan niet geladen worden ({reason})."
WHOLE_FILE = "het hele bestand"
CALIBRATION = "De kalibratie van het model in {path} klopt niet ({place}: {reason})."
ENCODER_OUTPUT = "Het model {name} geeft vectoren die niet bruikbaar zijn ({reason})."
STORE_DAMAGED = "{path}: dit is geen kennisbank, of zij is beschadigd ({reason})."
STORE_BUSY = "{path}: deze kennisbank is in gebruik bij een ander programma."
STORE_ACCESS = "{path}: deze kennisbank kan niet gelezen of beschreven worden ({reason})."
SCHEMA_VERSION = "{path}: deze kennisbank is met een andere versie van Vindplaats gemaakt."
DOCUMENT_MISSING = "{document}: dit document staat niet in de kennisbank."
EXPORT_IMPOSSIBLE = "{what} kunnen niet als {format} geschreven worden."
EVALUATION_LINE = "{path}, regel {line}: dit is niet bruikbaar."


def problem(found: Problem) -> str:
    """A problem that ``verify`` found, as a sentence that states what to do."""
    return PROBLEMS[found.kind.name].format(where=found.where, detail=found.detail)
