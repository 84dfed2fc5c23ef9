"""Dutch texts of `vindplaats ingest`: its help, its progress and its report."""

from __future__ import annotations

HELP = """Lees documenten in.

PAD is een bestand, een map of een patroon ("nota's/**/*.pdf"); zonder PAD de documenten die met Vindplaats meekomen.
Gelezen worden PDF, Word (.docx), OpenDocument (.odt), RTF, e-mail (.eml) met bijlagen, webpagina's, XML van officiële
publicaties, Markdown en tekst. Een document dat niet veranderd is, wordt overgeslagen; een veranderd document vervangt
het oude. Onderbreken met Ctrl+C mag altijd: wat ingelezen is blijft, en dezelfde opdracht gaat later verder."""
PASSWORD = "Wachtwoord voor beveiligde PDF's (of VINDPLAATS_PASSWORD)."  # noqa: S105 - a help text
OPTION_OCR = "Laat de tekst van gescande PDF's herkennen door ocrmypdf, als dat op deze computer staat."
OPTION_WATCH = "Blijf kijken: lees ook wat daarna in de map komt of verandert. Stop met Ctrl+C."
OPTION_REPORT = "Schrijf per bestand wat ermee gebeurd is naar BESTAND (.json of .csv)."
REPORT_SUFFIX = "{path}: geef het verslag een naam die eindigt op .json of .csv."
KB_NO_FOLDER = "{kb}: dit is geen map. Geef met --kb de map waarin de kennisbank komt."
NO_OCR = (
    "Voor --ocr is het programma ocrmypdf nodig, en dat staat niet op deze computer. "
    "Debian, Ubuntu: sudo apt install ocrmypdf tesseract-ocr-nld; macOS: brew install ocrmypdf tesseract-lang."
)
PROGRESS = "Inlezen"
FILES = " bestanden"  # after a number, per second
# What tqdm fills in: how much, how fast, how long still.
BAR = "{desc} {percentage:3.0f}% |{bar}| {n_fmt}/{total_fmt} bestanden, {rate_noinv_fmt}, nog {remaining}{postfix}"

OUTCOMES = {
    "added": "toegevoegd",
    "replaced": "vervangen",
    "unchanged": "ongewijzigd",
    "duplicate": "dubbel",
    "failed": "mislukt",
}
DUPLICATE = "Dubbel: {path} heeft dezelfde inhoud als {document}."
ILLEGIBLE_REASON = "De tekst lijkt geen taal."
ILLEGIBLE_ADVICE = "Bewaar een tekstbestand als UTF-8; laat de tekst van een PDF opnieuw herkennen."
MORE_DUPLICATES = "... en nog {count} dubbele bestanden (zie --report)."
SKIPPED = "Overgeslagen, want deze soorten worden niet gelezen: {kinds}."
SKIPPED_KIND = "{suffix} ({count})"
NO_SUFFIX = "zonder extensie"
ADVICE = "  {suffix}: {advice}"
FAILURES = "Niet ingelezen:"
FAILURE_KIND = "  {count} {what}"
KINDS = {
    "missing": "niet gevonden of niet toegankelijk",
    "unsupported": "van een soort die niet gelezen wordt",
    "empty": "zonder tekst (een scan? probeer --ocr)",
    "damaged": "beschadigd",
    "password": "met een wachtwoord (geef --password)",
    "too-large": "te groot om te lezen",
    "too-slow": "waarvan het lezen te lang duurt",
    "catalog": "door een fout in catalog.toml",
    "error": "door een onverwachte fout",
}
FILES_COUNT = ("bestand", "bestanden")
ELSEWHERE = "Door een andere ingest op dezelfde database gedaan: {files}."
INTERRUPTED = (
    "Onderbroken na {done} van {total} bestanden. Wat ingelezen is, is bewaard; dezelfde opdracht gaat hier verder."
)
WATCHING = "Wacht op nieuwe en veranderde bestanden in {paths} (stop met Ctrl+C)."
WATCHED = "{path}: {outcome}."
WATCH_ENDED = "Gestopt met kijken."
REPORTED = "Verslag per bestand: {path}"
SKIPPED_REASON = "Deze soort bestand wordt niet gelezen."
