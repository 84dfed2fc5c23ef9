"""Why a file could not be read, and what to do about it: Dutch sentences for the errors of ``ingest.errors``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.errors import Reason, filled
from ingest.formats.registry import READERS

if TYPE_CHECKING:
    from ingest.errors import IngestError
    from search.intake.library import Addition

_KINDS = f"U kunt deze soorten inlezen: {', '.join(sorted(READERS))}."
_TO_DOCX = "Open het in Word of LibreOffice en sla het op als .docx."
_TO_PDF_OR_HTML = "Sla het bericht op als PDF of HTML."
# Kinds of files that people have but that are not read, and what to do about them.
ADVICE = {
    ".doc": _TO_DOCX,
    ".dot": _TO_DOCX,
    ".pptx": "Sla de presentatie op als PDF.",
    ".ppt": "Sla de presentatie op als PDF.",
    ".xlsx": "Sla het werkblad op als PDF.",
    ".xls": "Sla het werkblad op als PDF.",
    ".epub": "Zet het boek om naar PDF of HTML.",
    ".zip": "Pak het bestand uit en lees de documenten die erin zitten.",
    ".msg": _TO_PDF_OR_HTML,
}
ILLEGIBLE = "Let op: {path} is ingelezen, maar de tekst lijkt geen taal. Klopt de tekencodering, of het lettertype?"
_SAVE_AGAIN = "Open het bestand in een ander programma en sla het opnieuw op"
_DOCX_AGAIN = "Open het in Word of LibreOffice en sla het opnieuw op als .docx."
_UNKNOWN = "onbekende fout"  # of a program that gives no reason

# Reason -> what is wrong, what the user can do.
SENTENCES = {
    Reason.NOT_FOUND: (
        "Het bestand bestaat niet of mag niet gelezen worden.",
        "Controleer de naam en de rechten.",
    ),
    Reason.UNKNOWN_SUFFIX: ("Deze soort bestand kan niet gelezen worden.", _KINDS),
    Reason.NAME_NOT_UTF8: (
        "De naam van dit bestand, of van zijn map, is niet in UTF-8 geschreven.",
        "Geef het een andere naam en lees het opnieuw in.",
    ),
    Reason.NOT_A_PUBLICATION: (
        "Deze XML is geen officiële publicatie.",
        "Gelezen wordt de XML van officielebekendmakingen.nl (kst-..., ah-..., stcrt-...).",
    ),
    Reason.NO_TEXT: ("Het bestand bevat geen tekst.", "Controleer of het juiste bestand is gekozen."),
    Reason.NO_PROSE: ("In dit bestand is geen lopende tekst gevonden.", "Controleer de inhoud van het bestand."),
    Reason.NO_PROSE_ON_PAGE: (
        "Op deze webpagina staat geen lopende tekst.",
        "Sla de pagina op als die geheel geladen is, of druk de pagina af naar PDF.",
    ),
    Reason.SCANNED: (
        "De PDF bevat geen tekst, alleen afbeeldingen van pagina's.",
        "Lees het opnieuw in met --ocr, of laat de tekst eerst herkennen, bijvoorbeeld met ocrmypdf.",
    ),
    Reason.OCR_NOT_INSTALLED: (
        "De PDF bevat geen tekst, en ocrmypdf is niet geïnstalleerd.",
        "Installeer ocrmypdf (Debian, Ubuntu: sudo apt install ocrmypdf tesseract-ocr-nld) en probeer het opnieuw.",
    ),
    Reason.EMPTY_FOLDER: ("In deze map staat geen bestand dat gelezen kan worden.", _KINDS),
    Reason.EMPTY_PATTERN: ("Bij dit patroon hoort geen bestand dat gelezen kan worden.", _KINDS),
    Reason.UNREADABLE: ("Het bestand is niet te lezen.", f"{_SAVE_AGAIN}."),
    Reason.READER_FAILED: (
        "Het bestand is niet te lezen: het is beschadigd, of anders gemaakt dan gewoonlijk.",
        f"{_SAVE_AGAIN}.",
    ),
    Reason.READER_DIED: ("Het bestand laat het leesprogramma vastlopen.", f"{_SAVE_AGAIN}, bijvoorbeeld als PDF."),
    Reason.NOT_UNICODE: ("De tekens in dit bestand zijn niet te lezen.", ""),
    Reason.UNKNOWN_ENCODING: (
        "De tekens in dit bestand zijn niet te lezen.",
        "Sla het bestand op als UTF-8 en probeer het opnieuw.",
    ),
    Reason.NOT_TEXT: ("Dit is geen tekstbestand.", "Sla het document op als .txt (UTF-8) of als PDF."),
    Reason.NOT_XML: (
        "Dit is geen goed gevormde XML ({error}).",
        "Haal het bestand opnieuw op, of open het in een ander programma en sla het opnieuw op.",
    ),
    Reason.NOT_HTML: (
        "In dit bestand is geen HTML gevonden.",
        "Controleer of het een webpagina is, en sla die opnieuw op.",
    ),
    Reason.BROKEN_PDF: (
        "De PDF is beschadigd.",
        "Open de PDF in een ander programma en sla hem opnieuw op.",
    ),
    Reason.BROKEN_WORD: ("Dit Word-bestand is beschadigd of is geen Word-bestand.", _DOCX_AGAIN),
    Reason.NO_WORD_DOCUMENT: ("In dit bestand zit geen Word-document.", _DOCX_AGAIN),
    Reason.NO_OPENDOCUMENT: (
        "In dit bestand zit geen OpenDocument-tekst.",
        "Open het in LibreOffice of Word en sla het opnieuw op als .odt of .docx.",
    ),
    Reason.OLD_WORD: ("Dit is een Word-bestand van vóór 2007 met een nieuwe naam.", _TO_DOCX),
    Reason.OCR_FAILED: (
        "De tekstherkenning is mislukt ({error}).",
        "Probeer ocrmypdf zelf op dit bestand om te zien wat er misgaat.",
    ),
    Reason.LOCKED_PDF: (
        "De PDF is met een wachtwoord beveiligd.",
        "Geef het wachtwoord op, of sla een kopie zonder wachtwoord op en lees die in.",
    ),
    Reason.LOCKED_WORD: (
        "Het bestand is met een wachtwoord beveiligd.",
        "Sla in Word een kopie zonder wachtwoord op en lees die in.",
    ),
    Reason.LOCKED_PART: (
        "Het bestand is met een wachtwoord beveiligd.",
        "Sla een kopie zonder wachtwoord op en lees die in.",
    ),
    Reason.FILE_TOO_LARGE: ("Dit bestand is te groot om te lezen.", "Splits het in kleinere bestanden."),
    Reason.TEXT_TOO_LARGE: ("Dit tekstbestand is te groot om te lezen.", "Splits het in kleinere bestanden."),
    Reason.CONTENT_TOO_LARGE: (
        "De inhoud van dit bestand is te groot om te lezen.",
        "Splits het document, of sla het op als tekst of PDF en lees dat in.",
    ),
    Reason.PDF_TOO_LARGE: (
        "De PDF vraagt meer geheugen dan een document nodig heeft.",
        "Sla de PDF op met minder tekeningen, of splits hem in kleinere delen.",
    ),
    Reason.SWELLING_XML: (
        "De XML legt zelf entiteiten vast en kan daardoor uitdijen.",
        "Gebruik het bestand zoals het gepubliceerd is: wie dit zo maakt, wil meestal een programma laten vastlopen.",
    ),
    Reason.TOO_MUCH_MEMORY: (
        "Het lezen van dit bestand vraagt te veel geheugen.",
        "Splits het document, of sla het opnieuw op met een ander programma.",
    ),
    Reason.READING_TOO_SLOW: ("Het lezen van dit bestand duurt te lang.", f"{_SAVE_AGAIN}, of splits het."),
    Reason.OCR_TOO_SLOW: (
        "De tekstherkenning duurt te lang.",
        "Laat de tekst buiten Vindplaats herkennen, of splits het bestand.",
    ),
    Reason.CATALOG_SYNTAX: (
        "De catalogus is niet te lezen ({error}).",
        "Herstel of verwijder dit bestand en probeer het opnieuw.",
    ),
    Reason.CATALOG_SHAPE: (
        "De catalogus hoort [[document]]-blokken te bevatten.",
        "Herstel of verwijder dit bestand en probeer het opnieuw.",
    ),
    Reason.CATALOG_VALUE: (
        "Een veld van {file} heeft niet de goede soort waarde.",
        "Herstel of verwijder dit bestand en probeer het opnieuw.",
    ),
}


def problem(error: IngestError) -> str:
    """What is wrong with the file, a sentence."""
    data = error.data if error.data.get("error", "x") else {**error.data, "error": _UNKNOWN}
    return filled(SENTENCES[error.reason][0], data)


def advice(error: IngestError) -> str:
    """What the user can do about it, a sentence; "" where nothing can be done."""
    hint = SENTENCES[error.reason][1]
    return ADVICE.get(error.data.get("suffix", ""), hint) if error.reason is Reason.UNKNOWN_SUFFIX else hint


def doubt(path: object, addition: Addition) -> str:
    """Return what may be wrong with a file that was read; "" where nothing seems to be."""
    return "" if addition.legible else ILLEGIBLE.format(path=path)
