"""Which module reads which kind of file, and what to do about the kinds that none reads."""

# File suffix -> module of ingest.formats that reads it with ``read(path, options)``.
READERS = {
    ".txt": "plain.reader",
    ".md": "plain.markdown",
    ".markdown": "plain.markdown",
    ".pdf": "pdf.reader",
    ".docx": "word.reader",
    ".docm": "word.reader",
    ".html": "web.reader",
    ".htm": "web.reader",
    ".xhtml": "web.reader",
    ".xml": "official.reader",
}
# Kinds that people have but that are not read, and what to do about them.
ADVICE = {
    ".doc": "Open het in Word of LibreOffice en sla het op als .docx.",
    ".dot": "Open het in Word of LibreOffice en sla het op als .docx.",
    ".rtf": "Open het in Word of LibreOffice en sla het op als .docx.",
    ".odt": "Open het in LibreOffice of Word en sla het op als .docx.",
    ".pptx": "Sla de presentatie op als PDF.",
    ".ppt": "Sla de presentatie op als PDF.",
    ".xlsx": "Sla het werkblad op als PDF.",
    ".xls": "Sla het werkblad op als PDF.",
    ".epub": "Zet het boek om naar PDF of HTML.",
    ".zip": "Pak het bestand uit en lees de documenten die erin zitten.",
    ".msg": "Sla het bericht op als PDF of HTML.",
    ".eml": "Sla het bericht op als PDF of HTML.",
}
