"""What is known about a document, in Dutch: where each fact was read, and the commands that show and correct it."""

from __future__ import annotations

from ingest.model import Origin

HELP_SHOW = "Toon wat over een document bekend is en waar dat is gelezen."
HELP_SET = (
    "Verbeter wat over een document bekend is, bijvoorbeeld: title='De nota' date=2024-05-16. Een verbetering blijft "
    "gelden als het document opnieuw wordt gelezen; met een lege waarde (title=) vervalt zij."
)
VALUES = "NAAM=WAARDE..."
UNKNOWN = "'{value}' is geen verbetering. Geef NAAM=WAARDE, met als naam een van: {names}."
NO_DATE = "'{value}' is geen datum. Geef bijvoorbeeld 2024-05-16, 2024-05 of 2024."
COLUMNS = ("Wat", "Waarde", "Gelezen in")
ORIGINS = {
    Origin.CATALOG: "catalogus",
    Origin.PROPERTIES: "gegevens van het bestand",
    Origin.SUBJECT: "onderwerpregel",
    Origin.LETTERHEAD: "briefhoofd",
    Origin.MASTHEAD: "kop van de publicatie",
    Origin.COVER: "omslag of eerste regels",
    Origin.HEADING: "titel",
    Origin.TEXT: "tekst",
    Origin.SIGNATURE: "ondertekening",
    Origin.MARGIN: "kop- of voettekst",
    Origin.FILE: "bestand",
    Origin.USER: "door u verbeterd",
}
ORIGINS_EN = {
    Origin.CATALOG: "catalogue",
    Origin.PROPERTIES: "properties of the file",
    Origin.SUBJECT: "subject line",
    Origin.LETTERHEAD: "letterhead",
    Origin.MASTHEAD: "head of the publication",
    Origin.COVER: "cover or first lines",
    Origin.HEADING: "title",
    Origin.TEXT: "text",
    Origin.SIGNATURE: "signature",
    Origin.MARGIN: "head or foot of a page",
    Origin.FILE: "file",
    Origin.USER: "corrected by you",
}
